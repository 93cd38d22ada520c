// Calls that take pictures in and out in numbers, and the care of the library: all of them tasks that can be cancelled.
import { z } from "zod";
import { pictureIdSchema, taskIdSchema } from "#shared/model/ids.ts";
import { taskSchema } from "#shared/model/task.ts";
import { defineCall } from "#shared/contract/call.ts";

const ids = z.array(pictureIdSchema).min(1).max(5000);
const manyIdsBytes = 256 * 1024;

/** How pictures leave. Sizes are px of the longer edge; null keeps the picture's own. */
export const exportOptionsSchema = z.object({
  /** See `rules/name-template.ts`: `{date} {title} {id} {n} {width}x{height} {collection} {rating}`. */
  nameTemplate: z.string().min(1).max(200),
  /** original: the bytes as they are. */
  format: z.enum(["original", "png", "jpeg", "webp", "avif"]),
  /** 1 to 100, for jpeg, webp and avif. */
  quality: z.number().int().min(1).max(100),
  longEdgePx: z.number().int().min(16).max(16_384).nullable(),
  /** keep: the picture's own profile; srgb: converted and marked so. */
  icc: z.enum(["keep", "srgb"]),
  /** xmp: prompt and settings go into the file; strip: nothing about its making does. */
  recipe: z.enum(["xmp", "strip"]),
});
export type ExportOptions = Readonly<z.infer<typeof exportOptionsSchema>>;

/** When a watched folder was looked through last, and whether it is there. */
export const watchStateSchema = z.object({
  folder: z.string(),
  mode: z.enum(["copy", "in-place"]),
  state: z.enum(["watching", "missing", "failed"]),
});
export type WatchState = Readonly<z.infer<typeof watchStateSchema>>;

export const quarantineEntrySchema = z.object({
  name: z.string(),
  bytes: z.number(),
  movedAt: z.number().int(),
});
export const backupEntrySchema = z.object({
  name: z.string(),
  bytes: z.number(),
  madeAt: z.number().int(),
  pictures: z.number().int().nullable(),
});

export const transferCalls = {
  /** Running tasks and the latest that ended. */
  "task.list": defineCall(z.object({}), z.object({ tasks: z.array(taskSchema) })),
  "task.cancel": defineCall(z.object({ id: taskIdSchema }), taskSchema),
  /** Asks for a folder in a dialog and takes in its whole tree; null when the user thought better of it. Needs `choose-library`. */
  "import.tree": defineCall(z.object({ mode: z.enum(["copy", "in-place"]) }), taskSchema.nullable()),
  /** Asks for a folder in a dialog and takes in what appears there from now on. Needs `choose-library`. */
  "import.watch": defineCall(z.object({ mode: z.enum(["copy", "in-place"]) }), watchStateSchema.nullable()),
  "import.unwatch": defineCall(z.object({}), z.object({})),
  "import.watched": defineCall(z.object({}), watchStateSchema.nullable()),
  /** To a folder that a dialog asks for, or, where there is no dialog, to a zip that the page fetches from `task.outcome`. */
  "export.pictures": defineCall(
    z.object({ ids, options: exportOptionsSchema }),
    taskSchema.nullable(),
    manyIdsBytes,
  ),
  "export.sheet": defineCall(
    z.object({
      ids,
      format: z.enum(["pdf", "png"]),
      columns: z.number().int().min(1).max(12),
      title: z.string().max(200),
      captions: z.boolean(),
    }),
    taskSchema.nullable(),
    manyIdsBytes,
  ),
  /** Files and their records, as they lie in the library. */
  "export.zip": defineCall(z.object({ ids }), taskSchema.nullable(), manyIdsBytes),
  /** Hashes every file and compares with its record. */
  "care.verify": defineCall(z.object({}), taskSchema),
  "care.rebuild": defineCall(z.object({}), taskSchema),
  /** A copy of records, names and index; pictures themselves only where asked. */
  "care.backup": defineCall(z.object({ withPictures: z.boolean() }), taskSchema),
  "care.backups": defineCall(z.object({}), z.object({ backups: z.array(backupEntrySchema) })),
  /** Brings records that are gone or broken back; what is there and newer stays. */
  "care.restore": defineCall(z.object({ name: z.string().max(200) }), taskSchema),
  "care.quarantine": defineCall(z.object({}), z.object({ entries: z.array(quarantineEntrySchema) })),
  /** Asks for an empty folder in a dialog and moves everything there. Needs `choose-library`. */
  "care.move": defineCall(z.object({}), taskSchema.nullable()),
} as const;
