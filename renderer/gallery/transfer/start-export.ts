// Starts an export and, where it ends in a file to fetch, fetches it.
import { invoke } from "#renderer/bridge/bridge.ts";
import { tasksStore } from "#renderer/session/tasks-store.ts";
import type { ExportOptions } from "#shared/contract/calls/export-calls.ts";
import { exportUrl } from "#shared/contract/media.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { PictureId, TaskId } from "#shared/model/ids.ts";
import type { SheetOptions } from "#shared/rules/plan-sheet.ts";
import type { SheetWords } from "./draw-words.ts";

/** `null` when it has begun or the user thought better of it, else why not. */
export async function startExport(
  ids: readonly PictureId[],
  what:
    | { readonly kind: "files"; readonly options: ExportOptions }
    | { readonly kind: "records" }
    | { readonly kind: "sheet"; readonly sheet: SheetOptions; readonly words: SheetWords },
): Promise<StudioError | null> {
  const reply = await ask([...ids], what);
  if (!reply.ok) return reply.error;
  if (reply.value !== null) {
    tasksStore.getState().receive(reply.value);
    fetchWhenDone(reply.value.id);
  }
  return null;
}

async function ask(ids: PictureId[], what: Parameters<typeof startExport>[1]) {
  switch (what.kind) {
    case "files":
      return await invoke("export.pictures", { ids, options: what.options });
    case "records":
      return await invoke("export.zip", { ids });
    case "sheet":
      return await invoke("export.sheet", {
        ids,
        sheet: { ...what.sheet, captions: [...what.sheet.captions] },
        words: what.words,
      });
  }
}

function fetchWhenDone(id: TaskId): void {
  const look = (): boolean => {
    const task = tasksStore.getState().tasks.find((known) => known.id === id);
    if (task === undefined || task.state === "running") return false;
    if (task.outcome?.token) fetchFile(task.outcome.token);
    return true;
  };
  if (look()) return;
  const end = tasksStore.subscribe(() => {
    if (look()) end();
  });
}

function fetchFile(token: string): void {
  const link = document.createElement("a");
  link.href = exportUrl(token);
  link.download = "";
  link.click();
}
