// Takes in again a picture whose file was changed behind the app: the bytes as they are now become a picture of their
// own, the former goes to the trash with its record.
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Picture, PictureProblem } from "#shared/model/picture.ts";
import { pictureLimits } from "#shared/rules/limits.ts";
import { systemCode } from "#electron/platform/durable-file.ts";
import { changeRecords } from "#electron/library/change/change-records.ts";
import { hashFile } from "#electron/library/files/hash-file.ts";
import { isInPlace } from "#electron/library/files/library-layout.ts";
import { freeName, isThere, settleChanges } from "#electron/library/files/settle-changes.ts";
import type { ThumbnailStore } from "#electron/library/files/thumbnail-store.ts";
import { findRecipe } from "#electron/library/intake/find-recipe.ts";
import { planSuccessor, setAside } from "#electron/library/intake/plan-successor.ts";
import { takeIn, type TakenIn } from "#electron/library/intake/take-in.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";

/**
 * replaced: `picture` is new, and what was asked for lies in the trash · known: another picture has these bytes already ·
 * mended: the file is what it was again.
 */
export type TakenAgain = {
  readonly outcome: "replaced" | "known" | "mended";
  readonly picture: Picture;
};

/**
 * Errors: `not-found`; `not-in-this-state` for one in the trash; `file-unreadable`, and the picture is marked missing
 * where its file is gone; `picture-refused` where the file is no picture any more; `disk-full`, library errors. In all
 * of them the picture and its file stay as they are.
 */
export async function takeAgain(
  parts: LibraryParts,
  thumbnails: ThumbnailStore,
  id: PictureId,
): Promise<Result<TakenAgain>> {
  const former = parts.index.byId(id);
  if (former === null) return err({ kind: "not-found", what: "picture", id });
  if (former.trashedAt !== null) return err({ kind: "not-in-this-state", state: "trashed" });
  const path = parts.layout.absolute(former.file);
  const name = basename(path);
  const settle = async (file: TakenIn): Promise<Result<TakenAgain>> => {
    if (file.asset === former.asset) return await mend(parts, former);
    const twin = parts.index.byAsset(file.asset);
    if (twin !== null && twin.trashedAt === null && (await isThere(parts.layout.absolute(twin.file))))
      return ok({ outcome: "known", picture: twin });
    const decoded = await thumbnails.make(file.asset, { path: file.path, name });
    if (!decoded.ok) return decoded;
    const recipe = await findRecipe(parts.codec, file.path);
    return await parts.alone(async () => {
      const now = parts.index.byId(id);
      if (now === null || now.trashedAt !== null) return err({ kind: "not-found", what: "picture", id });
      const found = { ...file, decoded: decoded.value, recipe };
      const isOutside = isInPlace(now);
      const planned = planSuccessor(parts, now, found, isOutside ? now.file : undefined);
      const picture = isOutside ? planned : { ...planned, file: await freeName(parts, planned.file) };
      const source = isOutside ? null : ({ file: parts.layout.relative(file.path), how: "arrive" } as const);
      // The former first: two pictures never have one file.
      const settled = await settleChanges(parts, [await setAside(parts, now), { picture, source }]);
      return settled.ok ? ok({ outcome: "replaced", picture }) : settled;
    });
  };
  const done = isInPlace(former)
    ? await lookInPlace(parts, path, name, settle)
    : await takeIn(parts, { name, path }, settle);
  if (!done.ok && done.error.kind === "file-unreadable" && done.error.code === "ENOENT")
    await setProblem(parts, id, "missing");
  return done;
}

async function lookInPlace<T>(
  parts: LibraryParts,
  path: string,
  name: string,
  use: (file: TakenIn) => Promise<Result<T>>,
): Promise<Result<T>> {
  const limit = pictureLimits.maxBytes;
  try {
    if ((await stat(path)).size > limit)
      return err({ kind: "picture-refused", name, reason: "too-many-bytes", values: { limit } });
    return await use({ ...(await hashFile(path)), path });
  } catch (error) {
    const code = systemCode(error);
    return code === "ENOENT" || code === "EACCES" || code === "EISDIR"
      ? err({ kind: "file-unreadable", name, code })
      : err(parts.explain(error, "no", name));
  }
}

async function mend(parts: LibraryParts, former: Picture): Promise<Result<TakenAgain>> {
  const isWhole = former.problem === "changed" || former.problem === "missing";
  if (!isWhole) return ok({ outcome: "mended", picture: former });
  const mended = await setProblem(parts, former.id, null);
  return mended.ok ? ok({ outcome: "mended", picture: mended.value[0] ?? former }) : mended;
}

function setProblem(parts: LibraryParts, id: PictureId, problem: PictureProblem | null) {
  return changeRecords(parts, [id], (picture) => ({ ...picture, problem }));
}
