// What the desktop can do beyond a page: dialogs, clipboard, file manager, dragging files out.
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import { app, BrowserWindow, clipboard, ClipboardItem, dialog, shell } from "electron";
import { err, ok } from "#shared/errors/result.ts";
import type { ImageCodec } from "#electron/platform/image-codec.ts";
import type { DialogFolders } from "./dialog-folders.ts";
import { explainOutsideError } from "./explain-outside-error.ts";
import type { HostPowers, OutgoingFile } from "./host-powers.ts";

export function createDesktopPowers(codec: Pick<ImageCodec, "toPng">, folders: DialogFolders): HostPowers {
  return {
    abilities: [
      "show-in-folder",
      "save-dialog",
      "choose-library",
      "copy-picture",
      "drag-out",
      "system-proxy",
      "native-menu",
    ],
    reveal: (path) => shell.showItemInFolder(path),
    copyPicture: async (file) => {
      const png = await readPng(file, codec);
      if (!png.ok) return png;
      await clipboard.write([
        new ClipboardItem({ "image/png": new Blob([png.value], { type: "image/png" }) }),
      ]);
      return ok({});
    },
    saveAs: async (file) => {
      const start = (await folders.last()) ?? app.getPath("pictures");
      const extension = extname(file.path).slice(1);
      const options = {
        defaultPath: join(start, basename(file.path)),
        filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
      };
      const owner = presentWindow();
      const chosen = await (owner === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(owner, options));
      if (chosen.canceled || chosen.filePath === "") return ok({ saved: false });
      try {
        await copyFile(file.path, chosen.filePath);
      } catch (error) {
        return err(
          explainOutsideError(error, { folder: dirname(chosen.filePath), name: basename(chosen.filePath) }),
        );
      }
      await folders.remember(dirname(chosen.filePath));
      return ok({ saved: true });
    },
    chooseFolder: async (present) => {
      const options: Electron.OpenDialogOptions = {
        defaultPath: present,
        properties: ["openDirectory", "createDirectory", "promptToCreate"],
      };
      const owner = presentWindow();
      const chosen = await (owner === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(owner, options));
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    throwAway: async (path) => {
      try {
        await shell.trashItem(path);
        return ok({});
      } catch {
        // The system says only that it failed, in words of its own language.
        return err({ kind: "unavailable-here", what: "system-trash" });
      }
    },
    dragOut: (paths) => void dragOut(paths),
  };
}

function presentWindow(): BrowserWindow | null {
  return BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0] ?? null;
}

/** The clipboard takes PNG; every other format is drawn anew by the codec, in its worker. */
async function readPng(file: OutgoingFile, codec: Pick<ImageCodec, "toPng">) {
  if (file.mediaType === "image/png") return ok(await readFile(file.path));
  const folder = await mkdtemp(join(tmpdir(), "inlay-copy-"));
  try {
    const target = join(folder, "picture.png");
    const made = await codec.toPng({ path: file.path, name: basename(file.path) }, target);
    return made.ok ? ok(await readFile(target)) : made;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function dragOut(paths: readonly string[]): Promise<void> {
  const [first] = paths;
  const window = presentWindow();
  if (first === undefined || window === null) return;
  // A drag without a picture under the pointer is refused on a Mac; every file has an icon.
  const icon = await app.getFileIcon(first, { size: "normal" });
  if (!window.isDestroyed()) window.webContents.startDrag({ file: first, files: [...paths], icon });
}
