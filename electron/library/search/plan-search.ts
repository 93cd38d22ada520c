// A search as pieces of SQL: which words, which facets, which order. Pure but for the present day.
import type { z } from "zod";
import type { SQLInputValue } from "node:sqlite";
import type { pictureSearchSchema } from "#shared/contract/calls/picture-calls.ts";
import type { PriceTable } from "#shared/model/settings.ts";
import { localDay, startOfDay } from "#shared/rules/calendar.ts";
import { parseQuery } from "#shared/rules/parse-query.ts";
import { resolveDay, type QueryFilter, type QueryTerm, type WholeRange } from "#shared/rules/query-terms.ts";
import { fold, kindNumber, mediaNumber, rowAt } from "#electron/library/index/picture-rows.ts";

export type WantedSearch = Omit<z.output<typeof pictureSearchSchema>, "offset" | "limit">;

/** What a search is judged by beside the library. */
export type SearchSetting = { readonly prices: PriceTable; readonly nowMs: number };

export type SearchPlan = {
  /** FTS5 expression; null for no words. */
  readonly match: string | null;
  /** Where the words are looked up: those of visible pictures, those of all others, or both. */
  readonly tables: readonly ("words" | "aside_words")[];
  /** On `facets`; none where the words alone decide. */
  readonly conditions: readonly string[];
  readonly values: readonly SQLInputValue[];
  /** An expression of dollars on `facets`, for sorting by cost. */
  readonly cost: string;
};

type Condition = { readonly sql: string; readonly values: readonly SQLInputValue[] };

export function planSearch(wanted: WantedSearch, { prices, nowMs }: SearchSetting): SearchPlan {
  const terms: readonly QueryTerm[] = parseQuery(wanted.text).terms;
  const asked = terms.filter(({ isNegated }) => !isNegated).map(({ filter }) => filter);
  const takesAsked =
    wanted.kinds.includes("take") ||
    asked.some((filter) => filter.field === "kind" && filter.kinds.includes("take"));
  const trashAsked =
    wanted.trashed || asked.some((filter) => filter.field === "is" && filter.state === "trashed");
  const isPlain = !takesAsked && !trashAsked;
  const tables = isPlain
    ? (["words"] as const)
    : trashAsked
      ? (["aside_words"] as const)
      : (["words", "aside_words"] as const);

  const match = matchOf(terms.filter(({ filter }) => filter.field === "text"));
  const conditions: Condition[] = [];
  const add = (sql: string, ...values: SQLInputValue[]) => conditions.push({ sql, values });
  if (!isPlain) {
    add("trashed = ?", trashAsked ? 1 : 0);
    if (!takesAsked) add("kind <> ?", kindNumber("take"));
  } else if (match.wanted === null) {
    add("visible = 1");
  }
  if (match.wanted === null && match.unwanted !== null)
    for (const table of tables)
      add(`row NOT IN (SELECT rowid FROM ${table} WHERE ${table} MATCH ?)`, match.unwanted);
  if (wanted.kinds.length > 0) conditions.push(oneOf("kind", wanted.kinds.map(kindNumber)));
  if (wanted.favourite) add("favourite = 1");
  if (wanted.minRating > 0) add("rating >= ?", wanted.minRating);
  const today = localDay(nowMs);
  for (const { filter, isNegated } of terms) {
    if (filter.field === "text") continue;
    const { sql, values } = conditionOf(filter, today);
    // What is not known meets no filter, so it meets the opposite of each.
    const isKnown = filter.field !== "tokens" && filter.field !== "model";
    add(isNegated ? (isKnown ? `NOT (${sql})` : `NOT coalesce(${sql}, 0)`) : sql, ...values);
  }
  return {
    match:
      match.wanted === null || match.unwanted === null
        ? match.wanted
        : `(${match.wanted}) NOT (${match.unwanted})`,
    tables,
    conditions: conditions.map(({ sql }) => sql),
    values: conditions.flatMap(({ values }) => values),
    cost: costOf(prices),
  };
}

