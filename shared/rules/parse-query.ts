// The language of the search box: words, "phrases", -without, and filters such as `rating:>3`. Rules Q1 to Q10.
import { readFilter } from "./read-filter.ts";
import type {
  ParsedQuery,
  PlacedTerm,
  QueryFault,
  QueryFaultCode,
  QuerySpan,
  QueryTerm,
} from "./query-terms.ts";

/** So many terms at most, to keep a search quick (Q9). */
export const maxQueryTerms = 40;

/** One word of the text as it stands there. */
export type QueryWord = QuerySpan & {
  readonly isNegated: boolean;
  /** As typed, without the colon; null for free text. */
  readonly name: string | null;
  /** Without quotes and their escapes. */
  readonly value: string;
  readonly isQuoted: boolean;
  /** Where the value begins, its opening quote included. */
  readonly valueStart: number;
};

/**
 * Reads a query. Never throws and never gives up: words that are wrong become faults and are left out, everything
 * else is searched for (Q8). The order of terms is that of the text.
 */
export function parseQuery(text: string): ParsedQuery {
  const terms: PlacedTerm[] = [];
  const faults: QueryFault[] = [];
  for (const word of splitQuery(text)) {
    const read = readWord(word);
    const place = { start: word.start, end: word.end };
    if (typeof read === "string") faults.push({ ...place, code: read, filter: word.name ?? "" });
    else if (terms.length === maxQueryTerms)
      faults.push({ ...place, code: "too-many", filter: word.name ?? "" });
    else terms.push({ ...read, ...place });
  }
  return { terms, faults };
}

/** The words of a text: divided by white space outside quotes (Q1, Q2); a quote that is not closed runs to the end. */
export function splitQuery(text: string): readonly QueryWord[] {
  const words: QueryWord[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text[at])) {
      at += 1;
      continue;
    }
    const word = readWordAt(text, at);
    words.push(word);
    at = word.end;
  }
  return words;
}

function readWordAt(text: string, start: number): QueryWord {
  const isNegated = text[start] === "-" && start + 1 < text.length && !isSpace(text[start + 1]);
  const begin = isNegated ? start + 1 : start;
  const name = /^[\p{L}]+(?=:)/u.exec(text.slice(begin, begin + 60))?.[0] ?? null;
  const valueStart = name === null ? begin : begin + name.length + 1;
  const isQuoted = text[valueStart] === '"';
  const { value, end } = isQuoted ? readQuoted(text, valueStart + 1) : readPlain(text, valueStart);
  return { start, end, isNegated, name, value, isQuoted, valueStart };
}

function readPlain(text: string, start: number): { value: string; end: number } {
  let end = start;
  while (end < text.length && !isSpace(text[end])) end += 1;
  return { value: text.slice(start, end), end };
}

function readQuoted(text: string, start: number): { value: string; end: number } {
  let value = "";
  let at = start;
  while (at < text.length && text[at] !== '"') {
    const isEscape = text[at] === "\\" && (text[at + 1] === '"' || text[at + 1] === "\\");
    value += text[isEscape ? at + 1 : at] ?? "";
    at += isEscape ? 2 : 1;
  }
  return { value, end: Math.min(text.length, at + 1) };
}

function readWord(word: QueryWord): QueryTerm | QueryFaultCode {
  const { isNegated, name, value, isQuoted } = word;
  if (name === null) {
    const text = value.trim().replaceAll(/\s+/g, " ");
    // The index knows words only; signs and emoji are found in none.
    if (!/[\p{L}\p{N}]/u.test(text)) return "nothing-to-find";
    return { isNegated, filter: { field: "text", text, isPhrase: isQuoted } };
  }
  const read = readFilter(name, value);
  if (!read.ok) return read.code;
  return { isNegated: read.isOpposite === true ? !isNegated : isNegated, filter: read.filter };
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character);
}
