// The commands that bring pictures in, for keys, palette and the desktop's menu.
import { useCommands } from "#renderer/session/commands.ts";
import { studioStore } from "#renderer/session/studio-store.ts";
import type { FolderImports } from "./transfer/folder-imports.ts";

export function useImportCommands(
  pick: (what: "files" | "folder") => void,
  imports: FolderImports,
  isWatching: boolean,
): void {
  const enabled = () => studioStore.getState().abilities.includes("choose-library");
  useCommands({
    "library.import": () => pick("files"),
    "library.importFolder": () => pick("folder"),
    "library.importTreeCopy": { enabled, run: () => imports.takeTree("copy") },
    "library.importTreeInPlace": { enabled, run: () => imports.takeTree("in-place") },
    "library.watchCopy": { enabled, run: () => imports.watch("copy") },
    "library.watchInPlace": { enabled, run: () => imports.watch("in-place") },
    "library.unwatch": { enabled: () => isWatching, run: imports.unwatch },
  });
}
