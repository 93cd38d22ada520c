// Exports as work for the task desk: to a folder where the host can ask for one, else as a zip that the page fetches.
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import type { ExportOptions } from "#shared/contract/calls/export-calls.ts";
import { ok, err, type Result } from "#shared/errors/result.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Task } from "#shared/model/task.ts";
import { localDay } from "#shared/rules/calendar.ts";
import { extensionOf } from "#shared/rules/names.ts";
import { foldName, legalName, uniqueName } from "#shared/rules/name-template.ts";
import type { ExportShelf } from "#electron/compositions/export-shelf.ts";
import { explainOutsideError } from "#electron/hosts/explain-outside-error.ts";
import type { TaskReport, TaskWork } from "#electron/hosts/task-desk.ts";
import type { Library } from "#electron/library/library.ts";
import type { ImageCodec } from "#electron/platform/image-codec.ts";
import { exportPictures } from "./export-pictures.ts";
import type { SheetWish } from "./contact-sheet.ts";
import { findOutgoing } from "./find-outgoing.ts";
import { writeZip, type ZipEntry } from "./write-zip.ts";

export interface ExportWorkParts {
  readonly library: Library;
  readonly codec: Pick<ImageCodec, "exportAs" | "cut" | "encodePage">;
  /** Where files wait for a page to fetch them. */
  readonly shelf: Pick<ExportShelf, "place" | "find">;
}

/** Into a folder. */
export function exportToFolder(
  parts: ExportWorkParts,
  ids: readonly PictureId[],
  options: ExportOptions,
  folder: string,
): TaskWork {
  return async (report) => {
    const done = await exportPictures(parts, ids, options, folder, report);
    return done.ok ? ok({ token: null, folder }) : done;
  };
}

