// Pictures that go along with requests: files from outside, kept under their hash, and pictures of the library.
import { dirname } from "node:path";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { AssetId } from "#shared/model/ids.ts";
import { mediaTypeSchema, type Reference } from "#shared/model/image-request.ts";
import type { Picture } from "#shared/model/picture.ts";
import type { FoundRecipe } from "#shared/model/recipe.ts";
import { stat } from "node:fs/promises";
import { systemCode } from "#electron/platform/durable-file.ts";
import type { Conversion } from "#electron/platform/image-task.ts";
import { findRecipe } from "./find-recipe.ts";
import { hashFile, type Hashed } from "#electron/library/files/hash-file.ts";
import type { AssetFile } from "#electron/library/files/asset-file.ts";
import type { Incoming } from "./incoming.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { isThere } from "#electron/library/files/settle-changes.ts";
import { freshIncomingPath, takeIn } from "./take-in.ts";

/** Hears what a file says of how it was made; null where it says nothing. */
export type HearRecipe = (recipe: FoundRecipe | null) => void;

/**
 * Keeps a file from outside, made fit to be sent; `onRecipe` hears what the file said before it was made so. Errors:
 * `picture-refused`, `disk-full`, library errors.
 */
export function keepReference(
  parts: LibraryParts,
  incoming: Incoming,
  onRecipe?: HearRecipe,
): Promise<Result<Reference>> {
  return takeIn(parts, incoming, async (file) => {
    const { name } = incoming;
    const fit = await makeFit(parts, { path: file.path, name, isNameBinding: true }, file);
    if (!fit.ok) return fit;
    onRecipe?.(await findRecipe(parts.codec, file.path));
    const known = parts.index.byAsset(fit.value.asset);
    if (known === null || !(await isThere(parts.layout.absolute(known.file)))) await store(parts, fit.value);
    await parts.disk.remove(fit.value.path);
    return ok(referenceOf(fit.value, name, known));
  });
}

/** A library picture as a reference; converted where it has to be. Errors: `reference-missing`, `picture-refused`, … */
export async function referenceFromPicture(
  parts: LibraryParts,
  picture: Picture,
): Promise<Result<Reference>> {
  const name = picture.title.slice(0, 255).toWellFormed();
  const path = parts.layout.absolute(picture.file);
  try {
    if (!(await isThere(path))) return err({ kind: "reference-missing", name: name.slice(0, 200) });
    const fit = await makeFit(parts, { path, name: name.slice(0, 200) }, picture);
    if (!fit.ok) return fit;
    if (fit.value.path !== path) {
      await store(parts, fit.value);
      await parts.disk.remove(fit.value.path);
    }
    return ok(referenceOf(fit.value, name, picture));
  } catch (error) {
    return err(parts.explain(error));
  }
}

/** A stored reference by its hash; null when there is none. */
export async function findReference(parts: LibraryParts, asset: AssetId): Promise<AssetFile | null> {
  for (const mediaType of mediaTypeSchema.options) {
    const path = parts.layout.reference(asset, mediaType);
    try {
      return { path, mediaType, bytes: (await stat(path)).size };
    } catch (error) {
      if (systemCode(error) === null) throw error;
    }
  }
  return null;
}

type Fit = Conversion & Hashed & { readonly path: string };

async function makeFit(
  parts: LibraryParts,
  file: { readonly path: string; readonly name: string; readonly isNameBinding?: boolean },
  hashed: Hashed,
): Promise<Result<Fit>> {
  const target = freshIncomingPath(parts);
  const converted = await parts.codec.convert(file, target);
  if (!converted.ok) return converted;
  const { facts, notes } = converted.value;
  if (notes.length === 0)
    return ok({ facts, notes, asset: hashed.asset, bytes: hashed.bytes, path: file.path });
  return ok({ facts, notes, ...(await hashFile(target)), path: target });
}

// The hash is the name: what is there already is the same.
async function store(parts: LibraryParts, fit: Fit): Promise<void> {
  const target = parts.layout.reference(fit.asset, fit.facts.mediaType);
  if (await isThere(target)) return;
  await parts.disk.rename(fit.path, target);
  await parts.disk.syncFolder(dirname(target));
}

function referenceOf(fit: Fit, name: string, picture: Picture | null): Reference {
  return {
    asset: fit.asset,
    mediaType: fit.facts.mediaType,
    name: name.replace(/^.*[/\\]/, "").slice(0, 255),
    label: "",
    widthPx: fit.facts.widthPx,
    heightPx: fit.facts.heightPx,
    bytes: fit.bytes,
    picture: picture?.id ?? null,
    notes: [...fit.notes],
    url: null,
  };
}
