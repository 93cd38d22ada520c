// The watched folder of this computer, taking into whichever library is open.
import { basename, join } from "node:path";
import type { StudioEvent } from "#shared/contract/events.ts";
import type { Notice } from "#shared/contract/notice.ts";
import type { LibrarySession } from "#electron/hosts/library-session.ts";
import type { Log } from "#electron/platform/log.ts";
import { openFolderWatch, type FolderWatch } from "./watch-folder.ts";

export async function openSessionWatch(
  configFolder: string,
  session: Pick<LibrarySession, "current">,
  log: Pick<Log, "warn">,
  parts: { readonly publish: (event: StudioEvent) => void; readonly notify: (notice: Notice) => void },
): Promise<FolderWatch> {
  let lost: string | null = null;
  return await openFolderWatch({
    onChange: (watch) => {
      parts.publish({ name: "watch.changed", watch });
      const isLost = watch !== null && watch.state !== "watching";
      // Once for each time that it goes.
      if (isLost && lost !== watch.folder)
        parts.notify({ id: "watch-lost", folder: watch.folder, state: watch.state });
      lost = isLost ? watch.folder : null;
    },
    file: join(configFolder, "watch.json"),
    take: async (path, mode) => {
      const shelf = session.current();
      if (!shelf.ok) return "later";
      const { library } = shelf.value;
      const file = { path, name: basename(path) };
      const taken = mode === "copy" ? await library.importFile(file) : await library.importInPlace(file);
      if (taken.ok) return taken.value.fresh ? "added" : "known";
      log.warn("watch.refused", { kind: taken.error.kind });
      // What is no picture will be none at the next look; a library that cannot take it may be able to by then.
      const isHopeless = taken.error.kind === "picture-refused" || taken.error.kind === "file-unreadable";
      return isHopeless ? "refused" : "later";
    },
  });
}