/** Into a zip on the shelf. */
export function exportToShelf(
  parts: ExportWorkParts,
  ids: readonly PictureId[],
  options: ExportOptions,
): TaskWork {
  return async (report) => {
    const folder = await mkdtemp(join(tmpdir(), "inlay-export-"));
    try {
      const done = await exportPictures(parts, ids, options, folder, report);
      if (!done.ok || report.signal.aborted) return done;
      const names = (await readdir(folder)).toSorted();
      const entries = names.map((name) => ({ name, path: join(folder, name), modifiedMs: Date.now() }));
      return await onShelf(parts, entries, "pictures", report);
    } catch (error) {
      return err(explainOutsideError(error, { folder, name: "" }));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** Files and records as they lie in the library; to a folder where there is one, else on the shelf. */
export function zipPictures(
  parts: ExportWorkParts,
  ids: readonly PictureId[],
  folder: string | null,
): TaskWork {
  return async (report) => {
    const entries = await entriesOf(parts.library, ids, report);
    try {
      if (folder === null) return await onShelf(parts, entries, "library", report);
      const target = join(folder, await freeFileName(folder, "inlay-library", "zip"));
      const done = await writeZip(target, entries, report.signal, (count) =>
        report.progress(count, entries.length),
      );
      if (!done.ok || report.signal.aborted) return done.ok ? ok(null) : done;
      report.count("exported", entries.length / 2);
      return ok({ token: null, folder });
    } catch (error) {
      return err(explainOutsideError(error, { folder: folder ?? "", name: "" }));
    }
  };
}

/** A file and a record for each picture; what is not there is a finding. */
async function entriesOf(
  library: Library,
  ids: readonly PictureId[],
  report: TaskReport,
): Promise<readonly ZipEntry[]> {
  const entries: ZipEntry[] = [];
  const taken = new Set<string>();
  for (const id of ids) {
    const found = await findOutgoing(library, id, report);
    if (found === null) continue;
    const { picture, path, ownPath } = found;
    // A picture kept in place has a name of its owner's making, and its folder is nobody else's business.
    const own = basename(ownPath);
    const stem = legalName(own.slice(0, own.length - extname(own).length));
    const name = uniqueName(stem, extensionOf(picture.mediaType), taken);
    taken.add(foldName(name));
    const record = `${JSON.stringify({ ...picture, file: `pictures/${name}` }, null, 2)}\n`;
    const modifiedMs = picture.createdAt;
    entries.push(
      { name: `pictures/${name}`, path, modifiedMs },
      { name: `records/${id}.json`, text: record, modifiedMs },
    );
  }
  return entries;
}

/** A contact sheet: one file, or for a page to fetch a zip of several. */
export function sheetOfPictures(parts: ExportWorkParts, wish: SheetWish, folder: string | null): TaskWork {
  return async (report) => {
    try {
      const scratch = await mkdtemp(join(tmpdir(), "inlay-sheet-"));
      try {
        // With its library for PDF it is a third of the host's code: no start of the app waits for it.
        const { writeContactSheet } = await import("./contact-sheet.ts");
        const made = await writeContactSheet(parts, wish, scratch, report);
        if (!made.ok) return made;
        if (report.signal.aborted) return ok(null);
        return folder === null
          ? await sheetOnShelf(parts, made.value, wish.sheet.format, report)
          : await sheetIntoFolder(folder, made.value, wish.sheet.format);
      } finally {
        await rm(scratch, { recursive: true, force: true });
      }
    } catch (error) {
      return err(explainOutsideError(error, { folder: folder ?? tmpdir(), name: "" }));
    }
  };
}

async function sheetOnShelf(
  parts: ExportWorkParts,
  files: readonly string[],
  format: "pdf" | "png",
  report: TaskReport,
): Promise<Result<Task["outcome"]>> {
  const stem = `inlay-sheet-${localDay(Date.now())}`;
  const [first = "", ...others] = files;
  if (others.length > 0) {
    const entries = files.map((path, at) => ({
      name: `${stem} ${at + 1}.${format}`,
      path,
      modifiedMs: Date.now(),
    }));
    return await onShelf(parts, entries, "sheet", report);
  }
  const token = randomBytes(16).toString("hex");
  const type = format === "pdf" ? "application/pdf" : "image/png";
  await copyFile(first, await parts.shelf.place(token, `${stem}.${format}`, type));
  return ok({ token, folder: null });
}

/** All of the files, or none. Rejects with Node's system error. */
async function sheetIntoFolder(
  folder: string,
  files: readonly string[],
  format: "pdf" | "png",
): Promise<Result<Task["outcome"]>> {
  const taken = new Set((await readdir(folder)).map(foldName));
  const stem = `inlay-sheet-${localDay(Date.now())}`;
  const written: string[] = [];
  try {
    for (const [at, path] of files.entries()) {
      const name = uniqueName(files.length === 1 ? stem : `${stem} page ${at + 1}`, format, taken);
      taken.add(foldName(name));
      written.push(join(folder, name));
      await copyFile(path, join(folder, name), constants.COPYFILE_EXCL);
    }
    return ok({ token: null, folder });
  } catch (error) {
    await Promise.all(written.map(async (path) => await rm(path, { force: true })));
    throw error;
  }
}

async function onShelf(
  { shelf }: ExportWorkParts,
  entries: readonly ZipEntry[],
  what: string,
  report: TaskReport,
): Promise<Result<Task["outcome"]>> {
  const token = randomBytes(16).toString("hex");
  const target = await shelf.place(token, `inlay-${what}-${localDay(Date.now())}.zip`, "application/zip");
  const done = await writeZip(target, entries, report.signal, (count) =>
    report.progress(count, entries.length),
  );
  if (!done.ok) return done;
  return ok(report.signal.aborted ? null : { token, folder: null });
}

async function freeFileName(folder: string, what: string, extension: string): Promise<string> {
  const taken = new Set((await readdir(folder)).map(foldName));
  return uniqueName(`${what}-${localDay(Date.now())}`, extension, taken);
}
