// Something the user should know that no call of theirs asked for.
import { z } from "zod";
import { studioErrorSchema } from "#shared/errors/studio-error.ts";

export const noticeSchema = z.discriminatedUnion("id", [
  /** The settings file did not parse: it was moved to `movedTo` and defaults (or the backup) are in force. */
  z.object({ id: z.literal("settings-replaced"), movedTo: z.string(), from: z.enum(["backup", "defaults"]) }),
  /** The index was missing or damaged and was rebuilt from the records. */
  z.object({ id: z.literal("index-rebuilt"), pictures: z.number(), movedTo: z.string().nullable() }),
  /** The index turned out to be damaged during the run; the next start makes it anew. */
  z.object({ id: z.literal("index-damaged") }),
  /** The file of saved prompts did not parse: it was moved to `movedTo`, and the list is empty. */
  z.object({ id: z.literal("prompts-replaced"), movedTo: z.string() }),
  /** The journal of jobs was damaged: it was moved to `movedTo`, and replies that were on disk have been kept. */
  z.object({ id: z.literal("journal-replaced"), movedTo: z.string() }),
  /** Requests whose outcome is not known after the last run ended unexpectedly. */
  z.object({ id: z.literal("jobs-in-doubt"), count: z.number() }),
  /** Replies that were on disk and have now been put into the library. */
  z.object({ id: z.literal("replies-recovered"), count: z.number() }),
  /** A stored key could not be decrypted; it is kept untouched. */
  z.object({ id: z.literal("key-locked") }),
  /** Most, or all, of a budget is spent (M7); once for each period. */
  z.object({
    id: z.literal("budget"),
    period: z.enum(["day", "month"]),
    judgement: z.enum(["warned", "reached"]),
    spentUsd: z.number(),
    limitUsd: z.number(),
  }),
  /** The library's disk has little room left. */
  z.object({ id: z.literal("disk-scarce"), folder: z.string(), freeBytes: z.number() }),
  /** A move of the library was cut short: it is open where it was, and the half-made copy in `folder` was taken away. */
  z.object({ id: z.literal("move-undone"), folder: z.string() }),
  /** The same when all was there already: it is open in its new place, and what was left in `folder` was taken away. */
  z.object({ id: z.literal("move-finished"), folder: z.string() }),
  /** The watched folder is not there, or cannot be read; it is looked for again all the time. */
  z.object({ id: z.literal("watch-lost"), folder: z.string(), state: z.enum(["missing", "failed"]) }),
  /** Something failed outside any call, e.g. while saving a reply. */
  z.object({ id: z.literal("trouble"), error: studioErrorSchema }),
]);
export type Notice = Readonly<z.infer<typeof noticeSchema>>;
