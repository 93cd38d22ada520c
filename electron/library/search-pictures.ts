// Finding pictures: a page of cards and how many there are, the outline of all that is found, their ids. Reads only.
import type { DatabaseSync } from "node:sqlite";
import {
  pictureSearchSchema,
  type PictureOutline,
  type PictureSearch,
  type PictureSort,
} from "#shared/contract/calls/picture-calls.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { localDay, periodOf } from "#shared/rules/calendar.ts";
import { rowsPerMs } from "./picture-rows.ts";
import { readCards } from "./picture-cards.ts";
import { planSearch, type SearchPlan, type SearchSetting, type WantedSearch } from "./plan-search.ts";
import { stackResult, type Found } from "./stack-result.ts";

/** Above so many hits relevance says nothing: the newest come first then, which needs no look at every one. */
export const mostRanked = 20_000;
/** "Select all" takes no more. */
const mostIds = 5000;
/** Whole results that are kept at hand: the page asks for the outline first and then for piece after piece. */
const keptResults = 4;

export interface PictureFinder {
  readonly search: (
    search: PictureSearch,
    setting: SearchSetting,
  ) => { total: number; pictures: PictureCard[] };
  readonly outline: (search: PictureSearch, setting: SearchSetting) => PictureOutline;
  readonly ids: (search: PictureSearch, setting: SearchSetting) => { ids: PictureId[]; total: number };
}

export function createPictureFinder(db: DatabaseSync): PictureFinder {
  const version = db.prepare(
    "SELECT total_changes() AS own, data_version AS others FROM pragma_data_version",
  );
  const kept = new Map<string, Found>();
  let keptVersion = "";

  const keyOf = (wanted: WantedSearch, plan: SearchPlan): string => {
    const now = version.get();
    const present = `${String(now?.["own"])} ${String(now?.["others"])}`;
    if (present !== keptVersion) kept.clear();
    keptVersion = present;
    const { sort, stacked, openStacks } = wanted;
    return JSON.stringify([plan, sort, stacked, openStacks]);
  };
  /** Everything that is found, in order. */
  const findAll = (wanted: WantedSearch, plan: SearchPlan): Found => {
    const key = keyOf(wanted, plan);
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const found = readAll(db, wanted, plan);
    kept.set(key, found);
    const [oldest] = kept.keys();
    if (kept.size > keptResults && oldest !== undefined) kept.delete(oldest);
    return found;
  };
  return {
    search: (search, setting) => {
      const wanted = pictureSearchSchema.parse(search);
      const { offset, limit } = wanted;
      const plan = planSearch(wanted, setting);
      const known = wanted.stacked ? findAll(wanted, plan) : kept.get(keyOf(wanted, plan));
      if (known === undefined) return readPage(db, wanted, plan, offset, limit);
      const rows = known.rows.subarray(offset, offset + limit);
      const sizes = known.sizes?.subarray(offset, offset + limit) ?? null;
      return { total: known.rows.length, pictures: readCards(db, rows, sizes) };
    },
    outline: (search, setting) => {
      const wanted = pictureSearchSchema.parse(search);
      const { rows, ratios } = findAll(wanted, planSearch(wanted, setting));
      const isByTime = wanted.sort === "newest" || wanted.sort === "oldest";
      return {
        total: rows.length,
        ratios: Buffer.from(ratios.buffer, ratios.byteOffset, ratios.byteLength).toString("base64"),
        days: isByTime ? daysOf(rows) : [],
      };
    },
    ids: (search, setting) => {
      const wanted = pictureSearchSchema.parse(search);
      const { rows } = findAll(wanted, planSearch(wanted, setting));
      const read = db.prepare("SELECT id FROM pictures WHERE row = ?");
      const ids = Array.from(rows.subarray(0, mostIds), (row) => read.get(row)?.["id"] as PictureId);
      return { ids, total: rows.length };
    },
  };
}

