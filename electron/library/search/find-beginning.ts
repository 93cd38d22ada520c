// The beginning of a long result, and how long it is, without a look at the rest: for the first screen after a key.
import type { DatabaseSync } from "node:sqlite";
import type { Found } from "#electron/library/index/stack-result.ts";
import { statement } from "#electron/library/index/statement.ts";
import { pickRows, reversed, type Column } from "#electron/library/index/visible-column.ts";
import type { SearchPlan, WantedSearch } from "./plan-search.ts";
import { countAll, isByTime, isOfVisible, sourceOf } from "./search-source.ts";

type WantedBeginning = WantedSearch & {
  readonly beginning: number;
  readonly offset: number;
  readonly limit: number;
};

/** A result is many times as long as its beginning from here on. */
const manyTimes = 10;

const isMuchLonger = (total: number, beginning: number): boolean =>
  beginning > 0 && total > manyTimes * beginning;

/** What of a result goes out where a beginning of it is enough. */
export function shortened(found: Found, beginning: number): Found {
  if (!isMuchLonger(found.rows.length, beginning)) return found;
  const { rows, ratios, sizes } = found;
  return {
    rows: rows.subarray(0, beginning),
    ratios: ratios.subarray(0, beginning),
    sizes: sizes?.subarray(0, beginning) ?? null,
  };
}

/** What of a result is known, and how long all of it is. */
export type Begun = { readonly found: Found; readonly total: number };

/**
 * The beginning and the length of a long result, or the whole of one that is not: where time gives the order, a scan ends as
 * soon as it has enough, and counting costs less than reading. Null where that cannot be: a filter is asked of every row, to
 * count as to read.
 */
export function findBeginning(
  db: DatabaseSync,
  visible: () => Column,
  { beginning, offset, limit, sort, stacked }: WantedBeginning,
  plan: SearchPlan,
): Begun | null {
  const isWanted = beginning > 0 && offset + limit <= beginning && !stacked;
  const isLean = plan.match !== null && plan.conditions.length === 0;
  if (!isWanted || !isLean || !isByTime(sort) || !isOfVisible(plan)) return null;
  const source = sourceOf(plan, "none");
  const way = sort === "newest" ? "DESC" : "ASC";
  const scan = statement(
    db,
    `SELECT ${source.row} FROM ${source.from} ${source.where} ORDER BY ${source.row} ${way} LIMIT ?`,
  );
  scan.setReturnArrays(true);
  const read = scan.all(...source.values, manyTimes * beginning + 1);
  const isLong = isMuchLonger(read.length, beginning);
  const rows = read.slice(0, isLong ? beginning : undefined) as unknown as readonly (readonly [number])[];
  const picked = pickRows(visible(), sort === "newest" ? rows : rows.toReversed());
  const ordered = sort === "newest" ? picked : reversed(picked);
  const found = { rows: ordered.rows, ratios: ordered.ratios, sizes: null };
  return { found, total: isLong ? countAll(db, plan) : found.rows.length };
}
