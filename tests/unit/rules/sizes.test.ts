import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { limits } from "#shared/rules/limits.ts";
import {
  checkSize,
  describeRatio,
  formatSize,
  isLegalSize,
  listLegalSizes,
  nearestLegalSizes,
  parseSize,
  presetSizes,
} from "#shared/rules/sizes.ts";
import { sizeForUse, useSizes } from "#shared/rules/use-sizes.ts";

const size = (widthPx: number, heightPx: number) => ({ widthPx, heightPx });
const rulesBrokenBy = (widthPx: number, heightPx: number) =>
  checkSize(size(widthPx, heightPx)).map(({ rule }) => rule);

describe("a size", () => {
  it.each([
    [1024, 768, []],
    [1000, 1024, ["S1"]],
    [1024, 1001, ["S1"]],
    [3856, 2048, ["S2"]],
    [3840, 1264, ["S3"]],
    [3840, 1280, []],
    [800, 800, ["S4"]],
    [1024, 640, []],
    [1024, 624, ["S4"]],
    [3840, 2160, []],
    [3840, 2176, ["S5"]],
    [10, 5000, ["S1", "S2", "S3", "S4"]],
    [0, 1024, ["S4"]],
    [0, 0, ["S4"]],
    [1_234_560, 1024, ["S2", "S3", "S5"]],
  ])("[S1][S2][S3][S4][S5] %i x %i breaks %j", (widthPx, heightPx, rules) => {
    expect(rulesBrokenBy(widthPx, heightPx)).toEqual(rules);
  });

  it("[S6] has 29,146 legal forms, each of which obeys the documented rules one by one", () => {
    const legal = listLegalSizes();
    expect(legal).toHaveLength(29_146);
    for (const { widthPx, heightPx } of legal) {
      expect(widthPx % 16 === 0 && heightPx % 16 === 0).toBe(true);
      expect(Math.max(widthPx, heightPx)).toBeLessThanOrEqual(3840);
      expect(Math.max(widthPx, heightPx) / Math.min(widthPx, heightPx)).toBeLessThanOrEqual(3);
      expect(widthPx * heightPx).toBeGreaterThanOrEqual(655_360);
      expect(widthPx * heightPx).toBeLessThanOrEqual(8_294_400);
    }
  });

  it("[S6] is offered legal neighbours whatever is wished, and itself first when it is legal", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 99_999 }), (w, h) => {
        const wish = size(w, h);
        const offered = nearestLegalSizes(wish, 3);
        expect(offered).toHaveLength(3);
        expect(offered.every((each) => isLegalSize(each))).toBe(true);
        if (isLegalSize(wish)) expect(offered[0]).toEqual(wish);
      }),
      { numRuns: 60 },
    );
  });

  it("[S6] keeps the shape when the amount is wrong", () => {
    expect(describeRatio(nearestLegalSizes(size(7680, 4320), 1)[0]!)).toBe("16:9");
    expect(nearestLegalSizes(size(1000, 1000), 1)[0]).toEqual(size(1008, 1008));
  });

  it("[S8] is legal for every preset and every use", () => {
    expect(presetSizes).toHaveLength(7);
    for (const preset of presetSizes) expect(checkSize(preset)).toEqual([]);
    expect(useSizes.length).toBeGreaterThan(10);
    for (const { id } of useSizes) expect(isLegalSize(sizeForUse(id)!)).toBe(true);
    expect(sizeForUse("no-such-use")).toBeNull();
  });

  it("[S5] takes its limits from data", () => {
    expect(checkSize(size(64, 64), { ...limits.size, minPixels: 4096 })).toEqual([]);
  });

  it.each([
    ["1536x1024", size(1536, 1024)],
    [" 1536 × 1024 ", size(1536, 1024)],
    ["1536*1024", size(1536, 1024)],
    ["1536", null],
    ["0x100", null],
    ["-1x100", null],
    ["1e3x100", null],
    ["", null],
    ["100000x16", null],
  ])("is read from %j", (text, expected) => {
    expect(parseSize(text)).toEqual(expected);
  });

  it("survives the way through text", () => {
    for (const preset of presetSizes) expect(parseSize(formatSize(preset))).toEqual(preset);
  });

  it.each([
    [1536, 1024, "3:2"],
    [1024, 1024, "1:1"],
    [2048, 1152, "16:9"],
    [3840, 1296, "2.96:1"],
    [1296, 3840, "1:2.96"],
    [1001, 1024, "1:1.02"],
    [1920, 1088, "1.76:1"],
    [2560, 1024, "5:2"],
    [3072, 1040, "2.95:1"],
    [1024, 1023, "≈ 1:1"],
  ])("%i x %i reads as %s", (w, h, ratio) => {
    expect(describeRatio(size(w, h))).toBe(ratio);
  });
});
