// What the import menu offers where the host can ask for folders: whole trees, and a folder to watch.
import type { TFunction } from "i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import type { Sentences } from "#renderer/session/sentences.ts";
import { tasksStore } from "#renderer/session/tasks-store.ts";
import { showToast } from "#renderer/ui/toast.tsx";
import { navigationStore } from "#renderer/session/navigation.ts";
import type { MenuGroups } from "#renderer/ui/menu.tsx";
import type { WatchState } from "#shared/contract/calls/import-calls.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";

type Mode = "copy" | "in-place";

/** Groups of entries: for folders only where there is a dialog for them, for the watched one wherever there is one. */
export function importEntries(
  hasFolders: boolean,
  watched: WatchState | null,
  t: TFunction<"transfer">,
  forError: Sentences["forError"],
): MenuGroups {
  const fail = (error: StudioError): void => {
    const { title, next } = forError(error);
    showToast({ title, description: next ?? undefined, tone: "danger" });
  };
  const takeTree = async (mode: Mode): Promise<void> => {
    const reply = await invoke("import.tree", { mode });
    if (!reply.ok) fail(reply.error);
    else if (reply.value !== null) tasksStore.getState().receive(reply.value);
  };
  const watch = async (mode: Mode): Promise<void> => {
    const reply = await invoke("import.watch", { mode });
    if (!reply.ok) fail(reply.error);
    else if (reply.value !== null) showToast({ title: t("import.watching", { folder: reply.value.folder }) });
  };
  const unwatch = async (): Promise<void> => {
    const reply = await invoke("import.unwatch", {});
    if (reply.ok) showToast({ title: t("import.notWatching") });
    else fail(reply.error);
  };
  const settle = (): void => navigationStore.getState().goTo("settings", "library");
  const name = watched?.folder.replace(/^.*[/\\](?=.)/, "") ?? "";
  const watching: MenuGroups =
    watched === null
      ? []
      : [
          [
            { id: "watched", label: t(`import.watched.${watched.state}`, { name }), run: settle },
            { id: "unwatch", label: t("import.unwatch"), run: () => void unwatch() },
          ],
        ];
  if (!hasFolders) return watching;
  return [
    [
      { id: "tree-copy", label: t("import.treeCopy"), run: () => void takeTree("copy") },
      { id: "tree-in-place", label: t("import.treeInPlace"), run: () => void takeTree("in-place") },
    ],
    [
      { id: "watch-copy", label: t("import.watchCopy"), run: () => void watch("copy") },
      { id: "watch-in-place", label: t("import.watchInPlace"), run: () => void watch("in-place") },
    ],
    ...watching,
  ];
}
