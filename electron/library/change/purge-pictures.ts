// Trashed pictures leave the library for good: their files go to the system's trash, their records and rows away.
import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { AssetId, PictureId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import { systemCode } from "#electron/platform/durable-file.ts";
import { isInPlace } from "#electron/library/files/library-layout.ts";
import type { BulkReport } from "./change-records.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { isThere } from "#electron/library/files/settle-changes.ts";

/** Moves a file to the system's trash. Errors: `unavailable-here`, those of the disk. */
export type ThrowAway = (path: string) => Promise<Result<Record<string, never>>>;

/** What is gone, and what stopped the rest. */
export type Purged = { readonly ids: readonly PictureId[]; readonly error: StudioError | null };

/**
 * One picture after the other, stopping at the first that cannot go; unknown ids are left out, and so is one that was
 * taken out of the trash meanwhile. A file outside the library is left where it is. Errors: `not-in-this-state` when one
 * is not in the trash; then nothing was done.
 */
export async function purgePictures(
  parts: LibraryParts,
  ids: readonly PictureId[],
  throwAway: ThrowAway,
  { signal, progress }: BulkReport,
): Promise<Result<Purged>> {
  const present = [...new Set(ids)].filter((id) => parts.index.byId(id) !== null);
  if (present.some((id) => parts.index.byId(id)?.trashedAt === null))
    return err({ kind: "not-in-this-state", state: "saved" });
  const gone: PictureId[] = [];
  for (const id of present) {
    if (signal.aborted) break;
    const done = await parts.alone(async () => {
      const picture = parts.index.byId(id);
      if (picture === null || picture.trashedAt === null) return ok(false);
      const purged = await purgeOne(parts, picture, throwAway);
      return purged.ok ? ok(true) : purged;
    });
    if (!done.ok) return ok({ ids: gone, error: done.error });
    if (done.value) gone.push(id);
    progress(gone.length, present.length);
  }
  return ok({ ids: gone, error: null });
}

async function purgeOne(
  parts: LibraryParts,
  picture: Picture,
  throwAway: ThrowAway,
): Promise<Result<Record<string, never>>> {
  const { index, layout } = parts;
  try {
    const path = layout.absolute(picture.file);
    index.announce([{ picture, source: { file: picture.file, how: "purge" } }]);
    if (!isInPlace(picture) && (await isThere(path))) {
      const thrown = await throwAway(path);
      if (!thrown.ok) {
        index.withdraw([picture.id]);
        return thrown;
      }
    }
    await finishPurge(parts, picture);
    return ok({});
  } catch (error) {
    return err(parts.explain(error, "no", basename(picture.file)));
  }
}

/** The rest, once the file is gone. Rejects with the failure of disk or index. */
export async function finishPurge(parts: LibraryParts, picture: Picture): Promise<void> {
  const { disk, index, layout } = parts;
  const record = layout.record(picture.id, true);
  await disk.remove(record);
  await disk.syncFolder(dirname(record));
  index.remove([picture.id]);
  if (index.byAsset(picture.asset) === null) await removeThumbnails(parts, picture.asset);
}

async function removeThumbnails({ disk, layout }: LibraryParts, asset: AssetId): Promise<void> {
  const stem = layout.thumbStem(asset);
  try {
    for (const name of await readdir(dirname(stem)))
      if (name.startsWith(`${basename(stem)}-`)) await disk.remove(join(dirname(stem), name));
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
}
