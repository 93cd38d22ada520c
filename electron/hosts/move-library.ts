// Moves the library to an empty folder: most of it is copied while everything goes on, the rest while it is closed.
// The old files go only when the new library is open and will be opened at the next start.
import { readdir, rm, rmdir } from "node:fs/promises";
import { basename, join, relative, isAbsolute } from "node:path";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { copyTree, type CopyWatch } from "#electron/platform/copy-tree.ts";
import { classifyFileError, systemCode } from "#electron/platform/durable-file.ts";
import type { LibrarySession } from "./library-session.ts";

/** Belong to the process that has the library open. */
const ownFiles = new Set(["library.lock", "index.sqlite-wal", "index.sqlite-shm"]);
/** Folders whose files are written once. */
const quiet = ["pictures", "thumbs", "references", "compositions", "backups"];

/** Null when the folder will do. Errors: `not-allowed` (`folder-not-empty`, `folder-inside`), those of the disk. */
export async function refuseTarget(present: string, target: string): Promise<StudioError | null> {
  const inside = relative(present, target);
  if (inside === "" || (!inside.startsWith("..") && !isAbsolute(inside)))
    return { kind: "not-allowed", reason: "folder-inside" };
  try {
    return (await readdir(target)).length === 0 ? null : { kind: "not-allowed", reason: "folder-not-empty" };
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null;
    return classifyFileError(error, { folder: target });
  }
}

/**
 * `remember` keeps the choice for the next start. Errors: `cancelled`, `disk-full`, library errors; then the library is
 * open where it was, and the copy is gone.
 */
export async function moveLibrary(
  session: Pick<LibrarySession, "current" | "relocate">,
  target: string,
  watch: CopyWatch,
  remember: (folder: string) => Promise<void>,
): Promise<Result<null>> {
  const shelf = session.current();
  if (!shelf.ok) return shelf;
  const from = shelf.value.library.folder;
  const copied = await attempt(target, watch, async () => {
    await copyTree(from, target, (path) => !quiet.includes(path.split(/[/\\]/)[0] ?? ""), watch);
  });
  if (!copied.ok) return await clearAway(target, copied);
  const moved = await session.relocate({ folder: target, mayCreate: false }, async () =>
    attempt(target, watch, async () => {
      await copyTree(from, target, (path) => ownFiles.has(basename(path)), watch);
    }),
  );
  if (!moved.ok) return await clearAway(target, moved);
  const remembered = await attempt(target, unstoppable, async () => await remember(target));
  if (!remembered.ok) {
    // The next start would open the old files: so they are the library.
    await session.relocate({ folder: from, mayCreate: false }, async () => ok(null));
    return await clearAway(target, remembered);
  }
  await clearAway(from, ok(null));
  return ok(null);
}

const unstoppable = { signal: new AbortController().signal };

async function attempt(
  target: string,
  { signal }: Pick<CopyWatch, "signal">,
  work: () => Promise<void>,
): Promise<Result<null>> {
  try {
    await work();
  } catch (error) {
    return err(classifyFileError(error, { folder: target }));
  }
  return signal.aborted ? err({ kind: "cancelled" }) : ok(null);
}

const lists = ["prompts.json", "collections.json", "searches.json"];
const databases = ["index.sqlite", "journal.sqlite"].flatMap((name) => [name, `${name}-wal`, `${name}-shm`]);

/** Takes a library's files away, and the folder if nothing else is in it. */
async function clearAway<T>(folder: string, outcome: Result<T>): Promise<Result<T>> {
  const folders = ["pictures", "records", "trash", "references", "thumbs", "spool", "compositions"];
  const entries = [...folders, "backups", "quarantine", "library.lock", ...lists, ...databases];
  for (const name of entries)
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  await rmdir(folder).catch(() => undefined);
  return outcome;
}
