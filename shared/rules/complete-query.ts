// What may come next while a query is typed: names of filters, and values for the one the caret stands in (Q11).
import { pictureKindSchema } from "#shared/model/picture.ts";
import { splitQuery, type QueryWord } from "./parse-query.ts";
import { quoteIfNeeded } from "./print-query.ts";
import { queryStates } from "./query-terms.ts";
import { filterNames, namedRatios, queryFormats } from "./read-filter.ts";

/** What the library has; most used first. */
export type KnownValues = {
  readonly tags: readonly string[];
  /** By name, and by path where they lie in another (Q12). */
  readonly collections: readonly string[];
  readonly models: readonly string[];
};

export type QuerySuggestion = {
  /** What stands for the piece replaced, e.g. `kind:` or `tag:"blue hour"`. */
  readonly insert: string;
  /** A filter still wants its value; a value is followed by a space. */
  readonly kind: "filter" | "value";
};

export type QueryCompletion = {
  /** The piece of the text that a suggestion replaces; the end excluded. */
  readonly from: number;
  readonly to: number;
  readonly suggestions: readonly QuerySuggestion[];
};

const atMost = 12;
const fewLetters = 1;

const fixedValues: Readonly<Record<string, readonly string[]>> = {
  kind: pictureKindSchema.options,
  format: Object.keys(queryFormats).filter((name) => name !== "jpg"),
  size: ["1024x1024", "1536x1024", "1024x1536", ">2000", "16:9"],
  ratio: ["16:9", "3:2", "4:3", "1:1", "3:4", "2:3", "9:16", ...Object.keys(namedRatios)],
  rating: [">=1", ">=3", ">=4", "5", "0"],
  tokens: [">1000", ">5000", "<1000"],
  favourite: ["yes", "no"],
  after: ["today", "yesterday", "7d", "30d"],
  before: ["today", "yesterday", "7d", "30d"],
  is: queryStates,
};

/**
 * Suggestions for the word that the caret stands in or behind, best first, at most 12. Without a word the filters are
 * offered; free text offers filters, tags and collections that begin so.
 * @param caret UTF-16 units from the start of the text
 */
export function completeQuery(text: string, caret: number, known: KnownValues): QueryCompletion {
  const word = splitQuery(text).find(({ start, end }) => start < caret && caret <= end) ?? null;
  if (word === null) return { from: caret, to: caret, suggestions: offerFilters("", "") };
  const sign = word.isNegated ? "-" : "";
  const place = { from: word.start, to: word.end };
  if (word.name !== null && caret >= word.valueStart) {
    const written = text.slice(word.start, word.end);
    const values = offerValues(sign, word, known);
    return { ...place, suggestions: values.filter(({ insert }) => insert !== written) };
  }
  const typed = text.slice(word.valueStart, word.end);
  const begun = word.name ?? (word.isQuoted ? null : typed);
  if (begun === null) return { ...place, suggestions: [] };
  const filters = offerFilters(sign, begun);
  const values =
    begun.length < fewLetters || word.name !== null
      ? []
      : [
          ...matching(known.tags, begun).map((tag) => `${sign}tag:${quoteIfNeeded(tag)}`),
          ...matching(known.collections, begun).map((name) => `${sign}in:${quoteIfNeeded(name)}`),
        ].map((insert) => ({ insert, kind: "value" as const }));
  return { ...place, suggestions: [...filters, ...values].slice(0, atMost) };
}

/** The text with a suggestion taken, and where the caret goes. */
export function applySuggestion(
  text: string,
  { from, to }: Pick<QueryCompletion, "from" | "to">,
  { insert, kind }: QuerySuggestion,
): { readonly text: string; readonly caret: number } {
  const rest = text.slice(to);
  const inserted = kind === "filter" || /^\s/.test(rest) ? insert : `${insert} `;
  const skipped = kind === "value" && /^\s/.test(rest) ? 1 : 0;
  return { text: text.slice(0, from) + inserted + rest, caret: from + inserted.length + skipped };
}

function offerFilters(sign: string, begun: string): readonly QuerySuggestion[] {
  return filterNames
    .filter((name) => name.startsWith(begun.toLowerCase()))
    .map((name) => ({ insert: `${sign}${name}:`, kind: "filter" }));
}

function offerValues(sign: string, word: QueryWord, known: KnownValues): readonly QuerySuggestion[] {
  const name = (word.name ?? "").toLowerCase();
  const values = valuesOf(name, known);
  return matching(values, word.value)
    .slice(0, atMost)
    .map((value) => ({ insert: `${sign}${name}:${quoteIfNeeded(value)}`, kind: "value" }));
}

function valuesOf(name: string, known: KnownValues): readonly string[] {
  switch (name) {
    case "tag":
      return known.tags;
    case "in":
    case "collection":
      return known.collections;
    case "model":
      return known.models;
    default:
      return Object.hasOwn(fixedValues, name) ? (fixedValues[name] ?? []) : [];
  }
}

/** Those that begin so, then those with a later word or part of a path that does. */
function matching(values: readonly string[], begun: string): readonly string[] {
  const wanted = begun.toLowerCase();
  const first = values.filter((value) => value.toLowerCase().startsWith(wanted));
  const later = values.filter(
    (value) => !first.includes(value) && [" ", "/"].some((gap) => value.toLowerCase().includes(gap + wanted)),
  );
  return wanted === "" ? values : [...first, ...later];
}