function conditionOf(filter: Exclude<QueryFilter, { field: "text" }>, today: string): Condition {
  switch (filter.field) {
    case "kind":
      return oneOf("kind", filter.kinds.map(kindNumber));
    case "format":
      return oneOf("media", filter.mediaTypes.map(mediaNumber));
    case "edge":
      return within("max(width_px, height_px)", filter.px);
    case "pixels":
      return { sql: "(width_px = ? AND height_px = ?)", values: [filter.widthPx, filter.heightPx] };
    case "ratio":
      return within("ratio", filter.thousandths);
    case "model":
      return {
        sql: "model IN (SELECT number FROM models WHERE instr(name, ?))",
        values: [fold(filter.name)],
      };
    case "rating":
      return within("rating", filter.stars);
    case "tokens":
      return within("total_tokens", filter.tokens);
    case "tag":
      return { sql: "row IN (SELECT row FROM tags WHERE folded = ?)", values: [fold(filter.tag)] };
    case "in":
      return {
        sql: `row IN (SELECT row FROM members WHERE collection IN (SELECT id FROM collections AS own WHERE folded = ?
                OR parent IN (SELECT id FROM collections WHERE folded = ?)
                OR (SELECT folded FROM collections WHERE id = own.parent) || '/' || folded = ?))`,
        values: [fold(filter.collection), fold(filter.collection), fold(filter.collection)],
      };
    case "after":
      return { sql: "row >= ?", values: [rowAt(startOfDay(resolveDay(filter.day, today)))] };
    case "before":
      return { sql: "row < ?", values: [rowAt(startOfDay(resolveDay(filter.day, today)))] };
    case "parent": {
      const span = [filter.id, `${filter.id}g`];
      return {
        sql: `row IN (SELECT child FROM parents WHERE picture >= ? AND picture < ? UNION ALL
                SELECT child FROM parents WHERE picture IS NULL AND asset IN
                  (SELECT asset FROM pictures WHERE id >= ? AND id < ?))`,
        values: [...span, ...span],
      };
    }
    case "is":
      return { sql: stateConditions[filter.state], values: [] };
  }
}

const stateConditions = {
  favourite: "favourite = 1",
  rejected: "rejected = 1",
  trashed: "trashed = 1",
  untagged: "tag_count = 0",
  changed: "row IN (SELECT row FROM pictures WHERE problem = 'changed')",
  missing: "row IN (SELECT row FROM pictures WHERE problem = 'missing')",
  // Word for word the condition of that index; left to itself SQLite may read all records instead.
  recipe: `row IN (SELECT row FROM records INDEXED BY records_recipe
             WHERE json_type(json, '$.recipe') = 'object')`,
} as const;

function oneOf(column: string, numbers: readonly number[]): Condition {
  return { sql: `${column} IN (${numbers.map(() => "?").join(", ")})`, values: numbers };
}

function within(expression: string, { min, max }: WholeRange): Condition {
  if (min !== null && max !== null) return { sql: `(${expression} BETWEEN ? AND ?)`, values: [min, max] };
  return min === null
    ? { sql: `(${expression} <= ?)`, values: [max] }
    : { sql: `(${expression} >= ?)`, values: [min] };
}

/** FTS5 expressions for the texts, with every sign of its language taken literally (Q1, Q2). */
function matchOf(texts: readonly QueryTerm[]): { wanted: string | null; unwanted: string | null } {
  const join = (isNegated: boolean, joint: string): string | null => {
    const phrases = texts
      .filter((term) => term.isNegated === isNegated)
      .map(({ filter }) => {
        if (filter.field !== "text") return "";
        const literal = `"${filter.text.replaceAll('"', '""').replaceAll("\0", "")}"`;
        return filter.isPhrase ? literal : `${literal}*`;
      });
    return phrases.length === 0 ? null : phrases.join(joint);
  };
  return { wanted: join(false, " AND "), unwanted: join(true, " OR ") };
}

/** Dollars per picture as `costOfTokens` counts them; null where a price is missing that is needed, or the tokens are. */
function costOf(prices: PriceTable): string {
  const part = (column: string, price: number | null): string =>
    price === null ? `iif(${column} = 0, 0, NULL)` : `${column} * ${(price / 1_000_000).toFixed(12)}`;
  return [
    part("text_tokens", prices.textInputUsd),
    part("image_tokens", prices.imageInputUsd),
    part("output_tokens", prices.outputUsd),
  ].join(" + ");
}
