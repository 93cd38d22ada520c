// Files by their hash, and only files that still are what the hash says: nothing changed behind the app is shown, sent
// or built upon as if it were the original.
import { stat } from "node:fs/promises";
import type { AssetId, PictureId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import { systemCode } from "#electron/platform/durable-file.ts";
import { hashFile } from "#electron/library/files/hash-file.ts";
import { isInPlace } from "#electron/library/files/library-layout.ts";
import type { AssetFile } from "#electron/library/files/asset-file.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { findReference } from "#electron/library/intake/reference-store.ts";

/** So many states of files that lie outside are remembered. */
const mostProven = 20_000;

/**
 * Null for what the library does not have, or has no more as it was. A file of the library itself is judged by its
 * length, one that is kept in place by its bytes, once for each state of the file.
 *
 * @param onChanged hears of a picture whose file is another than its record says
 */
export function createAssetFinder(
  parts: LibraryParts,
  onChanged: (id: PictureId) => void,
): (asset: AssetId) => Promise<AssetFile | null> {
  const proven = new Map<AssetId, string>();

  async function isOriginal(picture: Picture, path: string): Promise<boolean | null> {
    try {
      const { size, mtimeMs, ctimeMs, ino } = await stat(path);
      if (size !== picture.bytes) return false;
      if (!isInPlace(picture)) return true;
      const state = `${path} ${mtimeMs} ${ctimeMs} ${ino}`;
      if (proven.get(picture.asset) === state) return true;
      if ((await hashFile(path)).asset !== picture.asset) return false;
      if (proven.size >= mostProven) proven.clear();
      proven.set(picture.asset, state);
      return true;
    } catch (error) {
      if (systemCode(error) === null) throw error;
      return null;
    }
  }

  return async (asset) => {
    const picture = parts.index.byAsset(asset);
    if (picture !== null) {
      const path = parts.layout.absolute(picture.file);
      const found = await isOriginal(picture, path);
      if (found === true) return { path, mediaType: picture.mediaType, bytes: picture.bytes };
      if (found === false && picture.problem !== "changed") onChanged(picture.id);
    }
    return await findReference(parts, asset);
  };
}
