// `task.*`: what is under way, and stopping it.
import { ok } from "#shared/errors/result.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import type { TaskDesk } from "#electron/hosts/task-desk.ts";

type TaskHandlers = Pick<Handlers, Extract<keyof Handlers, `task.${string}`>>;

export function taskHandlers(desk: Pick<TaskDesk, "list" | "cancel">): TaskHandlers {
  return {
    "task.list": async () => ok({ tasks: desk.list() }),
    "task.cancel": async ({ id }) => await desk.cancel(id),
  };
}
