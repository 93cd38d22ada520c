// Calls that take whole folders of pictures in.
import { z } from "zod";
import { taskSchema } from "#shared/model/task.ts";
import { defineCall } from "#shared/contract/call.ts";

/** When a watched folder was looked through last, and whether it is there. */
export const watchStateSchema = z.object({
  folder: z.string(),
  mode: z.enum(["copy", "in-place"]),
  state: z.enum(["watching", "missing", "failed"]),
});
export type WatchState = Readonly<z.infer<typeof watchStateSchema>>;

export const importCalls = {
  /** Asks for a folder in a dialog and takes in its whole tree; null when the user thought better of it. Needs `choose-library`. */
  "import.tree": defineCall(z.object({ mode: z.enum(["copy", "in-place"]) }), taskSchema.nullable()),
  /** Asks for a folder in a dialog and takes in what appears there from now on. Needs `choose-library`. */
  "import.watch": defineCall(z.object({ mode: z.enum(["copy", "in-place"]) }), watchStateSchema.nullable()),
  "import.unwatch": defineCall(z.object({}), z.object({})),
  "import.watched": defineCall(z.object({}), watchStateSchema.nullable()),
} as const;
