// What a search asks for, as values: the outcome of parse-query.ts, and what the index and the page read.
import type { MediaType } from "#shared/model/image-request.ts";
import type { PictureKind } from "#shared/model/picture.ts";

/** Whole numbers, both ends included; null leaves an end open, and never both are null. */
export type WholeRange = { readonly min: number | null; readonly max: number | null };

/** A local day: `YYYY-MM-DD`, or so many days before the present one (0 is today). */
export type QueryDay =
  { readonly kind: "date"; readonly day: string } | { readonly kind: "ago"; readonly days: number };

export const queryStates = [
  "favourite",
  "rejected",
  "trashed",
  "untagged",
  "recipe",
  "changed",
  "missing",
] as const;
export type QueryState = (typeof queryStates)[number];

/** One thing that is asked of a picture. */
export type QueryFilter =
  /** Words in prompt, file name, tags or collections. A phrase has its words in this order; a single word may be a beginning. */
  | { readonly field: "text"; readonly text: string; readonly isPhrase: boolean }
  /** Any of these. */
  | { readonly field: "kind"; readonly kinds: readonly PictureKind[] }
  | { readonly field: "format"; readonly mediaTypes: readonly MediaType[] }
  /** The longer edge. */
  | { readonly field: "edge"; readonly px: WholeRange }
  | { readonly field: "pixels"; readonly widthPx: number; readonly heightPx: number }
  /** Width / height in thousandths, rounded. */
  | { readonly field: "ratio"; readonly thousandths: WholeRange }
  /** A part of the model's name, without regard to case; "demo" is the demo engine. */
  | { readonly field: "model"; readonly name: string }
  | { readonly field: "rating"; readonly stars: WholeRange }
  /** All tokens of the request together. */
  | { readonly field: "tokens"; readonly tokens: WholeRange }
  /** The whole tag, without regard to case. */
  | { readonly field: "tag"; readonly tag: string }
  /** The collection's name, or `parent/name`, without regard to case; those that lie in it count as well (Q12). */
  | { readonly field: "in"; readonly collection: string }
  /** Made on that day or later. */
  | { readonly field: "after"; readonly day: QueryDay }
  /** Made earlier than that day. */
  | { readonly field: "before"; readonly day: QueryDay }
  /** Made from that picture; an id or the beginning of one, 6 to 16 lower-case hex digits. */
  | { readonly field: "parent"; readonly id: string }
  | { readonly field: "is"; readonly state: QueryState };

/** One word of a query; a picture must meet all of them, or, where it is negated, must not. */
export type QueryTerm = { readonly isNegated: boolean; readonly filter: QueryFilter };

/** Where something stands in the text typed: UTF-16 units, the end excluded. */
export type QuerySpan = { readonly start: number; readonly end: number };

export type PlacedTerm = QueryTerm & QuerySpan;

export const queryFaultCodes = [
  "unknown-filter",
  "missing-value",
  "unknown-value",
  "not-a-number",
  "not-a-size",
  "not-a-ratio",
  "not-a-day",
  "not-an-id",
  "out-of-range",
  "empty-range",
  "nothing-to-find",
  "too-many",
] as const;
export type QueryFaultCode = (typeof queryFaultCodes)[number];

/** A word that was left out of the search, and why. */
export type QueryFault = QuerySpan & {
  readonly code: QueryFaultCode;
  /** The filter's name as typed; empty for free text. */
  readonly filter: string;
};

export type ParsedQuery = {
  readonly terms: readonly PlacedTerm[];
  readonly faults: readonly QueryFault[];
};

/** The local day `YYYY-MM-DD` that a day of a query means, given the present one. */
export function resolveDay(day: QueryDay, today: string): string {
  if (day.kind === "date") return day.day;
  const at = new Date(`${today}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - day.days);
  return at.toISOString().slice(0, 10);
}
