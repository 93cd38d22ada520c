// What requests that gave a picture used, summed by the index alone: 100,000 pictures are summed without reading one.
// Reads only, and knows no prices.
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { JobId } from "#shared/model/ids.ts";
import type { Engine } from "#shared/model/job.ts";
import type { PictureKind } from "#shared/model/picture.ts";
import type { PaidTokens } from "#shared/rules/prices.ts";

/** Requests that gave a picture. A reply that told no tokens is `unmeasured` and adds none (M3). */
export type Spent = PaidTokens & {
  readonly requests: number;
  readonly unmeasured: number;
  /** Neither in the trash nor rejected. */
  readonly kept: number;
};

/** An engine and a time, from its first moment to the one after its last; unix milliseconds. */
export type SpentIn = { readonly engine: Engine; readonly fromMs: number; readonly toMs: number };

export interface UsageQueries {
  readonly sum: (within: SpentIn) => Spent;
  readonly byKind: (within: SpentIn) => ReadonlyMap<PictureKind, Spent>;
  /** Of these jobs, those whose picture is not in the library. */
  readonly missingJobs: (jobs: readonly JobId[]) => JobId[];
}

/** The columns of `Spent`, for a query on `pictures`. */
const spentColumns = `count(*) AS requests, count(*) - count(output_tokens) AS unmeasured,
  count(*) FILTER (WHERE trashed = 0 AND rejected = 0) AS kept,
  sum(text_tokens) AS text, sum(image_tokens) AS image, sum(output_tokens) AS output`;
/** Named, because SQLite takes the shorter index of past requests otherwise, and then reads every row. */
export const spending = "pictures INDEXED BY pictures_spent";
const inTime = "engine = ? AND created_at >= ? AND created_at < ?";

export function createUsageQueries(db: DatabaseSync): UsageQueries {
  const sum = db.prepare(`SELECT ${spentColumns} FROM ${spending} WHERE ${inTime}`);
  const byKind = db.prepare(`SELECT kind, ${spentColumns} FROM ${spending} WHERE ${inTime} GROUP BY kind`);
  const missing = db.prepare(
    `SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM pictures WHERE pictures.job = value)`,
  );
  return {
    sum: ({ engine, fromMs, toMs }) => spentOf(sum.get(engine, fromMs, toMs) ?? {}),
    byKind: ({ engine, fromMs, toMs }) =>
      new Map(
        byKind.all(engine, fromMs, toMs).map((row) => [row["kind"] as PictureKind, spentOf(row)] as const),
      ),
    missingJobs: (jobs) => missing.all(JSON.stringify(jobs)).map((row) => row["value"] as JobId),
  };
}

function spentOf(row: Readonly<Record<string, SQLOutputValue>>): Spent {
  const figure = (name: string): number => Number(row[name] ?? 0);
  return {
    requests: figure("requests"),
    unmeasured: figure("unmeasured"),
    kept: figure("kept"),
    textTokens: figure("text"),
    imageTokens: figure("image"),
    outputTokens: figure("output"),
  };
}
