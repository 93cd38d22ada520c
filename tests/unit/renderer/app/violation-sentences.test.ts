import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCatalogue } from "#renderer/app/strings/catalogue.ts";
import { violationSentence } from "#renderer/app/violation-sentences.ts";
import type { Violation } from "#shared/errors/violation.ts";
import { blankRequest, type ImageRequest } from "#shared/model/image-request.ts";
import { checkRequest, checkTakes } from "#shared/rules/check-request.ts";
import { checkSize, isLegalSize, parseSize } from "#shared/rules/sizes.ts";

const t = createCatalogue().getFixedT("en", "errors");
const say = (violation: Violation) => violationSentence(violation, t);
const ruleOf = (violations: readonly Violation[], rule: string): Violation => {
  const found = violations.find((violation) => violation.rule === rule);
  if (found === undefined) throw new Error(`${rule} is not broken`);
  return found;
};
const size = (rule: string, widthPx: number, heightPx: number) =>
  say(ruleOf(checkSize({ widthPx, heightPx }), rule));

describe("sentences for broken rules", () => {
  it("[S1] names the size and the multiple", () => {
    expect(size("S1", 1000, 1024)).toContain("multiples of 16 px; 1000 × 1024 is not.");
  });
  it("[S2] names the longest edge", () => {
    expect(size("S2", 3856, 2048)).toContain("The longest edge is 3840 px; this has 3856 px.");
  });
  it("[S3] names the ratio", () => expect(size("S3", 3840, 1264)).toContain("3.04"));
  it("[S4] names the fewest pixels", () => expect(size("S4", 512, 512)).toContain("655,360"));
  it("[S5] names the most pixels", () => expect(size("S5", 3840, 3840)).toContain("8,294,400"));

  it("[S6] offers nearest sizes with every broken size rule, and each of them is legal", () => {
    const edge = fc.integer({ min: 1, max: 6000 });
    fc.assert(
      fc.property(edge, edge, (widthPx, heightPx) => {
        for (const violation of checkSize({ widthPx, heightPx })) {
          const offered = /Nearest: (.*)\.$/.exec(say(violation))?.[1]?.split(", ") ?? [];
          expect(offered).toHaveLength(3);
          for (const text of offered) {
            const near = parseSize(text);
            expect(near !== null && isLegalSize(near)).toBe(true);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  const broken = (change: Partial<ImageRequest>, rule: string) =>
    say(ruleOf(checkRequest({ ...blankRequest, prompt: "x", ...change }), rule));
  const reference = {
    asset: "a".repeat(64),
    mediaType: "image/png",
    name: "a.png",
    label: "",
    widthPx: 10,
    heightPx: 10,
    bytes: 10,
    picture: null,
    notes: [],
  } as unknown as ImageRequest["references"][number];

  it("[P1] asks for words", () => expect(broken({ prompt: " " }, "P1")).toContain("empty"));
  it("[P2] counts both ways", () => {
    expect(broken({ prompt: "x".repeat(32_001) }, "P2")).toMatch(/32,001.*32,000/);
  });
  it("[P3] says that labels count", () => {
    const words = broken({ prompt: "x".repeat(1001), references: [reference] }, "P3");
    expect(words).toMatch(/1,000.*labels included.*1,001/);
  });
  it("[F2] names the formats that have compression", () => {
    expect(broken({ compression: 50 }, "F2")).toMatch(/JPEG or WebP/);
  });
  it("[F3] names the range", () => {
    expect(broken({ format: "jpeg", compression: 101 }, "F3")).toContain("0 to 100; this is 101");
  });
  it("[B2] gives the reason", () => {
    expect(broken({ background: "transparent" }, "B2")).toContain("the API refuses it");
  });
  it("[R2] counts the additional references", () => {
    const references = Array.from({ length: 18 }, () => reference);
    expect(broken({ references }, "R2")).toMatch(/at most 16 .* 17/);
  });
  it("[T1] names the range", () => {
    expect(say(ruleOf(checkTakes(17), "T1"))).toContain("1 to 16 takes; this is 17");
  });

  it("names a rule that it does not know by number and field", () => {
    expect(say({ rule: "X9", field: "user", values: {} })).toContain("“user”");
    expect(say({ rule: "X9", field: "user", values: {} })).toContain("X9");
  });
});
