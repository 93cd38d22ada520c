// Calls about requests: what they would cost, sending them, stopping them.
import { z } from "zod";
import { clickIdSchema, jobIdSchema } from "#shared/model/ids.ts";
import { imageRequestSchema } from "#shared/model/image-request.ts";
import { jobSchema } from "#shared/model/job.ts";
import { usageSchema } from "#shared/model/usage.ts";
import { limits } from "#shared/rules/limits.ts";
import { defineCall } from "#shared/contract/call.ts";

const oneJob = z.object({ id: jobIdSchema });
const promptBytes = 8 * 1024 * 1024;

export const estimateSchema = z.object({
  requests: z.number().int(),
  /** For all requests together; null without a past. */
  usage: usageSchema.nullable(),
  costUsd: z.number().nullable(),
  /** For one request, in ms. */
  durationMs: z.number().nullable(),
  /** For all of them at the present parallel limit, in ms. */
  totalMs: z.number().nullable(),
  /** How many past requests it rests on. */
  basedOn: z.number().int(),
});
export type Estimate = Readonly<z.infer<typeof estimateSchema>>;

const takesOf = z.object({
  /** One entry per different request (a fan-out has several), each sent `takes` times. */
  requests: z.array(imageRequestSchema).min(1).max(limits.jobsPerClick),
  takes: z.number().int().min(1).max(limits.jobsPerClick),
});

export const jobCalls = {
  /** What sending would take, from past requests. Illegal drafts are estimated too. */
  "job.estimate": defineCall(takesOf, estimateSchema, promptBytes),
  /**
   * Writes the intents and starts the queue. The same `click` again answers with the jobs that stand, and sends nothing.
   * Errors: `invalid-request`, `reference-missing`, `disk-full`, library errors.
   */
  "job.submit": defineCall(
    takesOf.extend({ click: clickIdSchema }),
    z.object({ jobs: z.array(jobSchema) }),
    promptBytes,
  ),
  /** Unsettled jobs and the newest settled ones, newest click first. */
  "job.list": defineCall(
    z.object({ settled: z.number().int().min(0).max(500).default(100) }),
    z.object({ jobs: z.array(jobSchema), paused: z.boolean() }),
  ),
  /**
   * Stops a job. One in flight becomes `unknown`, because it may be charged; with `onlyUnsent` it is left alone instead.
   * Errors: `not-in-this-state`.
   */
  "job.cancel": defineCall(oneJob.extend({ onlyUnsent: z.boolean().default(false) }), jobSchema),
  /** Sends a settled, unsaved job again, as it was at the click. Errors: `not-in-this-state`. */
  "job.retry": defineCall(oneJob, jobSchema),
  /** Takes a settled, unsaved job out of the list; nothing else is deleted. */
  "job.dismiss": defineCall(oneJob, z.object({})),
  /** Holds back queued jobs; those in flight go on. */
  "queue.pause": defineCall(z.object({ paused: z.boolean() }), z.object({ paused: z.boolean() })),
} as const;
