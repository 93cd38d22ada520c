// Exports as work for the task desk: to a folder where the host can ask for one, else as a zip that the page fetches.
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { ExportOptions } from "#shared/contract/calls/export-calls.ts";
import { ok, err, type Result } from "#shared/errors/result.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Task } from "#shared/model/task.ts";
import { localDay } from "#shared/rules/calendar.ts";
import { foldName, uniqueName } from "#shared/rules/name-template.ts";
import type { ExportShelf } from "#electron/compositions/export-shelf.ts";
import { explainOutsideError } from "#electron/hosts/explain-outside-error.ts";
import type { TaskReport, TaskWork } from "#electron/hosts/task-desk.ts";
import { exportPictures, type ExportParts } from "./export-pictures.ts";
import type { SheetWish } from "./contact-sheet.ts";
import { writeZip, type ZipEntry } from "./write-zip.ts";

export interface ExportWorkParts extends ExportParts {
  /** Where files wait for a page to fetch them. */
  readonly shelf: Pick<ExportShelf, "place">;
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
    const { library } = parts;
    const entries = ids.flatMap((id): ZipEntry[] => {
      const found = library.get(id);
      const path = library.pathOf(id);
      if (!found.ok || !path.ok) {
        report.count("failed");
        if (!found.ok) report.find(id, found.error);
        return [];
      }
      const { picture } = found.value;
      const modifiedMs = picture.createdAt;
      const record = `${JSON.stringify(picture, null, 2)}\n`;
      return [
        { name: `pictures/${basename(path.value)}`, path: path.value, modifiedMs },
        { name: `records/${id}.json`, text: record, modifiedMs },
      ];
    });
    try {
      if (folder === null) return await onShelf(parts, entries, "library", report);
      const target = join(folder, await freeFileName(folder, "inlay-library", "zip"));
      const done = await writeZip(target, entries, report.signal, (count) =>
        report.progress(count, entries.length),
      );
      if (!done.ok || report.signal.aborted) {
        await rm(target, { force: true });
        return done;
      }
      report.count("exported", entries.length / 2);
      return ok({ token: null, folder });
    } catch (error) {
      return err(explainOutsideError(error, { folder: folder ?? "", name: "" }));
    }
  };
}

/** A contact sheet as one PDF. */
export function sheetOfPictures(parts: ExportWorkParts, wish: SheetWish, folder: string | null): TaskWork {
  return async (report) => {
    const token = randomBytes(16).toString("hex");
    try {
      const target =
        folder === null
          ? await parts.shelf.place(token, `inlay-sheet-${localDay(Date.now())}.pdf`, "application/pdf")
          : join(folder, await freeFileName(folder, "inlay-sheet", "pdf"));
      // With its library for PDF it is a third of the host's code: no start of the app waits for it.
      const { writeContactSheet } = await import("./contact-sheet.ts");
      const done = await writeContactSheet(parts, wish, target, report);
      if (!done.ok || report.signal.aborted) return done.ok ? ok(null) : done;
      return ok(folder === null ? { token, folder: null } : { token: null, folder });
    } catch (error) {
      return err(explainOutsideError(error, { folder: folder ?? "", name: "" }));
    }
  };
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
  if (done.ok && !report.signal.aborted) return ok({ token, folder: null });
  await rm(target, { force: true });
  return done;
}

async function freeFileName(folder: string, what: string, extension: string): Promise<string> {
  const taken = new Set((await readdir(folder)).map(foldName));
  return uniqueName(`${what}-${localDay(Date.now())}`, extension, taken);
}
