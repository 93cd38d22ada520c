// The value of one filter of a query: `kind:edit`, `size:>2000`, `after:2026-10`. Parts of a query are parse-query.ts's.
import type { MediaType } from "#shared/model/image-request.ts";
import { pictureKindSchema } from "#shared/model/picture.ts";
import {
  queryStates,
  type QueryDay,
  type QueryFaultCode,
  type QueryFilter,
  type QueryState,
  type WholeRange,
} from "./query-terms.ts";

/** A filter; the second form says that the word means the opposite of what it names (`favourite:no`). */
export type ReadFilter =
  | { readonly ok: true; readonly filter: QueryFilter; readonly isOpposite?: boolean }
  | { readonly ok: false; readonly code: QueryFaultCode };

type ReadValue = (value: string) => ReadFilter;

/** Formats by the names that people use. */
export const queryFormats: Readonly<Record<string, MediaType>> = {
  png: "image/png",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  webp: "image/webp",
  avif: "image/avif",
  gif: "image/gif",
};

/** Named shapes, width / height in thousandths. */
export const namedRatios: Readonly<Record<string, WholeRange>> = {
  square: { min: 980, max: 1020 },
  landscape: { min: 1021, max: null },
  portrait: { min: null, max: 979 },
};

/** A shape that is given by figures also means its neighbours, because sizes are multiples of 16 px. */
const ratioTolerance = 0.015;
const largestNumber = 1_000_000_000;

/** Every filter by name; the names of `aliases` lead to one of them. */
const readers: Readonly<Record<string, ReadValue>> = {
  kind: (value) =>
    readList(
      value,
      (name) => pictureKindSchema.safeParse(name).data,
      (kinds) => ({ field: "kind", kinds }),
    ),
  format: (value) =>
    readList(
      value,
      (name) => (Object.hasOwn(queryFormats, name) ? queryFormats[name] : undefined),
      (mediaTypes) => ({ field: "format", mediaTypes }),
    ),
  size: readSize,
  ratio: readRatio,
  model: (value) => found({ field: "model", name: value }),
  rating: (value) => readRange(value, 5, (stars) => ({ field: "rating", stars })),
  tokens: (value) => readRange(value, largestNumber, (tokens) => ({ field: "tokens", tokens })),
  favourite: readFavourite,
  tag: (value) => found({ field: "tag", tag: value }),
  in: (value) => found({ field: "in", collection: value }),
  after: (value) => readDayFilter(value, "after"),
  before: (value) => readDayFilter(value, "before"),
  parent: (value) =>
    /^[0-9a-f]{6,16}$/i.test(value)
      ? found({ field: "parent", id: value.toLowerCase() })
      : failed("not-an-id"),
  is: (value) => {
    const state = queryStates.find((name) => name === value.toLowerCase());
    return state === undefined ? failed("unknown-value") : found({ field: "is", state });
  },
};

const aliases: Readonly<Record<string, string>> = { favorite: "favourite", collection: "in", type: "format" };

/** Names of the filters, in the order in which they are offered. */
export const filterNames: readonly string[] = Object.keys(readers);

/**
 * Reads a filter by its name (Q3) and value, both as typed; the value has lost its quotes. Faults: `unknown-filter`,
 * `missing-value`, and those of the filter.
 */
export function readFilter(name: string, value: string): ReadFilter {
  const lower = name.toLowerCase();
  const known = Object.hasOwn(aliases, lower) ? (aliases[lower] ?? lower) : lower;
  const read = Object.hasOwn(readers, known) ? readers[known] : undefined;
  if (read === undefined) return failed("unknown-filter");
  const trimmed = value.trim().replaceAll(/\s+/g, " ");
  return trimmed === "" ? failed("missing-value") : read(trimmed);
}

function found(filter: QueryFilter): ReadFilter {
  return { ok: true, filter };
}

function failed(code: QueryFaultCode): ReadFilter {
  return { ok: false, code };
}

function readList<Value>(
  text: string,
  valueOf: (name: string) => Value | undefined,
  filterOf: (values: readonly Value[]) => QueryFilter,
): ReadFilter {
  const names = text.toLowerCase().split(",");
  const values = names.map((name) => valueOf(name.trim()));
  const known = values.filter((value) => value !== undefined);
  return known.length < values.length ? failed("unknown-value") : found(filterOf([...new Set(known)]));
}

function readFavourite(value: string): ReadFilter {
  const state: QueryState = "favourite";
  if (/^(yes|true|on|1)$/i.test(value)) return found({ field: "is", state });
  if (/^(no|false|off|0)$/i.test(value))
    return { ok: true, filter: { field: "is", state }, isOpposite: true };
  return failed("unknown-value");
}

