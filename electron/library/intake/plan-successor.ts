// A picture whose file became another behind the app: what takes its place, and what becomes of the former.
import type { AssetId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import type { FoundRecipe } from "#shared/model/recipe.ts";
import type { Change } from "#electron/library/files/change.ts";
import { fileInTrash, isInPlace } from "#electron/library/files/library-layout.ts";
import { freeName, isThere } from "#electron/library/files/settle-changes.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { randomPictureId } from "./keep-reply.ts";
import { libraryFileFor, pictureFromFile, type Decoded } from "./new-picture.ts";

/** What the file holds now. */
export type Successor = {
  readonly asset: AssetId;
  readonly bytes: number;
  readonly decoded: NonNullable<Decoded>;
  readonly recipe: FoundRecipe | null;
};

/** A new picture with the former's title, time and marks, and the former as its parent; at the former's path where `file` says so. */
export function planSuccessor(
  parts: LibraryParts,
  former: Picture,
  { asset, bytes, decoded, recipe }: Successor,
  file?: string,
): Picture {
  const { title, createdAt, marks, tags, collections } = former;
  const planned = pictureFromFile({
    id: randomPictureId(parts),
    name: title,
    asset,
    bytes,
    createdAt,
    decoded,
    ...(file === undefined ? {} : { file }),
  });
  const parent = {
    asset: former.asset,
    picture: former.id,
    name: title.slice(0, 255).toWellFormed(),
    label: "before",
  };
  return { ...planned, title, marks, tags, collections, recipe, parents: [parent] };
}

/**
 * Puts the former into the trash: with its changed file where that is the library's own, else its record alone, because
 * a file outside stays where it is and belongs to the successor.
 */
export async function setAside(parts: LibraryParts, former: Picture): Promise<Change> {
  const trashedAt = former.trashedAt ?? parts.now();
  if (isInPlace(former)) {
    const { createdAt, title, id, mediaType } = former;
    const own = fileInTrash({ file: libraryFileFor(createdAt, title, id, mediaType) });
    const file = await freeName(parts, own);
    return { picture: { ...former, file, problem: "missing", trashedAt }, source: null };
  }
  const isHere = await isThere(parts.layout.absolute(former.file));
  const file = await freeName(parts, fileInTrash(former));
  const source = isHere ? ({ file: former.file, how: "rename" } as const) : null;
  return { picture: { ...former, file, problem: isHere ? "changed" : "missing", trashedAt }, source };
}
