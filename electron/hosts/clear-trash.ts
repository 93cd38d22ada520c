// All of the trash that a search finds, restored or deleted for good, as many at a time as the library names at once.
import { ok, type Result } from "#shared/errors/result.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureSearch } from "#shared/contract/calls/picture-calls.ts";
import type { Library } from "#electron/library/library.ts";
import type { SlowReport } from "./show-slow-work.ts";

export type TrashSearch = Pick<PictureSearch, "text" | "kinds">;

/** What is done to one lot; answers with those it was done to. */
export type TrashMove = (
  library: Library,
  ids: readonly PictureId[],
  report: SlowReport,
) => Promise<Result<readonly PictureId[]>>;

/**
 * Answers with how many it was done to. Stopped, nothing more begins: not even where the last piece of a lot was under
 * way. Errors: those of `move`; what was done before stands.
 */
export async function clearTrash(
  library: Library,
  search: TrashSearch,
  move: TrashMove,
  { signal, progress }: SlowReport,
): Promise<Result<{ pictures: number }>> {
  const find = () => library.ids({ ...search, trashed: true });
  const { total } = find();
  let pictures = 0;
  while (!signal.aborted) {
    const { ids } = find();
    const before = pictures;
    const moved = await move(library, ids, { signal, progress: (done) => progress(before + done, total) });
    if (!moved.ok) return moved;
    pictures += moved.value.length;
    // What is left does not move: somebody else has it in hand.
    if (moved.value.length === 0) break;
  }
  return ok({ pictures });
}
