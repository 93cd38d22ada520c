// What is done for the library while nothing asks for it: a look at the room on its disk, and hashes of looks that
// pictures of older versions lack. Once a minute, and never two at once.
import type { Notice } from "#shared/contract/notice.ts";
import type { Log } from "#electron/platform/log.ts";
import type { Library } from "#electron/library/library.ts";
import type { LibrarySession } from "./library-session.ts";

export interface QuietWork {
  readonly close: () => Promise<void>;
}

/** With less room than this a few replies of the largest size may find none. */
const scarceBytes = 1_000_000_000;
/** Said again only after there was this much in between. */
const plentyBytes = 2_000_000_000;
const everyMs = 60_000;

export function startQuietWork(parts: {
  readonly session: Pick<LibrarySession, "current">;
  readonly notify: (notice: Notice) => void;
  readonly log: Log;
  readonly periodMs?: number;
}): QuietWork {
  const { session, notify, log } = parts;
  const stop = new AbortController();
  const looked = new WeakSet<Library>();
  let isScarce = false;
  let underWay: Promise<void> | null = null;

  const look = async (): Promise<void> => {
    const shelf = session.current();
    if (!shelf.ok || stop.signal.aborted) return;
    const { library } = shelf.value;
    const { freeBytes } = await library.state();
    if (freeBytes !== null && freeBytes < scarceBytes && !isScarce) {
      isScarce = true;
      notify({ id: "disk-scarce", folder: library.folder, freeBytes });
    } else if (freeBytes !== null && freeBytes > plentyBytes) isScarce = false;
    if (looked.has(library)) return;
    looked.add(library);
    const taken = await library.organise.takeFingerprints({ signal: stop.signal, progress: () => undefined });
    if (!taken.ok) log.warn("library.looks-not-taken", { reason: taken.error });
  };
  const begin = (): void => {
    underWay ??= look()
      .catch((error: unknown) => void log.bug(error, { where: "quiet work" }))
      .finally(() => {
        underWay = null;
      });
  };
  const timer = setInterval(begin, parts.periodMs ?? everyMs);
  timer.unref();
  return {
    close: async () => {
      clearInterval(timer);
      stop.abort();
      await underWay;
    },
  };
}
