// Opening a library folder: folders, lock, index, recovery, in this order; what fails is given back in reverse.
import { access, constants, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type { Notice } from "#shared/contract/notice.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { systemCode } from "#electron/platform/durable-file.ts";
import { nodeDisk, type Disk } from "#electron/platform/disk.ts";
import { sweepHalfBackups } from "#electron/library/care/back-up.ts";
import { checkIndexLater } from "#electron/library/index/check-index-later.ts";
import { classifyIndexError } from "#electron/library/index/index-error.ts";
import { openCollections, type Collections } from "#electron/library/change/collections.ts";
import { lastingFolders, layOut } from "#electron/library/files/library-layout.ts";
import { createAlone, type BroughtParts, type LibraryParts } from "#electron/library/parts/library-parts.ts";
import { lockLibrary, type LibraryLock } from "./lock-library.ts";
import { unwatched } from "#electron/library/parts/care-report.ts";
import { closeIndex, openIndex } from "#electron/library/index/open-index.ts";
import { createPictureIndex } from "#electron/library/index/picture-index.ts";
import { rebuildIndex } from "#electron/library/care/rebuild-index.ts";
import { finishPending, sweepIncoming } from "#electron/library/care/recover.ts";
import { openSavedPrompts, type SavedPrompts } from "#electron/library/search/saved-prompts.ts";
import { openSavedSearches, type SavedSearches } from "#electron/library/search/saved-searches.ts";
import { isThere } from "#electron/library/files/settle-changes.ts";
import { createThumbnailStore, type ThumbnailStore } from "#electron/library/files/thumbnail-store.ts";

/** What a library is opened with; a `disk` is brought by tests, one that fails. */
export type LibraryOptions = BroughtParts & {
  readonly folder: string;
  /** False for a folder that the user named: when it is gone the answer is `library-missing`, not an empty library. */
  readonly mayCreate: boolean;
  /** Told to a second host that finds the library taken: "desktop", "browser", "command line". */
  readonly owner: { readonly host: string };
  /** Until an index is checked that is too large to be checked at the start. */
  readonly checkDelayMs?: number;
  readonly disk?: Disk;
};

export type OpenParts = {
  readonly parts: LibraryParts;
  readonly thumbnails: ThumbnailStore;
  readonly prompts: SavedPrompts;
  readonly collections: Collections;
  readonly searches: SavedSearches;
  /** Grows when damage is found during the run. */
  readonly notices: readonly Notice[];
  /** To be called once; tells of damage that a later look finds. */
  readonly onDamage: (tell: (notice: Notice) => void) => void;
  readonly release: () => void;
};

/** When the start is over, and the page has been drawn. */
const checkDelayMs = 5_000;

/** Errors: `library-missing`, `library-read-only`, `library-locked`, `library-newer`, `disk-full`. */
export async function openParts(options: LibraryOptions): Promise<Result<OpenParts>> {
  const { folder } = options;
  const layout = layOut(folder);
  const disk = options.disk ?? nodeDisk;
  const explain: LibraryParts["explain"] = (error, billed, name) =>
    classifyIndexError(error, folder, billed, name);
  const stamp = new Date(options.now()).toISOString().replaceAll(":", "-");
  let lock: LibraryLock | undefined;
  let release = (): void => lock?.release();
  try {
    if (!options.mayCreate && !(await isThere(folder))) return err({ kind: "library-missing", folder });
    for (const path of lastingFolders(layout)) await disk.makeFolders(path);
    const locked = lockLibrary(layout.lock, folder, options.owner.host);
    if (!locked.ok) return locked;
    lock = locked.value;

    const opened = await openIndex(layout, stamp);
    if (!opened.ok) {
      release();
      return opened;
    }
    const { db, isFresh, movedTo, wasThere, isChecked } = opened.value;
    let isSound = true;
    let endCheck = (): void => undefined;
    release = () => {
      endCheck();
      closeIndex(db, isSound);
      lock?.release();
    };
    const { codec, log, now, randomBytes } = options;
    const index = createPictureIndex(db);
    const inside = withoutNewRoot(disk, folder);
    const parts = {
      layout,
      index,
      disk: inside,
      codec,
      log,
      now,
      randomBytes,
      alone: createAlone(),
      explain,
    };
    const thumbnails = createThumbnailStore(parts);
    await finishPending(parts);
    await sweepIncoming(parts);
    await sweepHalfBackups(parts);
    const collections = await openCollections(parts, stamp);
    const rebuilt = isFresh ? ((await rebuildIndex(parts, thumbnails, unwatched)) ?? 0) : 0;
    await collections.adoptNameless();
    const isNews = isFresh && (movedTo !== null || wasThere || rebuilt > 0);
    const notices: Notice[] = isNews ? [{ id: "index-rebuilt", pictures: rebuilt, movedTo }] : [];
    const saved = await openSavedPrompts(parts, stamp);
    if (saved.movedTo !== null) notices.push({ id: "prompts-replaced", movedTo: saved.movedTo });
    const searches = await openSavedSearches(parts, stamp);
    const onDamage = (tell: (notice: Notice) => void): void => {
      if (isChecked) return;
      endCheck = checkIndexLater(layout.index, options.checkDelayMs ?? checkDelayMs, () => {
        isSound = false;
        const notice: Notice = { id: "index-damaged" };
        notices.push(notice);
        log.warn("library.index-damaged", {});
        tell(notice);
      });
    };
    return ok({
      parts,
      thumbnails,
      prompts: saved.prompts,
      collections,
      searches,
      notices,
      onDamage,
      release,
    });
  } catch (error) {
    release();
    return err(await explainOpening(error, folder));
  }
}

// Once open, the library's own folder is never made anew: where a drive was pulled out it would be an empty one.
function withoutNewRoot(disk: Disk, folder: string): Disk {
  const makeFolders = async (path: string): Promise<void> => {
    await access(folder);
    await disk.makeFolders(path);
  };
  return { ...disk, makeFolders };
}

/** Bytes that the library's disk has room for; null where the system does not say. */
export async function readFreeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

// Node says ENOENT when it makes nested folders on a read-only disk.
async function isParentReadOnly(folder: string): Promise<boolean> {
  let parent = folder;
  while (!(await isThere(parent)) && dirname(parent) !== parent) parent = dirname(parent);
  return access(parent, constants.W_OK).then(
    () => false,
    (error: unknown) => systemCode(error) === "EROFS",
  );
}

// A folder that cannot even be reached (a drive that is not there, a file in its place) counts as gone.
async function explainOpening(error: unknown, folder: string): Promise<StudioError> {
  const code = (await isParentReadOnly(folder)) ? "EROFS" : systemCode(error);
  if (code === "ENOENT" || code === "ENOTDIR" || code === "EEXIST" || code === "EIO")
    return { kind: "library-missing", folder };
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return { kind: "library-read-only", folder };
  return classifyIndexError(error, folder);
}
