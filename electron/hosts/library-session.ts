// The library that is open now, and the queue that lives in it: opened together, changed together, closed in order.
// A library that cannot be opened leaves an error in their place, and the app goes on.
import { randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioEvent } from "#shared/contract/events.ts";
import type { Notice } from "#shared/contract/notice.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { openCompositions, type Compositions } from "#electron/compositions/compositions.ts";
import type { JobPorts, JobQueue } from "#electron/jobs/ports.ts";
import { openJobQueue } from "#electron/jobs/open-job-queue.ts";
import { openLibrary, type Library } from "#electron/library/library.ts";
import type { ImageCodec } from "#electron/platform/image-codec.ts";
import type { Log } from "#electron/platform/log.ts";
import { compositionPorts } from "./composition-ports.ts";
import type { LibraryPlace } from "./library-place.ts";
import { settleMove } from "./settle-move.ts";

/** A library with its queue and its documents; all are open. */
export interface OpenShelf {
  readonly library: Library;
  readonly queue: JobQueue;
  readonly compositions: Compositions;
}

export interface LibrarySessionParts {
  readonly codec: ImageCodec;
  readonly log: Log;
  /** Told to a second host that finds the library taken. */
  readonly host: string;
  readonly settings: JobPorts["settings"];
  readonly engine: JobPorts["engine"];
  readonly sendWith: (library: Library) => JobPorts["send"];
  readonly publish: (event: StudioEvent) => void;
  /** For what may be emptied at any time. */
  readonly cacheFolder: string;
  /** Folders for a reply that the library's disk refuses, on other disks where the user has any. */
  readonly refuges: readonly string[];
}

export interface LibrarySession {
  /** What is open, or why nothing is. */
  readonly current: () => Result<OpenShelf>;
  readonly place: () => LibraryPlace;
  /** Opens a library in place of the present one, which stays when the new one cannot be opened. */
  readonly moveTo: (place: LibraryPlace) => Promise<Result<OpenShelf>>;
  /**
   * Closes the library, has it carried to another place, and opens it there; where that fails it is opened again where
   * it was.
   */
  readonly relocate: (place: LibraryPlace, carry: () => Promise<Result<null>>) => Promise<Result<OpenShelf>>;
  /** What is open; where nothing is, or its files are no longer the ones that were opened, the place is tried again. */
  readonly retry: () => Promise<Result<OpenShelf>>;
  readonly notices: () => readonly Notice[];
  readonly close: () => Promise<void>;
}

interface Opened {
  readonly shelf: OpenShelf;
  /** Tells the files that were opened from others at the same place. */
  readonly mark: string | null;
  readonly close: () => Promise<void>;
}

