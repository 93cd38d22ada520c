// The folder that was last used in a dialog. The system would start in Downloads each time.
import { mkdir, readFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { writeFileDurably } from "#electron/platform/durable-file.ts";

export interface DialogFolders {
  readonly last: () => Promise<string | null>;
  /** Best effort. */
  readonly remember: (folder: string) => Promise<void>;
}

export function createDialogFolders(dataFolder: string): DialogFolders {
  const path = join(dataFolder, "last-dialog-folder");
  return {
    last: async () => {
      const text = (await readFile(path, "utf8").catch(() => "")).trim();
      return isAbsolute(text) ? text : null;
    },
    remember: async (folder) => {
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFileDurably(path, folder);
      } catch {
        // Next time the dialog opens somewhere else, that is all.
      }
    },
  };
}
