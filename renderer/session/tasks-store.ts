// Long work of the host as the page knows it: imports, exports, checks, backups.
import { createStore, useStore } from "zustand";
import { invoke } from "#renderer/bridge/bridge.ts";
import type { TaskId } from "#shared/model/ids.ts";
import type { Task } from "#shared/model/task.ts";

export interface TasksState {
  /** Newest first. */
  readonly tasks: readonly Task[];
  /** Ended ones that were looked at and put away; the host forgets them in its own time. */
  readonly hidden: ReadonlySet<TaskId>;
  /** Takes news of one in. The end of a short one can arrive before the answer to the call that began it: what has ended stays so. */
  readonly receive: (task: Task) => void;
  /** Asks for all of them anew. */
  readonly refresh: () => Promise<void>;
  readonly hide: (id: TaskId) => void;
  readonly cancel: (id: TaskId) => Promise<void>;
}

export const tasksStore = createStore<TasksState>()((set, get) => ({
  tasks: [],
  hidden: new Set(),
  receive: (task) =>
    set(({ tasks }) => ({
      tasks: tasks.some(({ id }) => id === task.id)
        ? tasks.map((known) => (known.id === task.id && known.state === "running" ? task : known))
        : [task, ...tasks],
    })),
  refresh: async () => {
    const reply = await invoke("task.list", {});
    if (reply.ok) set({ tasks: reply.value.tasks.toSorted((a, b) => b.startedAt - a.startedAt) });
  },
  hide: (id) => set(({ hidden }) => ({ hidden: new Set([...hidden, id]) })),
  cancel: async (id) => {
    const reply = await invoke("task.cancel", { id });
    if (reply.ok) get().receive(reply.value);
  },
}));

export function useTasks<Part>(select: (state: TasksState) => Part): Part {
  return useStore(tasksStore, select);
}
