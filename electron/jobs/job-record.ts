// What the journal keeps of a job beyond what pages see, and its form as a row.
import { z } from "zod";
import { studioErrorSchema } from "#shared/errors/studio-error.ts";
import { kindOf } from "#shared/model/image-request.ts";
import { jobSchema, type Job } from "#shared/model/job.ts";
import { editEncodingSchema } from "#shared/model/settings.ts";
import { usageSchema, type Usage } from "#shared/model/usage.ts";

/** The settings that shape a request, as they were at the click. */
export const sendSnapshotSchema = z.object({
  responseFormat: z.enum(["b64_json", "url"]),
  userId: z.string(),
  encoding: editEncodingSchema,
});
export type SendSnapshot = Readonly<z.infer<typeof sendSnapshotSchema>>;

/** A job with its bookkeeping. */
export type JobRecord = {
  readonly job: Job;
  readonly send: SendSnapshot;
  /** Place in the line; rises with every click and every retry by hand. */
  readonly place: number;
  /** Raised by a retry by hand after a certain failure; part of the idempotency key (J6). */
  readonly keyNumber: number;
  /** Attempts since it was last put into the line by hand. */
  readonly tries: number;
  readonly usage: Usage | null;
  /** Of the picture, where one came; for estimates. */
  readonly megapixels: number | null;
};

/** One key for all attempts that might be the same picture (J6). */
export function idempotencyKeyOf(record: Pick<JobRecord, "job" | "keyNumber">): string {
  return `${record.job.id}-${record.keyNumber}`;
}

export type Row = Readonly<Record<string, string | number | null>>;

/** The columns that a record fills. */
export const columns = [
  "id",
  "place",
  "click",
  "take",
  "takes",
  "kind",
  "request",
  "origin",
  "send",
  "engine",
  "state",
  "created_at",
  "started_at",
  "ended_at",
  "not_before",
  "attempts",
  "tries",
  "key_number",
  "received_bytes",
  "total_bytes",
  "expected_ms",
  "error",
  "picture",
  "usage",
  "megapixels",
] as const;

export function toRow({
  job,
  ...record
}: JobRecord): Record<(typeof columns)[number], string | number | null> {
  return {
    id: job.id,
    place: record.place,
    click: job.click,
    take: job.take,
    takes: job.takes,
    kind: kindOf(job.request),
    request: JSON.stringify(job.request),
    origin: JSON.stringify(job.origin),
    send: JSON.stringify(record.send),
    engine: job.engine,
    state: job.state,
    created_at: job.createdAt,
    started_at: job.startedAt,
    ended_at: job.endedAt,
    not_before: job.notBefore,
    attempts: job.attempts,
    tries: record.tries,
    key_number: record.keyNumber,
    received_bytes: job.receivedBytes,
    total_bytes: job.totalBytes,
    expected_ms: job.expectedMs,
    error: job.error === null ? null : JSON.stringify(job.error),
    picture: job.picture,
    usage: record.usage === null ? null : JSON.stringify(record.usage),
    megapixels: record.megapixels,
  };
}

const rowSchema = z.object({
  send: z.string().transform((text) => sendSnapshotSchema.parse(JSON.parse(text))),
  place: z.number(),
  key_number: z.number(),
  tries: z.number(),
  usage: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : usageSchema.parse(JSON.parse(text)))),
  megapixels: z.number().nullable(),
});

/** Throws on a row that this version did not write. */
export function fromRow(row: Row): JobRecord {
  const rest = rowSchema.parse({ ...row });
  const text = (name: string): string => String(row[name]);
  return {
    job: jobSchema.parse({
      id: row["id"],
      click: row["click"],
      take: row["take"],
      takes: row["takes"],
      request: JSON.parse(text("request")),
      origin: row["origin"] === null ? undefined : JSON.parse(text("origin")),
      engine: row["engine"],
      state: row["state"],
      createdAt: row["created_at"],
      startedAt: row["started_at"],
      endedAt: row["ended_at"],
      notBefore: row["not_before"],
      attempts: row["attempts"],
      receivedBytes: row["received_bytes"],
      totalBytes: row["total_bytes"],
      expectedMs: row["expected_ms"],
      error: row["error"] === null ? null : studioErrorSchema.parse(JSON.parse(text("error"))),
      picture: row["picture"],
    }),
    send: rest.send,
    place: rest.place,
    keyNumber: rest.key_number,
    tries: rest.tries,
    usage: rest.usage,
    megapixels: rest.megapixels,
  };
}

/** What may change of a job beside its state. */
export type JobPatch = Partial<
  Pick<
    Job,
    "startedAt" | "endedAt" | "notBefore" | "attempts" | "receivedBytes" | "totalBytes" | "error" | "picture"
  >
> &
  Partial<Pick<JobRecord, "place" | "keyNumber" | "tries" | "usage" | "megapixels">>;

export function applyPatch(record: JobRecord, state: Job["state"], patch: JobPatch): JobRecord {
  const { place, keyNumber, tries, usage, megapixels, ...jobPatch } = patch;
  return {
    job: { ...record.job, ...jobPatch, state },
    send: record.send,
    place: place ?? record.place,
    keyNumber: keyNumber ?? record.keyNumber,
    tries: tries ?? record.tries,
    usage: usage === undefined ? record.usage : usage,
    megapixels: megapixels === undefined ? record.megapixels : megapixels,
  };
}