/** Size (Q5): `1024x1536` exactly, a shape `16:9`, or the longer edge as a number or range. */
function readSize(value: string): ReadFilter {
  const exact = /^(\d{1,6})\s?[x×*]\s?(\d{1,6})$/i.exec(value);
  if (exact !== null)
    return found({ field: "pixels", widthPx: Number(exact[1]), heightPx: Number(exact[2]) });
  if (/^[\d.]+:[\d.]+$/.test(value)) return readRatio(value);
  const read = readRange(value, largestNumber, (px) => ({ field: "edge", px }));
  return read.ok || read.code !== "not-a-number" ? read : failed("not-a-size");
}

/** Shape (Q6): `16:9` and `1.5` with a tolerance of 1.5 %, a range of figures exactly, or a name. */
function readRatio(value: string): ReadFilter {
  const lower = value.toLowerCase();
  const named = Object.hasOwn(namedRatios, lower) ? namedRatios[lower] : undefined;
  if (named !== undefined) return found({ field: "ratio", thousandths: named });
  const pair = /^(\d{1,5}(?:\.\d{1,3})?):(\d{1,5}(?:\.\d{1,3})?)$/.exec(value);
  const plain = /^\d{1,5}(?:\.\d{1,3})?$/.test(value);
  if (pair !== null || plain) {
    const ratio = pair === null ? Number(value) : Number(pair[1]) / Number(pair[2]);
    if (!(ratio >= 0.01 && ratio <= 100)) return failed("out-of-range");
    const thousandths = ratio * 1000;
    return found({
      field: "ratio",
      thousandths: {
        min: Math.round(thousandths * (1 - ratioTolerance)),
        max: Math.round(thousandths * (1 + ratioTolerance)),
      },
    });
  }
  const read = readRange(value, 100, (thousandths) => ({ field: "ratio", thousandths }), 1000);
  return read.ok || read.code !== "not-a-number" ? read : failed("not-a-ratio");
}

const number = String.raw`\d{1,10}(?:\.\d{1,3})?`;
const comparison = new RegExp(`^(>=|<=|>|<|=)?(${number})$`);
const between = new RegExp(String.raw`^(${number})?\.\.(${number})?$`);

/** Ranges (Q4): `3`, `>3`, `>=3`, `<3`, `<=3`, `3..5`, `3..`, `..5`; `scale` turns decimals into whole numbers. */
function readRange(
  value: string,
  largest: number,
  filterOf: (range: WholeRange) => QueryFilter,
  scale = 1,
): ReadFilter {
  const text = value.replaceAll(" ", "");
  const compared = comparison.exec(text);
  const range = compared === null ? between.exec(text) : null;
  if (compared === null && (range === null || (range[1] ?? range[2]) === undefined))
    return failed("not-a-number");
  const whole = (digits: string) => Number(digits) * scale;
  const figures = compared === null ? [range?.[1], range?.[2]] : [compared[2]];
  for (const digits of figures) {
    if (digits === undefined) continue;
    if (scale === 1 && !Number.isInteger(Number(digits))) return failed("not-a-number");
    if (Number(digits) > largest) return failed("out-of-range");
  }
  const ends =
    compared === null
      ? {
          min: range?.[1] === undefined ? null : whole(range[1]),
          max: range?.[2] === undefined ? null : whole(range[2]),
        }
      : endsOf(compared[1] ?? "=", whole(compared[2] ?? ""));
  const tidy = (end: number | null) => (end === null ? null : Math.round(end));
  const { min, max } = { min: tidy(ends.min), max: tidy(ends.max) };
  if ((min !== null && max !== null && min > max) || (max !== null && max < 0)) return failed("empty-range");
  if (min !== null && min > largest * scale) return failed("empty-range");
  return found(filterOf({ min, max }));
}

function endsOf(sign: string, value: number): { min: number | null; max: number | null } {
  switch (sign) {
    case ">":
      return { min: value + 1, max: null };
    case ">=":
      return { min: value, max: null };
    case "<":
      return { min: null, max: value - 1 };
    case "<=":
      return { min: null, max: value };
    default:
      return { min: value, max: value };
  }
}

function readDayFilter(value: string, field: "after" | "before"): ReadFilter {
  const day = readDay(value.toLowerCase());
  return day === null ? failed("not-a-day") : found({ field, day });
}

/** Days (Q7): a year, a month or a day, each meaning its first day; today, yesterday, `7d`, `2w`. */
function readDay(value: string): QueryDay | null {
  if (value === "today") return { kind: "ago", days: 0 };
  if (value === "yesterday") return { kind: "ago", days: 1 };
  const ago = /^(\d{1,4})([dw])$/.exec(value);
  if (ago !== null) return { kind: "ago", days: Number(ago[1]) * (ago[2] === "w" ? 7 : 1) };
  const date = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(value);
  if (date === null) return null;
  const two = (part: string | undefined) => (part ?? "1").padStart(2, "0");
  const day = `${date[1]}-${two(date[2])}-${two(date[3])}`;
  const at = new Date(`${day}T00:00:00Z`);
  const isReal = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
  return isReal ? { kind: "date", day } : null;
}
