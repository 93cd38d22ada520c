// Changes of what a record says, for many pictures at once; files stay where they are.
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import type { LibraryParts } from "./library-parts.ts";
import { settleChanges } from "./settle-changes.ts";

/** So many records are settled together: all of them or none. */
const piece = 500;

/**
 * Writes what `change` makes of each picture; null leaves it as it is, and out of the answer. Unknown ids are left
 * out. Call it `alone`. Errors: `disk-full`, library errors; then the pieces before stand.
 */
export async function changeRecords(
  parts: LibraryParts,
  ids: readonly PictureId[],
  change: (picture: Picture) => Picture | null,
): Promise<Result<readonly Picture[]>> {
  const unique = [...new Set(ids)];
  const done: Picture[] = [];
  for (let at = 0; at < unique.length; at += piece) {
    const changes = unique.slice(at, at + piece).flatMap((id) => {
      const picture = parts.index.byId(id);
      const changed = picture === null ? null : change(picture);
      return changed === null ? [] : [{ picture: changed, source: null }];
    });
    const settled = await settleChanges(parts, changes);
    if (!settled.ok) return err(settled.error);
    done.push(...settled.value);
  }
  return ok(done);
}
