// Calls about long work that is under way: every import, export, check, backup and move is such a task.
import { z } from "zod";
import { taskIdSchema } from "#shared/model/ids.ts";
import { taskSchema } from "#shared/model/task.ts";
import { defineCall } from "#shared/contract/call.ts";

export const taskCalls = {
  /** Running tasks and the latest that ended. */
  "task.list": defineCall(z.object({}), z.object({ tasks: z.array(taskSchema) })),
  "task.cancel": defineCall(z.object({ id: taskIdSchema }), taskSchema),
} as const;
