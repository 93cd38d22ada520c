// Moves the library to an empty folder: most of it is copied while everything goes on, the rest while it is closed.
// The old files go only when the new library is open and will be opened at the next start.
import { readdir } from "node:fs/promises";
import { basename, relative, isAbsolute } from "node:path";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { copyTree, type CopyWatch } from "#electron/platform/copy-tree.ts";
import { classifyFileError, systemCode } from "#electron/platform/durable-file.ts";
import type { LibrarySession } from "./library-session.ts";
import {
  clearAway,
  isLibraryEntry,
  markMove,
  moveMarkName,
  readMoveMark,
  removeMoveMark,
  writeMoveMark,
} from "./move-marks.ts";

/** Belong to the process that has the library open. */
const ownFiles = new Set(["library.lock", "index.sqlite-wal", "index.sqlite-shm"]);
/** Folders whose files are written once. */
const quiet = ["pictures", "thumbs", "references", "compositions", "backups"];

/** Null when the folder will do: an empty one, or one with a half-made copy that a move of this library left. Errors: `not-allowed` (`folder-not-empty`, `folder-inside`), those of the disk. */
export async function refuseTarget(present: string, target: string): Promise<StudioError | null> {
  const inside = relative(present, target);
  if (inside === "" || (!inside.startsWith("..") && !isAbsolute(inside)))
    return { kind: "not-allowed", reason: "folder-inside" };
  try {
    const names = await readdir(target);
    if (names.every(isLibraryEntry) && (await isHalfCopyOf(present, target))) return null;
    return names.length === 0 ? null : { kind: "not-allowed", reason: "folder-not-empty" };
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null;
    return classifyFileError(error, { folder: target });
  }
}

/**
 * `remember` keeps the choice for the next start. Errors: `cancelled`, `disk-full`, library errors; then the library is
 * open where it was, and the copy is gone. Both folders are marked meanwhile; see settle-move.ts for a move that is cut
 * short.
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
  const giveUp = async <T>(outcome: Result<T>): Promise<Result<T>> => {
    await clearAway(target);
    await removeMoveMark(from);
    return outcome;
  };
  let isRemembered = false;
  const copied = await attempt(target, watch, async () => {
    // What an earlier move of this library left there.
    if (await isHalfCopyOf(from, target)) await clearAway(target);
    await markMove(from, target);
    await copyTree(
      from,
      target,
      (path) => isMark(path) || isJournal(path) || !quiet.includes(path.split(/[/\\]/)[0] ?? ""),
      watch,
    );
  });
  if (!copied.ok) return await giveUp(copied);
  const carry = async (): Promise<Result<null>> => {
    const rest = await attempt(target, watch, async () => {
      await copyTree(from, target, (path) => isMark(path) || ownFiles.has(basename(path)), watch);
      const mark = await readMoveMark(target);
      if (mark !== null) await writeMoveMark(target, { ...mark, isWhole: true });
    });
    if (!rest.ok) return rest;
    // Before anything new can be written there: a start after a crash opens the folder that has it.
    const remembered = await attempt(target, unstoppable, async () => await remember(target));
    isRemembered = remembered.ok;
    return remembered;
  };
  const moved = await session.relocate({ folder: target, mayCreate: false }, carry);
  if (!moved.ok) {
    if (isRemembered) await attempt(from, unstoppable, async () => await remember(from));
    return await giveUp(moved);
  }
  await clearAway(from);
  await removeMoveMark(target);
  return ok(null);
}

/** Appended to while a document is worked on: it goes along with the rest, while the library is closed. */
const isJournal = (path: string): boolean => path.endsWith(".journal");

const isMark = (path: string): boolean => path === moveMarkName;

async function isHalfCopyOf(present: string, target: string): Promise<boolean> {
  const mark = await readMoveMark(target);
  return mark !== null && mark.from === present && !mark.isWhole;
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
