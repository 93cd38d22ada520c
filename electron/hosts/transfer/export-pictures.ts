// Pictures into a folder outside the library: one file each, named by a template, none replacing what is there (X3).
import { constants } from "node:fs";
import { copyFile, open, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ExportOptions } from "#shared/contract/calls/export-calls.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import { localDay } from "#shared/rules/calendar.ts";
import { foldName, nameFromTemplate, uniqueName } from "#shared/rules/name-template.ts";
import { exportedAs } from "#shared/rules/list-losses.ts";
import { extensionOf } from "#shared/rules/names.ts";
import { writeFoundXmp, writeRecipeXmp } from "#shared/rules/recipes/recipe-xmp.ts";
import { explainOutsideError } from "#electron/hosts/explain-outside-error.ts";
import type { TaskReport } from "#electron/hosts/task-desk.ts";
import type { Library } from "#electron/library/library.ts";
import type { ImageCodec } from "#electron/platform/image-codec.ts";
import { findOutgoing } from "./find-outgoing.ts";
import { rewriteNotes, type NotesChange } from "#electron/platform/rewrite-notes.ts";

export interface ExportParts {
  readonly library: Library;
  readonly codec: Pick<ImageCodec, "exportAs">;
}

/** Errors end it: a full disk, a folder that is gone. What is wrong with one picture is a finding. */
export async function exportPictures(
  { library, codec }: ExportParts,
  ids: readonly PictureId[],
  options: ExportOptions,
  folder: string,
  report: TaskReport,
): Promise<Result<null>> {
  const taken = await listTaken(folder);
  if (!taken.ok) return taken;
  const collections = library.organise.collections();
  const nameOf = (id: string | undefined): string => collections.find((known) => known.id === id)?.name ?? "";
  for (const [index, id] of ids.entries()) {
    if (report.signal.aborted) return ok(null);
    report.progress(index, ids.length);
    const found = await findOutgoing(library, id, report);
    if (found === null) continue;
    const { picture, path } = found;
    const stem = nameFromTemplate(
      options.nameTemplate,
      fieldsOf(picture, index + 1, options, nameOf(picture.collections[0])),
    );
    const format = exportedAs(picture, options);
    const extension = extensionOf(format === null ? picture.mediaType : `image/${format}`);
    const name = uniqueName(stem, extension, taken.value);
    const target = join(folder, name);
    const error = await exportOne(picture, path, target, options, codec);
    if (error === null) {
      taken.value.add(foldName(name));
      report.count("exported");
      continue;
    }
    await rm(target, { force: true }).catch(() => undefined);
    if (isFatal(error)) return err(error);
    report.count("failed");
    report.find(picture.title.slice(0, 200), error);
  }
  report.progress(ids.length, ids.length);
  return ok(null);
}

function isFatal({ kind }: StudioError): boolean {
  return kind === "disk-full" || kind === "library-missing" || kind === "library-read-only";
}

async function listTaken(folder: string): Promise<Result<Set<string>>> {
  try {
    return ok(new Set((await readdir(folder)).map(foldName)));
  } catch (error) {
    return err(explainOutsideError(error, { folder, name: folder }));
  }
}

async function exportOne(
  picture: Picture,
  path: string,
  target: string,
  options: ExportOptions,
  codec: ExportParts["codec"],
): Promise<StudioError | null> {
  const { recipe } = options;
  const packet =
    recipe === "xmp" && picture.request !== null ? writeRecipeXmp(picture.request, picture.title) : null;
  const format = exportedAs(picture, options);
  try {
    if (format === null)
      return await copyWith(
        picture,
        path,
        target,
        recipe === "strip" ? "strip" : packet === null ? null : { packet },
      );
    const words = packet ?? (recipe === "xmp" ? carriedWords(picture) : null);
    const done = await codec.exportAs({ path, name: picture.title.slice(0, 200) }, target, {
      format,
      quality: options.quality,
      longEdgePx: options.longEdgePx,
      icc: options.icc,
      xmp: recipe === "strip" ? null : words === null ? "keep" : { packet: words },
    });
    return done.ok ? null : done.error;
  } catch (error) {
    return explainOutsideError(error, { folder: target, name: picture.title.slice(0, 200) });
  }
}

/** What another program wrote beside the pixels does not outlast another encoding; XMP does, whole. */
function carriedWords({ recipe }: Picture): string | null {
  return recipe === null || recipe.source === "inlay" || recipe.source === "xmp"
    ? null
    : writeFoundXmp(recipe);
}

/** The bytes as they are, but for the words beside the pixels. */
async function copyWith(
  picture: Picture,
  path: string,
  target: string,
  change: NotesChange | null,
): Promise<StudioError | null> {
  if (change === null) {
    await copyFile(path, target, constants.COPYFILE_EXCL);
    return null;
  }
  const file = await readFile(path);
  const changed = rewriteNotes(file, picture.mediaType, change);
  if (changed === null)
    return { kind: "picture-refused", name: picture.title.slice(0, 200), reason: "unreadable", values: {} };
  const handle = await open(target, "wx");
  try {
    await handle.writeFile(changed);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return null;
}

function fieldsOf(picture: Picture, n: number, { longEdgePx }: ExportOptions, collection: string) {
  const longest = Math.max(picture.widthPx, picture.heightPx, 1);
  const scale = longEdgePx === null ? 1 : Math.min(1, longEdgePx / longest);
  return {
    date: localDay(picture.createdAt),
    title: picture.kind === "import" ? picture.title.replace(/\.[A-Za-z0-9]{1,5}$/, "") : picture.title,
    id: picture.id.slice(0, 8),
    n,
    width: Math.round(picture.widthPx * scale),
    height: Math.round(picture.heightPx * scale),
    collection,
    rating: picture.marks.rating,
    kind: picture.kind,
  };
}