/** Where rows come from, and what they have to meet. The words come first: the planner would ask them for each row. */
function sourceOf({ match, tables, conditions, values }: SearchPlan) {
  const where = (more: readonly string[]) => (more.length === 0 ? "" : `WHERE ${more.join(" AND ")}`);
  const [first = "words", second] = tables;
  if (match === null)
    return { isLean: false, table: null, row: "row", from: "facets", where, values, conditions };
  if (second === undefined)
    return {
      isLean: conditions.length === 0,
      table: first,
      row: `${first}.rowid`,
      from: conditions.length === 0 ? first : `${first} CROSS JOIN facets ON facets.row = ${first}.rowid`,
      where,
      conditions: [`${first} MATCH ?`, ...conditions],
      values: [match, ...values],
    };
  const each = tables.map((table) => `SELECT rowid AS hit FROM ${table} WHERE ${table} MATCH ?`);
  return {
    isLean: false,
    table: null,
    row: "hit",
    from: `(${each.join(" UNION ALL ")}) CROSS JOIN facets ON facets.row = hit`,
    where,
    conditions,
    values: [...tables.map(() => match), ...values],
  };
}

function readPage(
  db: DatabaseSync,
  wanted: WantedSearch,
  plan: SearchPlan,
  offset: number,
  limit: number,
): { total: number; pictures: PictureCard[] } {
  const total = countAll(db, plan);
  const { from, row, where, conditions, values, joined } = orderedSource(plan, wanted.sort, total);
  const page = db.prepare(
    `SELECT ${row} AS row FROM ${from} ${where(conditions)} ORDER BY ${joined} LIMIT ? OFFSET ?`,
  );
  page.setReturnArrays(true);
  const rows = page.all(...values, limit, offset) as unknown as readonly (readonly [number])[];
  return {
    total,
    pictures: readCards(
      db,
      rows.map(([found]) => found),
    ),
  };
}

function countAll(db: DatabaseSync, plan: SearchPlan): number {
  const { from, where, conditions, values } = sourceOf(plan);
  const count = db.prepare(`SELECT count(*) AS total FROM ${from} ${where(conditions)}`);
  return Number(count.get(...values)?.["total"]);
}

/** The source with an order; words know the order of time by themselves, every other order asks the facets. */
function orderedSource(plan: SearchPlan, sort: PictureSort, total: number) {
  const source = sourceOf(plan);
  const isFacetOrder = sort === "rating" || sort === "largest" || sort === "cost";
  const from =
    source.isLean && isFacetOrder && source.table !== null
      ? `${source.table} CROSS JOIN facets ON facets.row = ${source.table}.rowid`
      : source.from;
  const joined = orderOf(sort, source.row, source.table, plan.cost, total);
  return { ...source, from, joined };
}

function orderOf(sort: PictureSort, row: string, table: string | null, cost: string, total: number): string {
  switch (sort) {
    case "newest":
      return `${row} DESC`;
    case "oldest":
      return row;
    case "relevance":
      return table === null || total > mostRanked ? `${row} DESC` : `${table}.rank`;
    case "rating":
      return "facets.rating DESC, facets.row DESC";
    case "largest":
      return "facets.pixels DESC, facets.row DESC";
    case "cost":
      return `(${cost}) DESC NULLS LAST, facets.row DESC`;
  }
}

/** One scan of everything that is found. */
function readAll(db: DatabaseSync, wanted: WantedSearch, plan: SearchPlan): Found {
  const isRanked = wanted.sort === "relevance" && plan.match !== null;
  const total = isRanked ? countAll(db, plan) : 0;
  const { from, row, where, conditions, values, isLean, table, joined } = orderedSource(
    plan,
    wanted.sort,
    total,
  );
  const withFacets =
    isLean && table !== null ? `${table} CROSS JOIN facets ON facets.row = ${table}.rowid` : from;
  const isByTime = plan.match === null && joined.startsWith("row");
  const scan = db.prepare(
    // Read in the order of the table: an index of what is visible would look up every row.
    `SELECT ${row}, facets.ratio${wanted.stacked ? ", facets.stack" : ""}
     FROM ${isByTime ? "facets NOT INDEXED" : withFacets} ${where(conditions)} ORDER BY ${joined}`,
  );
  scan.setReturnArrays(true);
  const all = scan.all(...values) as unknown as readonly (readonly [number, number, number | null])[];
  return stackResult(all, wanted);
}

/** Runs of local days; rows tell the time, and only the change of day is looked up. */
function daysOf(rows: Float64Array): { day: string; count: number }[] {
  const days: { day: string; count: number }[] = [];
  let present = { day: "", count: 0 };
  let [fromMs, toMs] = [0, -1];
  for (const row of rows) {
    const atMs = Math.floor(row / rowsPerMs);
    if (atMs < fromMs || atMs >= toMs) {
      ({ fromMs, toMs } = periodOf("day", atMs));
      present = { day: localDay(atMs), count: 0 };
      days.push(present);
    }
    present.count += 1;
  }
  return days;
}