/** Resolves always; look at `current`. */
export async function startLibrarySession(
  parts: LibrarySessionParts,
  first: LibraryPlace,
): Promise<LibrarySession> {
  let place = first;
  let opened: Result<Opened> = await open(parts, first);
  // Beside everything else: clearing a large folder away takes its time.
  const moveNotices: Notice[] = [];
  const settling = opened.ok ? tellOfMove(opened.value.shelf.library.folder) : Promise.resolve();
  async function tellOfMove(folder: string): Promise<void> {
    const notice = await settleMove(folder);
    if (notice === null) return;
    moveNotices.push(notice);
    parts.publish({ name: "notice.raised", notice });
  }
  let isMoving = false;
  // One change at a time: two pages may ask at once.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = async <T>(action: () => Promise<T>): Promise<T> => {
    const mine = turn.then(action);
    turn = mine.catch(() => undefined);
    return await mine;
  };
  const current = (): Result<OpenShelf> => (opened.ok ? ok(opened.value.shelf) : opened);

  const change = async (target: LibraryPlace): Promise<Result<OpenShelf>> => {
    const next = await open(parts, target);
    if (!next.ok) return next;
    const former = opened;
    place = target;
    opened = next;
    if (former.ok) await former.value.close();
    parts.publish({ name: "library.reloaded" });
    for (const notice of noticesOf(next.value.shelf)) parts.publish({ name: "notice.raised", notice });
    return current();
  };
  /** A drive that was pulled out and put back has the same files, but those that were opened are gone for good. */
  const retry = async (): Promise<Result<OpenShelf>> => {
    if (!opened.ok) return await change(place);
    const { mark, shelf } = opened.value;
    const now = await markOf(shelf.library.folder);
    if (now === mark) return current();
    return now === null
      ? err({ kind: "library-missing", folder: shelf.library.folder })
      : await change(place);
  };
  const relocate = async (
    target: LibraryPlace,
    carry: () => Promise<Result<null>>,
  ): Promise<Result<OpenShelf>> => {
    if (!opened.ok) return opened;
    isMoving = true;
    try {
      await opened.value.close();
      opened = err<StudioError>({ kind: "not-allowed", reason: "library-moving" });
      const carried = await carry();
      const there = carried.ok ? await open(parts, target) : carried;
      if (there.ok) place = target;
      opened = there.ok ? there : await open(parts, place);
      parts.publish({ name: "library.reloaded" });
      return there.ok ? current() : there;
    } finally {
      isMoving = false;
    }
  };
  return {
    current,
    place: () => place,
    relocate: async (target, carry) => await inTurn(async () => await relocate(target, carry)),
    moveTo: async (target) =>
      await inTurn(async () =>
        opened.ok && target.folder === opened.value.shelf.library.folder ? current() : await change(target),
      ),
    // A move takes minutes: what is asked meanwhile is answered at once.
    retry: async () => (isMoving ? current() : await inTurn(retry)),
    notices: () =>
      opened.ok
        ? [...moveNotices, ...noticesOf(opened.value.shelf)]
        : [{ id: "trouble", error: opened.error }],
    close: async () =>
      await inTurn(async () => {
        await settling;
        if (opened.ok) await opened.value.close();
        opened = err<StudioError>({ kind: "unavailable-here", what: "library" });
      }),
  };
}

function noticesOf({ library, queue }: OpenShelf): readonly Notice[] {
  return [...library.notices, ...queue.notices];
}

/** Null when there is no library at this place. */
async function markOf(folder: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(join(folder, "journal.sqlite"), { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
}

async function open(parts: LibrarySessionParts, place: LibraryPlace): Promise<Result<Opened>> {
  const { log, publish } = parts;
  const library = await openLibrary({
    folder: place.folder,
    mayCreate: place.mayCreate,
    codec: parts.codec,
    log,
    now: Date.now,
    randomBytes,
    owner: { host: parts.host },
  });
  if (!library.ok) return library;
  const queue = await openJobQueue({
    folder: library.value.folder,
    refuges: parts.refuges,
    settings: parts.settings,
    engine: parts.engine,
    send: parts.sendWith(library.value),
    keep: library.value.keepReply,
    hasReference: async (reference) => (await library.value.resolveAsset(reference.asset)) !== null,
    spent: library.value.usage,
    clock: systemClock,
    randomBytes,
    log: (line) => log.info("queue.noted", { line }),
  });
  if (!queue.ok) {
    await library.value.close();
    return queue;
  }
  const compositions = await openCompositions(compositionPorts(library.value, queue.value, parts));
  if (!compositions.ok) {
    await queue.value.close();
    await library.value.close();
    return compositions;
  }
  const ends = [library.value.onEvent(publish), queue.value.onEvent(publish)];
  return ok({
    mark: await markOf(library.value.folder),
    shelf: { library: library.value, queue: queue.value, compositions: compositions.value },
    close: async () => {
      await compositions.value.close();
      // The queue first: what it still has to keep needs the library.
      await queue.value.close();
      for (const end of ends) end();
      await library.value.close();
    },
  });
}

const systemClock: JobPorts["clock"] = {
  now: Date.now,
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
