// What the gallery asks for: words and filters as typed, where it looks, in which order.
import type { PictureSearch, PictureSort } from "#shared/contract/calls/picture-calls.ts";
import type { ClickId } from "#shared/model/ids.ts";
import { parseQuery } from "#shared/rules/parse-query.ts";
import type { ParsedQuery, QueryFilter } from "#shared/rules/query-terms.ts";

export type GalleryQuery = {
  /** In the language of rules/parse-query.ts. */
  readonly text: string;
  readonly trashed: boolean;
  /** One picture for all takes of a click, but for those of `openStacks`. */
  readonly stacked: boolean;
  readonly openStacks: readonly ClickId[];
  readonly sort: PictureSort;
};

export const plainQuery: GalleryQuery = {
  text: "",
  trashed: false,
  stacked: false,
  openStacks: [],
  sort: "newest",
};

/** Everything in the library, in whatever order. */
export function isWhole(query: GalleryQuery): boolean {
  return query.text.trim() === "" && !query.trashed;
}

/** Whether it looks in the trash: opened there, or asked for with `is:trashed`. */
export function isOfTrash({ trashed, text }: Pick<GalleryQuery, "trashed" | "text">): boolean {
  return (
    trashed ||
    parsedQuery(text).terms.some(
      ({ filter, isNegated }) => !isNegated && filter.field === "is" && filter.state === "trashed",
    )
  );
}

/** The text alone that finds the same again, for a search that is saved. */
export function savedText({ trashed, text }: Pick<GalleryQuery, "trashed" | "text">): string {
  const isSaid = !trashed || isOfTrash({ trashed: false, text });
  return isSaid ? text.trim() : `${text.trim()} is:trashed`.trim();
}

/** The query as the contract takes it. */
export function searchOf(query: GalleryQuery): Omit<PictureSearch, "offset" | "limit"> {
  return { ...query, openStacks: [...query.openStacks] };
}

const parsedNothing = parseQuery("");
let last: { readonly text: string; readonly parsed: ParsedQuery } = { text: "", parsed: parsedNothing };

/** The present text taken apart; once, however many ask. */
export function parsedQuery(text: string): ParsedQuery {
  if (text === "") return parsedNothing;
  if (last.text !== text) last = { text, parsed: parseQuery(text) };
  return last.parsed;
}

/** Whether words are searched for, by which a result can be ordered. */
export function asksForWords(text: string): boolean {
  return parsedQuery(text).terms.some(({ filter, isNegated }) => filter.field === "text" && !isNegated);
}

/** What changes in a query when its text does. */
export function withText({ sort }: GalleryQuery, text: string): Partial<GalleryQuery> {
  const isLost = sort === "relevance" && !asksForWords(text);
  return { text, openStacks: plainQuery.openStacks, ...(isLost ? { sort: plainQuery.sort } : {}) };
}

const judging: ReadonlySet<QueryFilter["field"]> = new Set(["rating", "is", "tag", "in"]);

/** Whether words are among what decides: they are looked for in tags and names of collections too. */
export function dependsOnOrder({ text }: Pick<GalleryQuery, "text">): boolean {
  return parsedQuery(text).terms.some(({ filter }) => filter.field === "text");
}

/** Whether a picture may come or go when it is judged, tagged or collected. */
export function dependsOnMarks({ text, sort }: GalleryQuery): boolean {
  return sort === "rating" || parsedQuery(text).terms.some(({ filter }) => judging.has(filter.field));
}
