// Changes of many pictures, piece by piece: what a piece changed is durable and told before the next one begins, others get
// their turn in between, and the whole can be watched and stopped.
import { setImmediate } from "node:timers/promises";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import { unwatched, type CareReport } from "#electron/library/parts/care-report.ts";
import type { Change } from "#electron/library/files/change.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { settleChanges } from "#electron/library/files/settle-changes.ts";

/** So many pictures are settled together: all of them or none. Their rows are written in one go, while nobody is answered. */
const piece = 100;

/** How far a change of many pictures is. */
export type BulkReport = Pick<CareReport, "signal" | "progress">;

/** The same, with what each piece changed. */
export type PieceReport = BulkReport & { readonly settled: (pictures: readonly Picture[]) => void };

const unheard: PieceReport = { ...unwatched, settled: () => undefined };

/**
 * Carries out what `plan` makes of the pictures of each piece; unknown ids are left out. Answers with what changed. An
 * abort stops it between two pieces. Errors: `disk-full`, library errors; in both cases the pieces before stand.
 *
 * @param inTurn runs one piece while no other change is under way; a caller that has its turn already runs it at once
 */
export async function changeInPieces(
  parts: LibraryParts,
  ids: readonly PictureId[],
  plan: (pictures: readonly Picture[]) => Promise<readonly Change[]>,
  { signal, progress, settled }: PieceReport,
  inTurn: LibraryParts["alone"] = parts.alone,
): Promise<Result<readonly Picture[]>> {
  const unique = [...new Set(ids)];
  const changed: Picture[] = [];
  for (let at = 0; at < unique.length && (at === 0 || !signal.aborted); at += piece) {
    const done = await inTurn(async () => {
      try {
        const pictures = unique.slice(at, at + piece).flatMap((id) => parts.index.byId(id) ?? []);
        return await settleChanges(parts, await plan(pictures));
      } catch (error) {
        return err(parts.explain(error));
      }
    });
    if (!done.ok) return done;
    changed.push(...done.value);
    if (done.value.length > 0) settled(done.value);
    progress(Math.min(at + piece, unique.length), unique.length);
    if (at + piece < unique.length) await setImmediate();
  }
  return ok(changed);
}

/** The same for what records say; files stay where they are. What `change` makes null stays as it is. */
export function changeRecords(
  parts: LibraryParts,
  ids: readonly PictureId[],
  change: (picture: Picture) => Picture | null,
  report: PieceReport = unheard,
  inTurn?: LibraryParts["alone"],
): Promise<Result<readonly Picture[]>> {
  const plan = async (pictures: readonly Picture[]): Promise<readonly Change[]> =>
    pictures.flatMap((picture) => {
      const changed = change(picture);
      return changed === null ? [] : [{ picture: changed, source: null }];
    });
  return changeInPieces(parts, ids, plan, report, inTurn);
}

/** For a caller whose turn it is. */
export const atOnce: LibraryParts["alone"] = (work) => work();
