import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brokenSizeRule, checkSize } from "#electron/demo/check-size.ts";
import { sizeForPrimary, sizeForPrompt } from "#electron/demo/choose-size.ts";

describe("the size rules of the documents", () => {
  it.each([
    "auto",
    "1024x1024",
    "1536x1024",
    "1024x1536",
    "2048x2048",
    "2048x1152",
    "3840x2160",
    "2160x3840",
  ])("accepts the preset %s", (preset) => expect(checkSize(preset).ok).toBe(true));

  it.each([
    ["1024x768", undefined],
    ["1024x640", undefined],
    ["3840x1280", undefined],
    ["1000x1024", /multiples of 16/],
    ["3856x2000", /maximum edge length/],
    ["3072x1008", /ratio/],
    ["1024x624", /at least 655360/],
    ["3840x2176", /at most 8294400/],
    ["1024", /WIDTHxHEIGHT/],
    ["0x1024", /WIDTHxHEIGHT/],
    ["1024X1024", /WIDTHxHEIGHT/],
    ["", /WIDTHxHEIGHT/],
  ])("%s: %s", (text, why) => {
    const checked = checkSize(text);
    if (why) expect(checked).toMatchObject({ ok: false, error: { status: 400, param: "size" } });
    if (why && !checked.ok) expect(checked.error.message).toMatch(why);
    expect(checked.ok).toBe(why === undefined);
  });

  it("leaves 29,146 legal sizes", () => {
    let legal = 0;
    for (let width = 16; width <= 3_840; width += 16)
      for (let height = 16; height <= 3_840; height += 16) if (!brokenSizeRule({ width, height })) legal += 1;
    expect(legal).toBe(29_146);
  });

  it("auto always comes to a legal size, near the shape of the primary", () => {
    const edge = fc.integer({ min: 1, max: 12_000 });
    fc.assert(
      fc.property(edge, edge, (width, height) => {
        const size = sizeForPrimary({ width, height });
        expect(brokenSizeRule(size)).toBeUndefined();
        const wanted = Math.min(3, Math.max(1 / 3, width / height));
        expect(Math.abs(size.width / size.height / wanted - 1)).toBeLessThan(0.05);
      }),
    );
    expect(sizeForPrimary({ width: 1536, height: 1024 })).toEqual({ width: 1536, height: 1024 });
    for (const prompt of ["a poster", "a wide panorama", "a cat"])
      expect(brokenSizeRule(sizeForPrompt(prompt))).toBeUndefined();
  });
});
