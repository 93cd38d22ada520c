// `export.natures`, `export.pictures`, `export.sheet` and `export.zip`: pictures out in numbers.
import { ok } from "#shared/errors/result.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import type { ExportShelf } from "#electron/compositions/export-shelf.ts";
import type { HostPowers } from "#electron/hosts/host-powers.ts";
import type { LibrarySession } from "#electron/hosts/library-session.ts";
import type { TaskDesk } from "#electron/hosts/task-desk.ts";
import {
  exportToFolder,
  exportToShelf,
  sheetOfPictures,
  zipPictures,
} from "#electron/hosts/transfer/export-work.ts";
import { readNatures } from "#electron/hosts/transfer/read-natures.ts";
import type { ImageCodec } from "#electron/platform/image-codec.ts";

type ExportHandlers = Pick<Handlers, "export.natures" | "export.pictures" | "export.zip" | "export.sheet">;

export interface ExportHandlerParts {
  readonly session: Pick<LibrarySession, "current">;
  readonly codec: Pick<ImageCodec, "inspect" | "exportAs" | "cut" | "encodePage">;
  readonly tasks: Pick<TaskDesk, "start">;
  readonly shelf: Pick<ExportShelf, "place" | "find">;
  /** Null where there is no dialog: then a zip waits for the page. */
  readonly powers: HostPowers | null;
  /** Where a dialog begins. */
  readonly startFolder: string;
}

export function exportHandlers(parts: ExportHandlerParts): ExportHandlers {
  const { session, codec, tasks, shelf, powers, startFolder } = parts;
  return {
    "export.natures": async ({ ids }) => {
      const open = session.current();
      return open.ok ? ok(await readNatures(open.value.library, codec, ids)) : open;
    },
    "export.pictures": async ({ ids, options }) => {
      const open = session.current();
      if (!open.ok) return open;
      const work = { library: open.value.library, codec, shelf };
      if (powers === null) return ok(tasks.start("export", exportToShelf(work, ids, options)));
      const folder = await powers.chooseFolder(startFolder);
      return ok(folder === null ? null : tasks.start("export", exportToFolder(work, ids, options, folder)));
    },
    "export.sheet": async (wish) => {
      const open = session.current();
      if (!open.ok) return open;
      const work = { library: open.value.library, codec, shelf };
      const folder = powers === null ? null : await powers.chooseFolder(startFolder);
      if (powers !== null && folder === null) return ok(null);
      return ok(tasks.start("contact-sheet", sheetOfPictures(work, wish, folder)));
    },
    "export.zip": async ({ ids }) => {
      const open = session.current();
      if (!open.ok) return open;
      const work = { library: open.value.library, codec, shelf };
      const folder = powers === null ? null : await powers.chooseFolder(startFolder);
      if (powers !== null && folder === null) return ok(null);
      return ok(tasks.start("zip", zipPictures(work, ids, folder)));
    },
  };
}
