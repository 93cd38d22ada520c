// A job is one request of one picture, from the click to the saved file. Transitions are in rules/advance-job.ts.
import { z } from "zod";
import { studioErrorSchema } from "#shared/errors/studio-error.ts";
import { clickIdSchema, compositionIdSchema, jobIdSchema, patchIdSchema, pictureIdSchema } from "./ids.ts";
import { imageRequestSchema } from "./image-request.ts";

/** Who answers: the real endpoint, or the demo engine inside the app. */
export const engineSchema = z.enum(["api", "demo"]);
export type Engine = z.infer<typeof engineSchema>;

/**
 * queued: waits its turn · sending: the socket may be open · receiving: the reply's body has begun ·
 * spooled: every byte is on disk · saved: in the library · failed: certainly not charged, or charged and kept as badged bytes ·
 * unknown: may be charged, never resent by itself · cancelled: stopped before anything was sent.
 */
export const jobStateSchema = z.enum([
  "queued",
  "sending",
  "receiving",
  "spooled",
  "saved",
  "failed",
  "unknown",
  "cancelled",
]);
export type JobState = z.infer<typeof jobStateSchema>;

/** What a job was sent for: the Create room, or a document of the canvas. */
export const jobOriginSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("create") }),
  /** `patch` is the one that is asked again; null for a new one. */
  z.object({
    kind: z.literal("canvas"),
    composition: compositionIdSchema,
    patch: patchIdSchema.nullable(),
  }),
]);
export type JobOrigin = Readonly<z.infer<typeof jobOriginSchema>>;

export const jobSchema = z.object({
  id: jobIdSchema,
  /** The click it belongs to; takes of one click form a group. */
  click: clickIdSchema,
  /** 0-based place within the group, of `takes`. */
  take: z.number().int().min(0).max(999),
  takes: z.number().int().min(1).max(1000),
  request: imageRequestSchema,
  /** Jobs from before there were documents have none. */
  origin: jobOriginSchema.default({ kind: "create" }),
  engine: engineSchema,
  state: jobStateSchema,
  /** Unix milliseconds. */
  createdAt: z.number().int(),
  startedAt: z.number().int().nullable(),
  endedAt: z.number().int().nullable(),
  /** A queued job that must wait (429) starts no sooner than this; unix milliseconds. */
  notBefore: z.number().int().nullable(),
  /** How often it was sent, or tried to be. */
  attempts: z.number().int().nonnegative(),
  /** Bytes of the reply's body so far; total is null while the server has not said. */
  receivedBytes: z.number().int().nonnegative(),
  totalBytes: z.number().int().nonnegative().nullable(),
  /** What similar requests took in the past, in ms; null without a past. */
  expectedMs: z.number().nullable(),
  error: studioErrorSchema.nullable(),
  picture: pictureIdSchema.nullable(),
});
export type Job = Readonly<z.infer<typeof jobSchema>>;

/** Jobs in these states will not change again by themselves. */
export const settledStates = [
  "saved",
  "failed",
  "unknown",
  "cancelled",
] as const satisfies readonly JobState[];

export function isSettled(job: Pick<Job, "state">): boolean {
  return settledStates.some((state) => state === job.state);
}
