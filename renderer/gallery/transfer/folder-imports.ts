// Whole folders in, once or from now on: what the import menu, the palette and the desktop's menu do where the host can ask
// for folders.
import type { TFunction } from "i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import type { Sentences } from "#renderer/session/sentences.ts";
import { tasksStore } from "#renderer/session/tasks-store.ts";
import { showToast } from "#renderer/ui/toast.tsx";
import type { StudioError } from "#shared/errors/studio-error.ts";

type Mode = "copy" | "in-place";

/** Each asks for a folder in a dialog, and shows what came of it. */
export type FolderImports = {
  readonly takeTree: (mode: Mode) => void;
  readonly watch: (mode: Mode) => void;
  readonly unwatch: () => void;
};

export function folderImports(t: TFunction<"transfer">, forError: Sentences["forError"]): FolderImports {
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
  return {
    takeTree: (mode) => void takeTree(mode),
    watch: (mode) => void watch(mode),
    unwatch: () => void unwatch(),
  };
}
