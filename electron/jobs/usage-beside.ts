// What requests used whose picture is not in the library: charged ones that gave none, and pictures that have left it.
// The journal's part of the usage figures; reads only.
import type { DatabaseSync } from "node:sqlite";
import type { JobId } from "#shared/model/ids.ts";
import { kindOf } from "#shared/model/image-request.ts";
import type { Engine, Job } from "#shared/model/job.ts";
import type { PictureKind } from "#shared/model/picture.ts";
import { usageSchema } from "#shared/model/usage.ts";
import { paidTokens, type PaidTokens } from "#shared/rules/prices.ts";

/** One request. */
export type BesideRequest = {
  readonly kind: PictureKind;
  /** unknown: may have been charged without giving a picture (M4). gone: its picture is no longer in the library. */
  readonly what: "unknown" | "gone";
  /** Null where the reply told none, and for `unknown`. */
  readonly tokens: PaidTokens | null;
};

/** From the first moment to the one after the last, unix milliseconds. */
export type UsageTime = { readonly engine: Engine; readonly fromMs: number; readonly toMs: number };

export type UsageBeside = (time: UsageTime) => BesideRequest[];

/** What usage calls a request: what was made of it is named as its picture would be. */
export function usageKindOf({ origin, request }: Pick<Job, "origin" | "request">): PictureKind {
  return origin.kind === "canvas" ? "take" : kindOf(request);
}

/** `missingJobs` answers which of these jobs have no picture in the library. */
export function createUsageBeside(
  database: DatabaseSync,
  missingJobs: (jobs: readonly JobId[]) => readonly JobId[],
): UsageBeside {
  const inDoubt = database.prepare(
    `SELECT kind FROM doubt WHERE engine = ?1 AND at >= ?2 AND at < ?3 UNION ALL
     SELECT iif(json_extract(origin, '$.kind') = 'canvas', 'take', kind) FROM job
     WHERE engine = ?1 AND ended_at >= ?2 AND ended_at < ?3 AND state = 'unknown'`,
  );
  const charged = database.prepare(
    `SELECT id FROM job WHERE engine = ? AND ended_at >= ? AND ended_at < ?
     AND (state IN ('saved', 'spooled') OR (state = 'failed' AND picture IS NOT NULL))`,
  );
  const one = database.prepare(
    "SELECT iif(json_extract(origin, '$.kind') = 'canvas', 'take', kind) AS kind, usage FROM job WHERE id = ?",
  );
  return ({ engine, fromMs, toMs }) => {
    const ids = charged.all(engine, fromMs, toMs).map((row) => row["id"] as JobId);
    const gone = (ids.length === 0 ? [] : missingJobs(ids)).flatMap((id): BesideRequest[] => {
      const row = one.get(id);
      if (row === undefined) return [];
      const { usage } = row;
      const tokens = typeof usage === "string" ? paidTokens(usageSchema.parse(JSON.parse(usage))) : null;
      return [{ kind: row["kind"] as PictureKind, what: "gone", tokens }];
    });
    const unknown = inDoubt
      .all(engine, fromMs, toMs)
      .map((row): BesideRequest => ({ kind: row["kind"] as PictureKind, what: "unknown", tokens: null }));
    return [...gone, ...unknown];
  };
}
