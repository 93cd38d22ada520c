// Thumbnails on disk: made when a picture comes in, made again when they are gone. Two askers share one decode.
import { dirname } from "node:path";
import { thumbnailWidthsPx } from "#shared/contract/media.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { AssetId } from "#shared/model/ids.ts";
import type { Thumbnails } from "#electron/platform/image-task.ts";
import type { NamedFile } from "#electron/platform/image-codec.ts";
import type { AssetFile } from "./asset-file.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { isThere } from "./settle-changes.ts";

const widest = Math.max(...thumbnailWidthsPx);

export interface ThumbnailStore {
  /** Decodes a file fully and makes its thumbnails; also how bytes prove that they are a picture. */
  readonly make: (asset: AssetId, file: NamedFile) => Promise<Result<Thumbnails>>;
  /**
   * Path of the smallest one that is wide enough, or the widest there is; the file is asked for only where one has to be
   * made. `ownPx` is the picture's width where known.
   */
  readonly find: (
    asset: AssetId,
    findFile: (asset: AssetId) => Promise<AssetFile | null>,
    widthPx: number,
    ownPx: number | null,
  ) => Promise<Result<string>>;
}

export function createThumbnailStore(
  parts: Pick<LibraryParts, "codec" | "layout" | "disk" | "explain">,
): ThumbnailStore {
  const { codec, layout, disk } = parts;
  // Widths of references, which no index knows: without them a wide thumbnail of a narrow one would be made for ever.
  const narrow = new Map<AssetId, number>();
  const underWay = new Map<AssetId, Promise<Result<Thumbnails>>>();

  const make: ThumbnailStore["make"] = async (asset, file) => {
    const stem = layout.thumbStem(asset);
    try {
      await disk.makeFolders(dirname(stem));
    } catch (error) {
      return err(parts.explain(error));
    }
    return codec.thumbnails(file, stem, thumbnailWidthsPx);
  };
  const makeOnce = (asset: AssetId, file: NamedFile): Promise<Result<Thumbnails>> => {
    const running = underWay.get(asset);
    if (running) return running;
    const started = make(asset, file).finally(() => underWay.delete(asset));
    underWay.set(asset, started);
    return started;
  };
  return {
    make,
    find: async (asset, findFile, widthPx, ownPx) => {
      const reached = Math.min(widthPx, ownPx ?? narrow.get(asset) ?? widthPx);
      const width = thumbnailWidthsPx.find((made) => made >= reached) ?? widest;
      const path = `${layout.thumbStem(asset)}-${width}.webp`;
      if (await isThere(path)) return ok(path);
      const file = await findFile(asset);
      if (file === null) return err({ kind: "not-found", what: "file", id: asset });
      const made = await makeOnce(asset, { path: file.path });
      if (!made.ok) return made;
      if (ownPx === null && narrow.size < 10_000) narrow.set(asset, made.value.facts.widthPx);
      const { files } = made.value;
      const fitting = files.find((one) => one.widthPx >= width) ?? files.at(-1);
      return fitting ? ok(fitting.path) : err({ kind: "not-found", what: "file", id: asset });
    },
  };
}
