// What the host tells every open page, without being asked.
import { z } from "zod";
import { assetIdSchema, compositionIdSchema, pictureIdSchema } from "#shared/model/ids.ts";
import { engineSchema, jobSchema } from "#shared/model/job.ts";
import { keyStateSchema } from "#shared/model/key-state.ts";
import { pictureCardSchema } from "#shared/model/picture.ts";
import { settingsSchema } from "#shared/model/settings.ts";
import { taskSchema } from "#shared/model/task.ts";
import { compositionCardSchema } from "./calls/composition-calls.ts";
import { watchStateSchema } from "./calls/import-calls.ts";
import { budgetStateSchema } from "./calls/usage-calls.ts";
import { noticeSchema } from "./notice.ts";

export const studioEventSchema = z.discriminatedUnion("name", [
  /** A job is new or moved on; progress comes at most four times a second per job. */
  z.object({ name: z.literal("job.changed"), job: jobSchema }),
  z.object({ name: z.literal("job.dismissed"), id: jobSchema.shape.id }),
  z.object({ name: z.literal("queue.changed"), paused: z.boolean() }),
  z.object({ name: z.literal("picture.added"), picture: pictureCardSchema }),
  /** What is said of them, not where they are; a change of very many comes in pieces. */
  z.object({ name: z.literal("pictures.changed"), pictures: z.array(pictureCardSchema) }),
  /** Trashed. */
  z.object({ name: z.literal("picture.removed"), ids: z.array(pictureIdSchema) }),
  /** Restored. */
  z.object({ name: z.literal("picture.returned"), ids: z.array(pictureIdSchema) }),
  /** Another library, or the index was rebuilt: forget what you know of pictures. */
  z.object({ name: z.literal("library.reloaded") }),
  z.object({ name: z.literal("prompts.changed") }),
  /** Collections, their names or their counts; tags in use. */
  z.object({ name: z.literal("collections.changed") }),
  z.object({ name: z.literal("searches.changed") }),
  /** At most four times a second per task. */
  z.object({ name: z.literal("task.changed"), task: taskSchema }),
  /** Of the watched folder; null when none is watched any more. */
  z.object({ name: z.literal("watch.changed"), watch: watchStateSchema.nullable() }),
  z.object({ name: z.literal("budget.changed"), budget: budgetStateSchema }),
  /** A document was made, saved (by whichever page) or came back from the trash. */
  z.object({
    name: z.literal("composition.changed"),
    composition: compositionCardSchema,
    revision: z.number().int(),
  }),
  z.object({ name: z.literal("composition.removed"), id: compositionIdSchema }),
  /** Its card shows another picture now. */
  z.object({ name: z.literal("composition.covered"), id: compositionIdSchema }),
  /** Flattening or exporting, 0 to 1. */
  z.object({
    name: z.literal("composition.progress"),
    id: compositionIdSchema,
    done: z.number().min(0).max(1),
  }),
  /** A picture is being decoded for `pixelsUrl`, 0 to 1. */
  z.object({ name: z.literal("pixels.progress"), asset: assetIdSchema, done: z.number().min(0).max(1) }),
  z.object({ name: z.literal("settings.changed"), settings: settingsSchema }),
  z.object({
    name: z.literal("key.changed"),
    key: keyStateSchema,
    engine: engineSchema,
    demoReason: z.enum(["no-key", "chosen", "flag"]).nullable(),
  }),
  z.object({ name: z.literal("notice.raised"), notice: noticeSchema }),
  /** A command chosen in the native menu. */
  z.object({ name: z.literal("command.chosen"), command: z.string().max(60) }),
  /** On the desktop: the window was to be closed, and the page held it back. It closes when nothing is unsaved. */
  z.object({ name: z.literal("window.closing") }),
]);
export type StudioEvent = Readonly<z.infer<typeof studioEventSchema>>;
