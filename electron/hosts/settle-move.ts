// What a move of the library left when the program was ended in the middle of it: the half-made copy, or what remains of
// the old folder, is taken away by the next start.
import { readdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Notice } from "#shared/contract/notice.ts";
import { clearAway, readMoveMark, removeMoveMark } from "./move-marks.ts";

/**
 * Looks at the marks of the library that has been opened, and of the other folder of its move. Null where there is
 * nothing to say: no move was cut short, or the other folder cannot be reached now and is looked at again next time.
 */
export async function settleMove(opened: string): Promise<Notice | null> {
  const mark = await readMoveMark(opened);
  if (mark === null) return null;
  const isOld = mark.from === opened;
  const other = isOld ? mark.to : mark.from;
  const isOpenedCopy = !isOld && !mark.isWhole;
  const isOurs = (await readMoveMark(other))?.token === mark.token;
  // A half-made copy that somebody opened as a library is one from then on.
  if (isOurs && !isOpenedCopy) await clearAway(other);
  else if (!isOpenedCopy && !(await isReachable(other))) return null;
  await removeMoveMark(opened);
  if (!isOurs || isOpenedCopy) return null;
  return { id: isOld ? "move-undone" : "move-finished", folder: other };
}

/** Whether the disk that the folder was on is there; the folder itself may be gone. */
async function isReachable(folder: string): Promise<boolean> {
  return await readdir(dirname(folder)).then(
    () => true,
    () => false,
  );
}
