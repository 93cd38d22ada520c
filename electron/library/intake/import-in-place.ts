// A file from outside becomes a picture where it lies: the library keeps a record and thumbnails, and never moves,
// changes or deletes the file.
import { realpath, stat } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { err, ok, type Result } from "#shared/errors/result.ts";
import { pictureLimits } from "#shared/rules/limits.ts";
import { systemCode } from "#electron/platform/durable-file.ts";
import { findRecipe } from "./find-recipe.ts";
import { hashFile } from "#electron/library/files/hash-file.ts";
import type { Imported } from "./import-file.ts";
import { randomPictureId } from "./keep-reply.ts";
import type { Picture } from "#shared/model/picture.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { pictureFromFile } from "./new-picture.ts";
import { planSuccessor, setAside, type Successor } from "./plan-successor.ts";
import { isThere, settleChanges } from "#electron/library/files/settle-changes.ts";
import type { ThumbnailStore } from "#electron/library/files/thumbnail-store.ts";

/** The longest path that a record takes. */
const longestPath = 600;

/**
 * A picture that the library has already stays the one it is; one whose file had gone is found again here. Errors:
 * `picture-refused`, `file-unreadable`, `disk-full`, library errors.
 */
export async function importInPlace(
  parts: LibraryParts,
  thumbnails: ThumbnailStore,
  file: { readonly path: string; readonly name: string },
): Promise<Result<Imported>> {
  const unreadable = (code: string): Result<never> => err({ kind: "file-unreadable", name: file.name, code });
  try {
    const path = await realpath(file.path);
    if (path.length > longestPath) return unreadable("ENAMETOOLONG");
    // What lies in the library's own folder is the library's already.
    if (!isAbsolute(parts.layout.relative(path))) return unreadable("EEXIST");
    const { size } = await stat(path);
    if (size > pictureLimits.maxBytes)
      return err({
        kind: "picture-refused",
        name: file.name,
        reason: "too-many-bytes",
        values: { limit: pictureLimits.maxBytes },
      });
    const hashed = await hashFile(path);
    const twin = parts.index.byAsset(hashed.asset);
    if (twin !== null && twin.trashedAt === null && (await isThere(parts.layout.absolute(twin.file))))
      return ok({ picture: twin, outcome: "known" });
    const decoded = await thumbnails.make(hashed.asset, { path, name: file.name });
    if (!decoded.ok) return decoded;
    const recipe = await findRecipe(parts.codec, path);
    return await parts.alone(async (): Promise<Result<Imported>> => {
      const known = parts.index.byAsset(hashed.asset);
      if (known !== null && known.trashedAt === null && (await isThere(parts.layout.absolute(known.file))))
        return ok({ picture: known, outcome: "known" });
      const found = { ...hashed, decoded: decoded.value, recipe };
      // A picture whose own file lies in the trash comes back from there, not as a second one beside it.
      const isInTrash =
        known !== null && known.file !== path && (await isThere(parts.layout.absolute(known.file)));
      if (isInTrash) return ok({ picture: known, outcome: "known" });
      // Another picture's file once, and changed since: that one gives way.
      const taken = parts.index.byFile(path);
      const former = taken?.id === known?.id ? null : taken;
      const aside = former === null ? [] : [await setAside(parts, former)];
      const picture =
        known === null && former !== null
          ? planSuccessor(parts, former, found, path)
          : planImport(parts, known, { ...found, name: file.name, file: path });
      const settled = await settleChanges(parts, [...aside, { picture, source: null }]);
      if (!settled.ok) return settled;
      return ok({ picture, outcome: known === null && former === null ? "added" : "returned" });
    });
  } catch (error) {
    const code = systemCode(error);
    return code === "ENOENT" || code === "EACCES" || code === "EISDIR" || code === "ELOOP"
      ? unreadable(code)
      : err(parts.explain(error, "no", file.name));
  }
}

/** @param known the picture of these bytes whose file was lost; it keeps what was thought of it */
function planImport(
  parts: LibraryParts,
  known: Picture | null,
  found: Successor & { readonly name: string; readonly file: string },
): Picture {
  const planned = pictureFromFile({
    ...found,
    id: known?.id ?? randomPictureId(parts),
    createdAt: known?.createdAt ?? parts.now(),
  });
  const kept = known === null ? {} : { marks: known.marks, tags: known.tags, collections: known.collections };
  return { ...planned, ...kept, recipe: found.recipe };
}
