// A flattened document becomes a picture: the file as it was composed, with lineage and proof in its record.
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { CompositeRecord } from "#shared/model/composition-record.ts";
import type { Parent, Picture } from "#shared/model/picture.ts";
import { hashFile } from "#electron/library/files/hash-file.ts";
import { randomPictureId } from "./keep-reply.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { pictureFromFile } from "./new-picture.ts";
import { freeName, settleChanges } from "#electron/library/files/settle-changes.ts";
import type { ThumbnailStore } from "#electron/library/files/thumbnail-store.ts";

/** A composed file on the library's own disk; it is taken away. */
export type Composite = {
  readonly path: string;
  readonly title: string;
  readonly parents: readonly Parent[];
  readonly composite: CompositeRecord;
};

/** Each flatten is a picture of its own, also of equal bytes. Errors: `picture-refused`, `disk-full`, library errors. */
export async function keepComposite(
  parts: LibraryParts,
  thumbnails: ThumbnailStore,
  { path, title, parents, composite }: Composite,
): Promise<Result<Picture>> {
  try {
    const { asset, bytes } = await hashFile(path);
    const decoded = await thumbnails.make(asset, { path, name: title });
    if (!decoded.ok) return decoded;
    return await parts.alone(async () => {
      const planned = pictureFromFile({
        id: randomPictureId(parts),
        name: title,
        asset,
        bytes,
        createdAt: parts.now(),
        decoded: decoded.value,
      });
      const picture: Picture = {
        ...planned,
        kind: "composite",
        title,
        parents: [...parents],
        composite,
        file: await freeName(parts, planned.file),
      };
      const source = { file: parts.layout.relative(path), how: "arrive" } as const;
      const settled = await settleChanges(parts, [{ picture, source }]);
      return settled.ok ? ok(picture) : settled;
    });
  } catch (error) {
    return err(parts.explain(error, "no", title.slice(0, 60)));
  }
}
