// The watched folder of this computer, taking into whichever library is open.
import { basename, join } from "node:path";
import type { LibrarySession } from "#electron/hosts/library-session.ts";
import type { Log } from "#electron/platform/log.ts";
import { openFolderWatch, type FolderWatch } from "./watch-folder.ts";

export async function openSessionWatch(
  configFolder: string,
  session: Pick<LibrarySession, "current">,
  log: Pick<Log, "warn">,
): Promise<FolderWatch> {
  return await openFolderWatch({
    file: join(configFolder, "watch.json"),
    take: async (path, mode) => {
      const shelf = session.current();
      if (!shelf.ok) return false;
      const { library } = shelf.value;
      const file = { path, name: basename(path) };
      const taken = mode === "copy" ? await library.importFile(file) : await library.importInPlace(file);
      if (taken.ok) return true;
      log.warn("watch.refused", { kind: taken.error.kind });
      // What is no picture will be none at the next look; a library that cannot take it may be able to by then.
      return taken.error.kind === "picture-refused" || taken.error.kind === "file-unreadable";
    },
  });
}
