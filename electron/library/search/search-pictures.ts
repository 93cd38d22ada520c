// Finding pictures: a page of cards and how many there are, the outline of all that is found, their ids. Reads only.
import type { DatabaseSync } from "node:sqlite";
import {
  outlineSearchSchema,
  pictureSearchSchema,
  type OutlineSearch,
  type PictureOutline,
  type PictureSearch,
} from "#shared/contract/calls/picture-calls.ts";
import { mostPicturesAtOnce } from "#shared/contract/picture-ids.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { localDay, periodOf } from "#shared/rules/calendar.ts";
import { rowsPerMs } from "#electron/library/index/picture-rows.ts";
import { readCards } from "./picture-cards.ts";
import { findBeginning, shortened } from "./find-beginning.ts";
import { planSearch, type SearchPlan, type SearchSetting, type WantedSearch } from "./plan-search.ts";
import { countAll, facetUse, isByTime, isOfVisible, mostRanked, orderOf, sourceOf } from "./search-source.ts";
import { stackResult, type Found } from "#electron/library/index/stack-result.ts";
import { statement } from "#electron/library/index/statement.ts";
import {
  columnOf,
  keepVisibleColumn,
  pickRows,
  reversed,
  type Column,
} from "#electron/library/index/visible-column.ts";

/** "Select all" takes no more. */
const mostIds = mostPicturesAtOnce;
/** Whole results that are kept at hand: further pieces are asked for, and letters are taken back. At most 1 MB each. */
const keptResults = 12;

export interface PictureFinder {
  readonly search: (
    search: PictureSearch,
    setting: SearchSetting,
  ) => { total: number; pictures: PictureCard[] };
  /** With the cards of the run that `offset` and `limit` name; none without a limit. */
  readonly outline: (search: OutlineSearch, setting: SearchSetting) => PictureOutline;
  readonly ids: (search: PictureSearch, setting: SearchSetting) => { ids: PictureId[]; total: number };
}

export function createPictureFinder(db: DatabaseSync): PictureFinder {
  const version = db.prepare(
    "SELECT total_changes() AS own, data_version AS others FROM pragma_data_version",
  );
  const visible = keepVisibleColumn(db);
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
  const keep = (key: string, found: Found): void => {
    kept.set(key, found);
    const [oldest] = kept.keys();
    if (kept.size > keptResults && oldest !== undefined) kept.delete(oldest);
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
    const found = readAll(db, visible, wanted, plan);
    keep(key, found);
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
      const wanted = outlineSearchSchema.parse(search);
      const plan = planSearch(wanted, setting);
      const key = keyOf(wanted, plan);
      const begun = kept.has(key) ? null : findBeginning(db, visible, wanted, plan);
      if (begun !== null && begun.found.rows.length === begun.total) keep(key, begun.found);
      const found = begun?.found ?? findAll(wanted, plan);
      const { rows, ratios, sizes } = shortened(found, wanted.beginning);
      const [from, to] = [wanted.offset, wanted.offset + wanted.limit];
      return {
        total: begun?.total ?? found.rows.length,
        ratios: Buffer.from(ratios.buffer, ratios.byteOffset, ratios.byteLength).toString("base64"),
        days: isByTime(wanted.sort) ? daysOf(rows) : [],
        pictures: readCards(db, rows.subarray(from, to), sizes?.subarray(from, to) ?? null),
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

function readPage(
  db: DatabaseSync,
  { sort }: WantedSearch,
  plan: SearchPlan,
  offset: number,
  limit: number,
): { total: number; pictures: PictureCard[] } {
  const total = countAll(db, plan);
  const isByFacet = sort === "rating" || sort === "largest" || sort === "cost";
  const source = sourceOf(plan, isByFacet ? facetUse(sort) : plan.match === null ? "scan" : "none");
  const page = statement(
    db,
    `SELECT ${source.row} AS row FROM ${source.from} ${source.where}
     ORDER BY ${orderOf(sort, source, plan, total)} LIMIT ? OFFSET ?`,
  );
  page.setReturnArrays(true);
  const rows = page.all(...source.values, limit, offset) as unknown as readonly (readonly [number])[];
  return {
    total,
    pictures: readCards(
      db,
      rows.map(([row]) => row),
    ),
  };
}

/** Everything that is found: picked from what is at hand where time gives the order, else by one scan. */
function readAll(db: DatabaseSync, visible: () => Column, wanted: WantedSearch, plan: SearchPlan): Found {
  const { sort } = wanted;
  const total = sort === "relevance" && plan.match !== null ? countAll(db, plan) : 0;
  const isTimed = isByTime(sort) || (sort === "relevance" && (plan.match === null || total > mostRanked));
  if (isTimed && isOfVisible(plan)) {
    const newest = pickVisible(db, visible(), plan);
    return stackResult(sort === "oldest" ? reversed(newest) : newest, wanted);
  }
  const source = sourceOf(plan, facetUse(sort));
  const scan = statement(
    db,
    `SELECT ${source.row}, facets.ratio, ${wanted.stacked ? "coalesce(facets.stack, -1)" : "-1"} FROM ${source.from}
     ${source.where} ORDER BY ${orderOf(sort, source, plan, total)}`,
  );
  scan.setReturnArrays(true);
  const all = scan.all(...source.values) as unknown as readonly (readonly [number, number, number])[];
  return stackResult(columnOf(all), wanted);
}

/** Newest first. */
function pickVisible(db: DatabaseSync, column: Column, plan: SearchPlan): Column {
  if (plan.match === null && plan.conditions.length === 1) return column;
  const source = sourceOf(plan, plan.match === null ? "scan" : "none");
  const scan = statement(
    db,
    `SELECT ${source.row} FROM ${source.from} ${source.where} ORDER BY ${source.row} DESC`,
  );
  scan.setReturnArrays(true);
  return pickRows(column, scan.all(...source.values) as unknown as readonly (readonly [number])[]);
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
