// The part of the library's door that looks after it: rebuild, verify, back up, restore. All of it can be watched and
// cancelled; what is cancelled leaves the library as whole as it was.
import { err, ok, type Result } from "#shared/errors/result.ts";
import { backUp, listBackups, type BackupEntry } from "./back-up.ts";
import { unwatched, type CareReport } from "#electron/library/parts/care-report.ts";
import type { Collections } from "#electron/library/change/collections.ts";
import type { LibraryEvent } from "#electron/library/parts/library-event.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { rebuildIndex } from "./rebuild-index.ts";
import { readBackupList, restoreBackup } from "./restore-backup.ts";
import type { SavedPrompts } from "#electron/library/search/saved-prompts.ts";
import type { SavedSearches } from "#electron/library/search/saved-searches.ts";
import { listQuarantine, sweepOrphans, type QuarantineEntry } from "./sweep-orphans.ts";
import type { ThumbnailStore } from "#electron/library/files/thumbnail-store.ts";
import { cardFrom } from "#electron/library/search/picture-cards.ts";
import type { PictureId } from "#shared/model/ids.ts";
import { takeAgain, type TakenAgain } from "./take-again.ts";
import { verifyFiles } from "./verify-files.ts";

/** Errors of all: `cancelled`, `disk-full`, library errors. */
export interface Care {
  /** Makes the index anew from files and records. */
  readonly rebuild: (report: CareReport) => Promise<Result<{ pictures: number }>>;
  /** Hashes every file, marks what is wrong, and puts what belongs to nothing into quarantine. */
  readonly verify: (report: CareReport) => Promise<Result<null>>;
  /** Answers with the backup's name. */
  readonly backUp: (withPictures: boolean, report: CareReport) => Promise<Result<string>>;
  readonly backups: () => Promise<BackupEntry[]>;
  /** Brings back what is gone or broken. Errors: `not-found` for a backup that is not there. */
  readonly restore: (name: string, report: CareReport) => Promise<Result<null>>;
  readonly quarantine: () => Promise<QuarantineEntry[]>;
  /** One picture whose file was changed behind the app; see `takeAgain`. Tells what changed. */
  readonly takeAgain: (id: PictureId) => Promise<Result<TakenAgain>>;
}

export function createCare(from: {
  readonly parts: LibraryParts;
  readonly thumbnails: ThumbnailStore;
  readonly collections: Collections;
  readonly searches: SavedSearches;
  readonly prompts: SavedPrompts;
  readonly tell: (event: LibraryEvent) => void;
  /** Holds back closing until the work is done. */
  readonly tracked: <T>(work: Promise<T>) => Promise<T>;
}): Care {
  const { parts, thumbnails, collections, searches, prompts, tell, tracked } = from;
  /** The pages forget what they know, whether all of it was done or a part. */
  const reloading = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    try {
      return await tracked(work());
    } catch (error) {
      return err(parts.explain(error));
    } finally {
      tell({ name: "library.reloaded" });
    }
  };
  const restoreLists = async (name: string): Promise<Result<null>> => {
    const back = await collections.restore(
      {
        collections: await readBackupList(parts, name, "collections"),
        members: [],
      },
      { ...unwatched, settled: () => undefined },
    );
    if (!back.ok) return back;
    for (const { id, ...search } of await readBackupList(parts, name, "searches")) {
      const isKnown = searches.list().some((one) => one.id === id || one.name === search.name);
      const saved = isKnown ? ok(null) : await searches.save({ ...search, id: null });
      if (!saved.ok && saved.error.kind !== "name-taken") return saved;
    }
    for (const { id, ...prompt } of await readBackupList(parts, name, "prompts")) {
      const isKnown = prompts.list().some((one) => one.id === id || one.name === prompt.name);
      const saved = isKnown ? ok(null) : await prompts.save({ ...prompt, id: null });
      if (!saved.ok) return saved;
    }
    return ok(null);
  };
  return {
    rebuild: async (report) =>
      await reloading(
        async () =>
          await parts.alone(async () => {
            const pictures = await rebuildIndex(parts, thumbnails, report);
            if (pictures === null) return err({ kind: "cancelled" });
            await collections.adoptNameless();
            return ok({ pictures });
          }),
      ),
    verify: async (report) =>
      await reloading(async () => {
        const verified = await verifyFiles(parts, report);
        return verified.ok && !report.signal.aborted ? await sweepOrphans(parts, report) : verified;
      }),
    backUp: (withPictures, report) => tracked(backUp(parts, withPictures, report)),
    backups: () => tracked(listBackups(parts)),
    restore: async (name, report) =>
      await reloading(async () => {
        const lists = (await listBackups(parts)).some((one) => one.name === name)
          ? await restoreLists(name)
          : ok(null);
        return lists.ok ? await restoreBackup(parts, name, report) : lists;
      }),
    quarantine: () => tracked(listQuarantine(parts)),
    takeAgain: async (id) => {
      const done = await tracked(takeAgain(parts, thumbnails, id));
      const now = parts.index.byId(id);
      if (done.ok && done.value.outcome === "replaced") {
        tell({ name: "picture.removed", ids: [id] });
        tell({ name: "picture.added", picture: cardFrom(done.value.picture) });
      } else if (now !== null) tell({ name: "pictures.changed", pictures: [cardFrom(now)] });
      return done;
    },
  };
}
