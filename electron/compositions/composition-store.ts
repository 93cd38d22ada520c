// Documents of the canvas as files in the library: one JSON each, replaced whole and durably, with a revision so that two
// windows cannot overwrite each other, and beside it what was done since. Knows no pixels.
import { open, readdir, stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { CompositionCard, UnreadableDocument } from "#shared/contract/calls/composition-calls.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { Composition } from "#shared/model/composition.ts";
import { takeSteps, type JournalPlace } from "#shared/model/composition-step.ts";
import type { CompositionId } from "#shared/model/ids.ts";
import { nodeDisk, type Disk } from "#electron/platform/disk.ts";
import {
  classifyFileError,
  readJsonFile,
  systemCode,
  writeFileDurably,
} from "#electron/platform/durable-file.ts";
import {
  documentText,
  nameIn,
  parseDocument,
  placeWithoutPage,
  type StoredComposition,
} from "./document-file.ts";
import { openDocumentJournals, type Note } from "./document-journal.ts";

export interface CompositionStore {
  readonly list: (isTrashed: boolean) => Promise<Result<CompositionCard[]>>;
  /** Files of the folder that are no documents this app can read, newest first. */
  readonly unreadable: (isTrashed: boolean) => Promise<Result<UnreadableDocument[]>>;
  readonly read: (id: CompositionId) => Promise<Result<StoredComposition>>;
  /**
   * The document at one revision: the present one, or the one before the last save, so that a save which overtakes a
   * question does no harm to it. Errors: as `read`, and `stale-revision`.
   */
  readonly readAt: (id: CompositionId, revision: number) => Promise<Result<StoredComposition>>;
  /**
   * As `read`, with what was noted and is in no save; that is saved then, `isNew` says so. Where it cannot be saved it
   * stays noted.
   */
  readonly open: (
    id: CompositionId,
  ) => Promise<Result<{ readonly stored: StoredComposition; readonly isNew: boolean }>>;
  /** Errors: `not-in-this-state` where the steps do not go on from what is saved and noted, `not-found`, disk. */
  readonly note: (id: CompositionId, note: Note) => Promise<Result<Record<string, never>>>;
  /** A new document, revision 0. */
  readonly add: (document: Composition) => Promise<Result<StoredComposition>>;
  /**
   * Replaces the document when the one on disk has this revision; it has `next` then: one more, or the same or one less
   * where what was written a moment ago is completed or taken back. `place` is that of the page's journal, null for a
   * page without one; left out, the journal goes on as it is. Errors: `stale-revision`, `not-found`, disk.
   */
  readonly replace: (
    document: Composition,
    revision: number,
    next: number,
    place?: JournalPlace | null,
  ) => Promise<Result<StoredComposition>>;
  /** Between the folder and the trash. */
  readonly move: (id: CompositionId, isToTrash: boolean) => Promise<Result<StoredComposition | null>>;
  readonly close: () => Promise<void>;
}

/** What a file of the folder was when it was looked at. */
type Seen = { readonly card: CompositionCard | null; readonly unreadable: UnreadableDocument | null };

const nameOf = (id: CompositionId): string => `${id}.json`;

/** Makes the folders and sweeps what a write that was cut short left. Rejects with Node's system error. */
export async function openCompositionStore(
  libraryFolder: string,
  now: () => number,
  disk: Disk = nodeDisk,
  log: (line: string) => void = () => undefined,
): Promise<CompositionStore> {
  const folder = join(libraryFolder, "compositions");
  const trash = join(libraryFolder, "trash", "compositions");
  for (const path of [folder, trash]) {
    await disk.makeFolders(path);
    for (const name of await readdir(path))
      if (/^\..*\.[0-9a-f]{12}\.tmp$/.test(name)) await disk.remove(join(path, name));
  }
  const seen = new Map<string, Seen & { readonly stamp: string }>();
  const journals = openDocumentJournals(folder, disk);
  /** Where the documents on disk stand, as far as they were read or written. */
  const places = new Map<CompositionId, JournalPlace>();
  /** What the last save of any document replaced. */
  let former: StoredComposition | null = null;
  let last: Promise<unknown> = Promise.resolve();
  /** One change after the other, and failures of the disk as values. */
  const alone = <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    const mine = last
      .then(work)
      .catch((error: unknown) => err(classifyFileError(error, { folder: libraryFolder })));
    last = mine;
    return mine;
  };

  const readFrom = async (path: string, id: string): Promise<Result<StoredComposition>> => {
    const file = await readJsonFile(path);
    if (file.state === "missing") return err({ kind: "not-found", what: "composition", id });
    if (file.state === "broken") return err({ kind: "document-broken", name: id });
    return parseDocument(file.value, id);
  };
  const readHere = async (id: CompositionId): Promise<Result<StoredComposition>> => {
    const read = await readFrom(join(folder, nameOf(id)), id);
    if (read.ok) places.set(id, read.value.place);
    return read;
  };
  const write = async (stored: StoredComposition): Promise<Result<StoredComposition>> => {
    const { document, place } = stored;
    await writeFileDurably(join(folder, nameOf(document.id)), documentText(stored), disk);
    places.set(document.id, place);
    // What is saved is not taken over again, whether or not the journal can be emptied.
    await journals.settle(document.id, place).catch(ignoreSystem);
    return ok(stored);
  };
  const takeNotes = async (
    stored: StoredComposition,
  ): Promise<{ stored: StoredComposition; isNew: boolean }> => {
    const { id } = stored.document;
    const noted = await journals.read(id, stored.place).catch(ignoreSystem);
    if (noted === null) return { stored, isNew: false };
    const { document, taken } = takeSteps(stored.document, noted.steps);
    log(`composition ${id}: ${taken} of ${noted.steps.length} edits were noted and not saved`);
    if (taken === 0) return { stored, isNew: false };
    const place = { session: noted.session, step: noted.first + taken - 1 };
    const next = { revision: stored.revision + 1, savedAt: now(), place, document };
    const written = await write(next).catch(ignoreSystem);
    return written === null
      ? { stored: { ...stored, document }, isNew: false }
      : { stored: next, isNew: true };
  };
  /** Before only the document itself is moved: what is noted goes into it, as far as the disk lets it. */
  const noteNothingOf = async (id: CompositionId): Promise<void> => {
    const read = await readHere(id);
    if (!read.ok) return;
    const { stored } = await takeNotes(read.value);
    if ((await journals.read(id, stored.place)) === null) await journals.settle(id, null);
  };
  const lookAt = async (path: string, id: CompositionId): Promise<Seen> => {
    const { mtimeMs, size, ino } = await stat(path);
    const stamp = `${mtimeMs} ${size} ${ino}`;
    const known = seen.get(path);
    if (known?.stamp === stamp) return known;
    const read = await readFrom(path, id);
    const what: Seen = read.ok
      ? { card: cardOf(read.value), unreadable: null }
      : { card: null, unreadable: await describe(path, id, read.error.kind, mtimeMs) };
    seen.set(path, { stamp, ...what });
    return what;
  };
  const describe = async (path: string, id: CompositionId, kind: string, changedAt: number) => ({
    id,
    reason: kind === "document-newer" ? ("newer" as const) : ("broken" as const),
    name: nameIn(await readBeginning(path)),
    file: relative(libraryFolder, path),
    changedAt,
  });
  const lookThrough = async <T>(
    isTrashed: boolean,
    choose: (what: Seen) => T | null,
    newestFirst: (a: T, b: T) => number,
  ): Promise<Result<T[]>> => {
    const place = isTrashed ? trash : folder;
    try {
      const found: T[] = [];
      for (const name of await readdir(place)) {
        const id = /^([0-9a-f]{16})\.json$/.exec(name)?.[1] as CompositionId | undefined;
        const what = id === undefined ? null : await lookAt(join(place, name), id).catch(ignoreMissing);
        const chosen = what === null ? null : choose(what);
        if (chosen !== null) found.push(chosen);
      }
      return ok(found.toSorted(newestFirst));
    } catch (error) {
      return err(classifyFileError(error, { folder: libraryFolder }));
    }
  };

  return {
    list: async (isTrashed) =>
      await lookThrough(
        isTrashed,
        ({ card }) => card,
        (a, b) => b.savedAt - a.savedAt || (a.id < b.id ? -1 : 1),
      ),
    unreadable: async (isTrashed) =>
      await lookThrough(
        isTrashed,
        ({ unreadable }) => unreadable,
        (a, b) => b.changedAt - a.changedAt || (a.id < b.id ? -1 : 1),
      ),
    read: (id) => alone(() => readHere(id)),
    readAt: (id, revision) =>
      alone(async () => {
        const read = await readHere(id);
        if (!read.ok || read.value.revision === revision) return read;
        if (former?.document.id === id && former.revision === revision) return ok(former);
        return err({ kind: "stale-revision", revision: read.value.revision });
      }),
    open: (id) =>
      alone(async () => {
        const read = await readHere(id);
        return read.ok ? ok(await takeNotes(read.value)) : read;
      }),
    note: async (id, note) => {
      try {
        // Not in the line of saves: a note is not to wait for one.
        let place = places.get(id);
        if (place === undefined) {
          const read = await alone(() => readHere(id));
          if (!read.ok) return read;
          place = read.value.place;
        }
        const isNoted = await journals.note(id, note, place);
        return isNoted ? ok({}) : err({ kind: "not-in-this-state", state: "saved-elsewhere" });
      } catch (error) {
        return err(classifyFileError(error, { folder: libraryFolder }));
      }
    },
    add: (document) =>
      alone(() => write({ revision: 0, savedAt: now(), place: placeWithoutPage(0), document })),
    replace: (document, revision, next, place) =>
      alone(async () => {
        const before = await readHere(document.id);
        if (!before.ok) return before;
        if (before.value.revision !== revision)
          return err({ kind: "stale-revision", revision: before.value.revision });
        const kept = place === undefined ? before.value.place : (place ?? placeWithoutPage(next));
        const written = await write({ revision: next, savedAt: now(), place: kept, document });
        if (next > revision) former = before.value;
        return written;
      }),
    move: (id, isToTrash) =>
      alone(async () => {
        const [from, to] = isToTrash ? [folder, trash] : [trash, folder];
        const target = join(to, nameOf(id));
        if (isToTrash) await noteNothingOf(id);
        if ((await stat(target).catch(ignoreMissing)) !== null)
          return err({ kind: "not-in-this-state", state: isToTrash ? "trashed" : "present" });
        try {
          await disk.rename(join(from, nameOf(id)), target);
        } catch (error) {
          if (systemCode(error) !== "ENOENT") throw error;
          return err({ kind: "not-found", what: "composition", id });
        }
        places.delete(id);
        await disk.syncFolder(dirname(target));
        await disk.syncFolder(from);
        const read = await readFrom(target, id);
        return ok(read.ok ? read.value : null);
      }),
    close: journals.close,
  };
}

/** A document for a list. */
export function cardOf({ document, savedAt }: StoredComposition): CompositionCard {
  const { id, name, sizePx, base, patches } = document;
  return {
    id,
    name,
    sizePx,
    base: base.kind === "blank" ? null : base.asset,
    patches: patches.length,
    cover: null,
    savedAt,
  };
}

async function readBeginning(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}

function ignoreMissing(error: unknown): null {
  if (systemCode(error) === "ENOENT") return null;
  throw error;
}

function ignoreSystem(error: unknown): null {
  if (systemCode(error) === null) throw error;
  return null;
}
