// Long work that a page starts, watches and may cancel: imports, exports, checks, backups, moves, changes of many pictures,
// a look for duplicates.
import { z } from "zod";
import { studioErrorSchema } from "#shared/errors/studio-error.ts";
import { taskIdSchema } from "./ids.ts";

export const taskKindSchema = z.enum([
  "import",
  "export",
  "contact-sheet",
  "zip",
  "rebuild",
  "verify",
  "backup",
  "restore-backup",
  "move-library",
  "change",
  "duplicates",
]);
export type TaskKind = z.infer<typeof taskKindSchema>;

/** What is said of one file that did not go through; the file's name is for people, never a path of the page's choice. */
export const taskFindingSchema = z.object({ name: z.string().max(600), error: studioErrorSchema });
export type TaskFinding = Readonly<z.infer<typeof taskFindingSchema>>;

export const taskSchema = z.object({
  id: taskIdSchema,
  kind: taskKindSchema,
  state: z.enum(["running", "done", "cancelled", "failed"]),
  /** Pieces done, and of how many; null while that is not known. */
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative().nullable(),
  startedAt: z.number().int(),
  endedAt: z.number().int().nullable(),
  /** Figures of the outcome by name: `added`, `known`, `refused`, `changed`, `missing`, `bytes`. */
  figures: z.record(z.string().max(30), z.number()),
  /** The first hundred; `figures` has how many there were. */
  findings: z.array(taskFindingSchema).max(100),
  /** Where the outcome can be fetched (`/export/<token>`), or the folder it went to; null for none. */
  outcome: z.object({ token: z.string().nullable(), folder: z.string().nullable() }).nullable(),
  error: studioErrorSchema.nullable(),
});
export type Task = Readonly<z.infer<typeof taskSchema>>;
