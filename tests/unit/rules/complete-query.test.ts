import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applySuggestion, completeQuery, type KnownValues } from "#shared/rules/complete-query.ts";
import { parseQuery } from "#shared/rules/parse-query.ts";

const known: KnownValues = {
  tags: ["otter", "blue hour", 'a "b"'],
  collections: ["Summer campaign", "Otters", "Site/Cover"],
  models: ["gpt-image-2", "demo"],
};
const offered = (text: string, caret = text.length) =>
  completeQuery(text, caret, known).suggestions.map(({ insert }) => insert);

describe("completion", () => {
  it.each([
    ["ki", ["kind:"]],
    ["-ki", ["-kind:"]],
    ["kind:", ["kind:generate", "kind:edit", "kind:import", "kind:composite", "kind:take"]],
    ["kind:im", ["kind:import"]],
    ["-kind:im", ["-kind:import"]],
    ["tag:bl", ['tag:"blue hour"']],
    ['tag:"blue h', ['tag:"blue hour"']],
    ["tag:ho", ['tag:"blue hour"']],
    ["in:camp", ['in:"Summer campaign"']],
    ["ott", ["tag:otter", "in:Otters"]],
    ["in:cov", ["in:Site/Cover"]],
    ["kind:import", []],
    ["nothing:x", []],
    ['"ott', []],
  ])("[Q11] %s offers %j", (text, inserts) => {
    expect(offered(text)).toEqual(inserts);
  });

  it("[Q11] offers the filters where there is no word yet", () => {
    expect(offered("")).toContain("rating:");
    expect(offered("otter ")).toContain("kind:");
  });

  it("[Q11] looks at the word of the caret, and replaces that alone", () => {
    const text = "otter ki kelp";
    const completion = completeQuery(text, 8, known);
    expect(applySuggestion(text, completion, completion.suggestions[0]!)).toEqual({
      text: "otter kind: kelp",
      caret: 11,
    });
    const value = completeQuery("kind:ed", 7, known);
    expect(applySuggestion("kind:ed", value, value.suggestions[0]!)).toEqual({
      text: "kind:edit ",
      caret: 10,
    });
  });

  it("[Q11] every value offered is read without a fault", () => {
    const typed = fc.tuple(
      fc.constantFrom("kind:", "format:", "size:", "ratio:", "rating:", "tokens:", "favourite:", "tag:"),
      fc.constantFrom("", "o", "1", ">", "-"),
    );
    const begun = fc.oneof(
      typed.map((parts) => parts.join("")),
      fc.constantFrom("in:", "model:", "after:", "before:", "is:", "", "o"),
    );
    fc.assert(
      fc.property(begun, fc.boolean(), (text, hasMinus) => {
        const query = hasMinus ? `-${text}` : text;
        for (const suggestion of completeQuery(query, query.length, known).suggestions) {
          if (suggestion.kind === "filter") continue;
          expect(parseQuery(suggestion.insert).faults).toEqual([]);
          expect(parseQuery(suggestion.insert).terms).toHaveLength(1);
        }
      }),
    );
  });
});
