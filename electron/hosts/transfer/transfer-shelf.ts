// Where finished exports wait for a page to fetch them: made when the first one comes, gone when the studio closes.
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openExportShelf, type ExportShelf } from "#electron/compositions/export-shelf.ts";

export interface TransferShelf extends ExportShelf {
  readonly close: () => Promise<void>;
}

export function createTransferShelf(now: () => number = Date.now): TransferShelf {
  // Another process's exports are its own.
  const folder = join(tmpdir(), `inlay-exports-${process.pid}`);
  let opening: Promise<ExportShelf> | null = null;
  let opened: ExportShelf | null = null;
  return {
    place: async (token, name, mediaType) => {
      opening ??= openExportShelf(folder, now);
      opened = await opening;
      return await opened.place(token, name, mediaType);
    },
    find: (token) => opened?.find(token) ?? null,
    close: async () => {
      if (opening !== null) await rm(folder, { recursive: true, force: true });
    },
  };
}
