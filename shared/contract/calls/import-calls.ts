// Calls that take whole folders of pictures in.
import { z } from "zod";
import { taskSchema } from "#shared/model/task.ts";
import { defineCall } from "#shared/contract/call.ts";

/** The watched folder: whether it is there and can be read, and what came from it since it was chosen. */
export const watchStateSchema = z.object({
  folder: z.string(),
  mode: z.enum(["copy", "in-place"]),
  state: z.enum(["watching", "missing", "failed"]),
  /** New pictures, and files that were not taken. */
  added: z.number().int().nonnegative(),
  refused: z.number().int().nonnegative(),
  /** Unix milliseconds of the last new picture; null for none yet. */
  lastAt: z.number().nullable(),
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
