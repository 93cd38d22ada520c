// What a planned search reads from: which table stands in front, what its rows have to meet, and what orders them.
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { PictureSort } from "#shared/contract/calls/picture-calls.ts";
import { statement } from "#electron/library/index/statement.ts";
import type { SearchPlan } from "./plan-search.ts";

/** Above so many hits relevance says nothing: the newest come first then, which needs no look at every one. */
export const mostRanked = 20_000;

/** Where rows come from, and what they have to meet. The words come first: the planner would ask them for each row. */
type Source = {
  readonly row: string;
  readonly from: string;
  /** The table of words that stands in front, if there is one. */
  readonly table: string | null;
  readonly where: string;
  readonly values: readonly SQLInputValue[];
};

/**
 * @param facets "none" where words that decide alone are enough, "scan" in the order of rows, which is that of time,
 *   "order" where an index of facets gives the order
 */
export function sourceOf(
  { match, tables, conditions, values }: SearchPlan,
  facets: "none" | "scan" | "order",
): Source {
  const [first = "words", second] = tables;
  if (match === null) {
    const onlyVisible = facets === "none" && conditions.length === 1 && conditions[0] === "visible = 1";
    // Any index but the one that is meant makes the planner look up every row; a plus sign takes "visible" from it.
    const from = onlyVisible || facets === "order" ? "facets" : "facets NOT INDEXED";
    const where = conditions.map((sql) => (sql === "visible = 1" && !onlyVisible ? "+visible = 1" : sql));
    return { row: "row", from, table: null, where: whereOf(where), values };
  }
  if (second !== undefined) {
    const each = tables.map((table) => `SELECT rowid AS hit FROM ${table} WHERE ${table} MATCH ?`);
    return {
      row: "hit",
      from: `(${each.join(" UNION ALL ")}) CROSS JOIN facets ON facets.row = hit`,
      table: null,
      where: whereOf(conditions),
      values: [...tables.map(() => match), ...values],
    };
  }
  const isLean = facets === "none" && conditions.length === 0;
  return {
    row: `${first}.rowid`,
    from: isLean ? first : `${first} CROSS JOIN facets ON facets.row = ${first}.rowid`,
    table: first,
    where: whereOf([`${first} MATCH ?`, ...conditions]),
    values: [match, ...values],
  };
}

function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
}

export function countAll(db: DatabaseSync, plan: SearchPlan): number {
  const { from, where, values } = sourceOf(plan, "none");
  const count = statement(db, `SELECT count(*) AS total FROM ${from} ${where}`);
  return Number(count.get(...values)?.["total"]);
}

/** Rating and size have indexes that give their order; a cost is reckoned for each row. */
export function facetUse(sort: PictureSort): "scan" | "order" {
  return sort === "rating" || sort === "largest" ? "order" : "scan";
}

export function orderOf(
  sort: PictureSort,
  { row, table }: Source,
  { cost }: SearchPlan,
  total: number,
): string {
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

export function isByTime(sort: PictureSort): boolean {
  return sort === "newest" || sort === "oldest";
}

/** Whether nothing but visible pictures can be found: the words of one table are theirs alone. */
export function isOfVisible({ match, tables, conditions }: SearchPlan): boolean {
  return match === null ? conditions.includes("visible = 1") : tables.length === 1 && tables[0] === "words";
}
