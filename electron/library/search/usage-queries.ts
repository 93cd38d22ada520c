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

/** Requests whose pictures lie in one collection; `id` is empty for those in none. */
export type SpentInCollection = { readonly id: string; readonly name: string; readonly spent: Spent };

export interface UsageQueries {
  readonly sum: (within: SpentIn) => Spent;
  readonly byKind: (within: SpentIn) => ReadonlyMap<PictureKind, Spent>;
  /** A picture in two collections counts in both (M6); by name, those in none last. */
  readonly byCollection: (within: SpentIn) => SpentInCollection[];
  /** Of these jobs, those whose picture is not in the library. */
  readonly missingJobs: (jobs: readonly JobId[]) => JobId[];
}

/** The columns of `Spent`, for a query on `spent`. */
const figures = `count(*) AS requests, count(*) - count(output_tokens) AS unmeasured, sum(kept) AS kept,
  sum(text_tokens) AS text, sum(image_tokens) AS image, sum(output_tokens) AS output`;
const inTime = "engine = ? AND at >= ? AND at < ?";

/** Exported for the test that looks at how it is carried out. */
export const sumByKindSql = `SELECT kind, ${figures} FROM spent WHERE ${inTime} GROUP BY kind`;

export function createUsageQueries(db: DatabaseSync): UsageQueries {
  const sum = db.prepare(`SELECT ${figures} FROM spent WHERE ${inTime}`);
  const byKind = db.prepare(sumByKindSql);
  const byCollection = db.prepare(
    `SELECT collection AS id, coalesce(name, '') AS name, ${figures}
     FROM spent LEFT JOIN members USING (row) LEFT JOIN collections ON collections.id = collection
     WHERE ${inTime} GROUP BY collection ORDER BY collection IS NULL, folded`,
  );
  const missing = db.prepare(
    `SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM pictures WHERE pictures.job = value)`,
  );
  return {
    sum: ({ engine, fromMs, toMs }) => spentOf(sum.get(engine, fromMs, toMs) ?? {}),
    byKind: ({ engine, fromMs, toMs }) =>
      new Map(
        byKind.all(engine, fromMs, toMs).map((row) => [row["kind"] as PictureKind, spentOf(row)] as const),
      ),
    byCollection: ({ engine, fromMs, toMs }) =>
      byCollection.all(engine, fromMs, toMs).map((row) => ({
        id: typeof row["id"] === "string" ? row["id"] : "",
        name: String(row["name"]),
        spent: spentOf(row),
      })),
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
