// What the import menu offers: files and folders of the browser's dialogs, whole trees and a folder to watch where the host
// can ask for one.
import type { TFunction } from "i18next";
import { chordOf } from "#renderer/session/commands.ts";
import { navigationStore } from "#renderer/session/navigation.ts";
import { studioStore } from "#renderer/session/studio-store.ts";
import type { MenuGroups } from "#renderer/ui/menu.tsx";
import type { WatchState } from "#shared/contract/calls/import-calls.ts";
import type { CommandId } from "#shared/model/commands.ts";
import type { FolderImports } from "./folder-imports.ts";

/** Groups of entries: for folders only where there is a dialog for them, for the watched one wherever there is one. */
export function importEntries(
  watched: WatchState | null,
  pick: (what: "files" | "folder") => void,
  imports: FolderImports,
  t: TFunction<"transfer">,
): MenuGroups {
  const { abilities, settings } = studioStore.getState();
  const entry = (id: CommandId, label: string, run: () => void) => ({
    id,
    label,
    run,
    chord: chordOf(id, settings.shortcuts),
  });
  const settle = (): void => navigationStore.getState().goTo("settings", "library");
  const name = watched?.folder.replace(/^.*[/\\](?=.)/, "") ?? "";
  const picking: MenuGroups = [
    [
      entry("library.import", t("import.files"), () => pick("files")),
      entry("library.importFolder", t("import.folder"), () => pick("folder")),
    ],
  ];
  const trees: MenuGroups = [
    [
      entry("library.importTreeCopy", t("import.treeCopy"), () => imports.takeTree("copy")),
      entry("library.importTreeInPlace", t("import.treeInPlace"), () => imports.takeTree("in-place")),
    ],
    [
      entry("library.watchCopy", t("import.watchCopy"), () => imports.watch("copy")),
      entry("library.watchInPlace", t("import.watchInPlace"), () => imports.watch("in-place")),
    ],
  ];
  const watching: MenuGroups = [
    [
      {
        id: "watched",
        label: watched === null ? "" : t(`import.watched.${watched.state}`, { name }),
        run: settle,
      },
      entry("library.unwatch", t("import.unwatch"), imports.unwatch),
    ],
  ];
  return [
    ...picking,
    ...(abilities.includes("choose-library") ? trees : []),
    ...(watched === null ? [] : watching),
  ];
}
