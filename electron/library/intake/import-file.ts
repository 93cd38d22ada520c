// A file from outside becomes a picture, byte for byte (L1), unless the library has these bytes already.
import { ok, type Result } from "#shared/errors/result.ts";
import type { FoundRecipe } from "#shared/model/recipe.ts";
import type { Picture, PictureCard } from "#shared/model/picture.ts";
import { fileOutOfTrash } from "#electron/library/files/library-layout.ts";
import type { Incoming } from "./incoming.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { findRecipe } from "./find-recipe.ts";
import { randomPictureId } from "./keep-reply.ts";
import { pictureFromFile, type Decoded } from "./new-picture.ts";
import { freeName, isThere, settleChanges } from "#electron/library/files/settle-changes.ts";
import { takeIn, type TakenIn } from "./take-in.ts";
import type { ThumbnailStore } from "#electron/library/files/thumbnail-store.ts";

/** added: new here · known: was here · returned: was in the trash, or its file was gone, and is back. */
export type Imported = { readonly picture: Picture; readonly outcome: "added" | "known" | "returned" };

/** The same for those outside: `fresh` is false when the library had these bytes; then `picture` is the one it has. */
export type ImportedCard = {
  readonly picture: PictureCard;
  readonly fresh: boolean;
  /** As the file says. */
  readonly recipe: FoundRecipe | null;
};

/** Errors: `picture-refused`, `file-unreadable`, `disk-full`, library errors. */
export function importFile(
  parts: LibraryParts,
  thumbnails: ThumbnailStore,
  incoming: Incoming,
): Promise<Result<Imported>> {
  return takeIn(parts, incoming, async (file) => {
    const twin = parts.index.byAsset(file.asset);
    if (twin?.problem === null) return parts.alone(async () => settleImport(parts, incoming, file, null));
    const decoded = await thumbnails.make(file.asset, { path: file.path, name: incoming.name });
    if (!decoded.ok) return decoded;
    const recipe = await findRecipe(parts.codec, file.path);
    return parts.alone(async () => settleImport(parts, incoming, file, decoded.value, recipe));
  });
}

async function settleImport(
  parts: LibraryParts,
  incoming: Incoming,
  file: TakenIn,
  decoded: Decoded,
  recipe: FoundRecipe | null = null,
): Promise<Result<Imported>> {
  const source = { file: parts.layout.relative(file.path), how: "arrive" } as const;
  const twin = parts.index.byAsset(file.asset);
  if (twin !== null) return bringBack(parts, twin, source);
  if (decoded === null) throw new Error("A picture left the library while its twin came in");
  const planned = pictureFromFile({
    id: randomPictureId(parts),
    name: incoming.name,
    asset: file.asset,
    bytes: file.bytes,
    createdAt: parts.now(),
    decoded,
  });
  const picture = { ...planned, recipe, file: await freeName(parts, planned.file) };
  const settled = await settleChanges(parts, [{ picture, source }]);
  return settled.ok ? ok({ picture, outcome: "added" }) : settled;
}

async function bringBack(
  parts: LibraryParts,
  twin: Picture,
  source: { readonly file: string; readonly how: "arrive" },
): Promise<Result<Imported>> {
  const isHere = await isThere(parts.layout.absolute(twin.file));
  if (isHere && twin.trashedAt === null) return ok({ picture: twin, outcome: "known" });
  const wanted = fileOutOfTrash(twin);
  const file = wanted === twin.file ? twin.file : await freeName(parts, wanted);
  const picture: Picture = {
    ...twin,
    file,
    trashedAt: null,
    problem: twin.problem === "undecodable" ? twin.problem : null,
  };
  const from = isHere ? ({ file: twin.file, how: "rename" } as const) : source;
  const settled = await settleChanges(parts, [{ picture, source: from }]);
  return settled.ok ? ok({ picture, outcome: "returned" }) : settled;
}
