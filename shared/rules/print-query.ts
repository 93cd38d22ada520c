// A query's terms as text again, in one spelling: reading it gives the same terms (Q10).
import type { MediaType } from "#shared/model/image-request.ts";
import type { QueryDay, QueryFilter, QueryTerm, WholeRange } from "./query-terms.ts";
import { namedRatios, queryFormats } from "./read-filter.ts";

/** The whole query, terms in their order. */
export function printQuery(terms: readonly QueryTerm[]): string {
  return terms.map(printTerm).join(" ");
}

/** One term, e.g. `-tag:"blue hour"`. */
export function printTerm({ isNegated, filter }: QueryTerm): string {
  return `${isNegated ? "-" : ""}${printFilter(filter)}`;
}

function printFilter(filter: QueryFilter): string {
  switch (filter.field) {
    case "text":
      return filter.isPhrase ? quote(filter.text) : filter.text;
    case "kind":
      return `kind:${filter.kinds.join(",")}`;
    case "format":
      return `format:${filter.mediaTypes.map(nameOfFormat).join(",")}`;
    case "edge":
      return `size:${printRange(filter.px)}`;
    case "pixels":
      return `size:${filter.widthPx}x${filter.heightPx}`;
    case "ratio":
      return `ratio:${nameOfRatio(filter.thousandths) ?? printRatio(filter.thousandths)}`;
    case "model":
      return `model:${quoteIfNeeded(filter.name)}`;
    case "rating":
      return `rating:${printRange(filter.stars)}`;
    case "tokens":
      return `tokens:${printRange(filter.tokens)}`;
    case "tag":
      return `tag:${quoteIfNeeded(filter.tag)}`;
    case "in":
      return `in:${quoteIfNeeded(filter.collection)}`;
    case "after":
    case "before":
      return `${filter.field}:${printDay(filter.day)}`;
    case "parent":
      return `parent:${filter.id}`;
    case "is":
      return `is:${filter.state}`;
  }
}

/** A value as it has to be typed: in quotes where it has spaces or quotes. */
export function quoteIfNeeded(value: string): string {
  return /[\s"]/.test(value) ? quote(value) : value;
}

function quote(value: string): string {
  return `"${value.replaceAll(/["\\]/g, (sign) => `\\${sign}`)}"`;
}

function nameOfFormat(mediaType: MediaType): string {
  return Object.keys(queryFormats).find((name) => queryFormats[name] === mediaType) ?? mediaType;
}

function nameOfRatio(range: WholeRange): string | undefined {
  return Object.keys(namedRatios).find((name) => {
    const named = namedRatios[name];
    return named?.min === range.min && named.max === range.max;
  });
}

function printRange({ min, max }: WholeRange): string {
  return min === max ? String(min) : `${min ?? ""}..${max ?? ""}`;
}

function printRatio({ min, max }: WholeRange): string {
  const decimal = (end: number | null) => (end === null ? "" : String(end / 1000));
  return `${decimal(min)}..${decimal(max)}`;
}

function printDay(day: QueryDay): string {
  return day.kind === "date" ? day.day : `${day.days}d`;
}
