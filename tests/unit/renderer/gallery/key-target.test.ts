import { describe, expect, it } from "vitest";
import { keyTarget } from "#renderer/gallery/grid/key-target.ts";
import { layoutResult } from "#renderer/gallery/result/layout-result.ts";

const options = { widthPx: 316, rowPx: 100, gapPx: 8, headingPx: 36 };
const layout = layoutResult(new Uint16Array(18).fill(1000), [{ title: "", count: 18 }], options);

describe("a key in the grid", () => {
  it.each([
    ["ArrowRight", 4, 5],
    ["ArrowRight", 17, 17],
    ["ArrowLeft", 4, 3],
    ["ArrowLeft", 0, 0],
    ["ArrowDown", 4, 7],
    ["ArrowDown", 16, 16],
    ["ArrowUp", 4, 1],
    ["PageDown", 1, 13],
    ["PageUp", 13, 1],
    ["Home", 9, 0],
    ["End", 9, 17],
    ["a", 9, null],
  ])("%s leads from %s to %s", (key, from, to) => {
    expect(keyTarget(key, layout, from)).toBe(to);
  });

  it("leads to the first picture when the keyboard was nowhere yet", () => {
    for (const key of ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "PageDown"])
      expect(keyTarget(key, layout, null)).toBe(0);
  });

  it("leads nowhere in an empty grid", () => {
    expect(keyTarget("End", layoutResult(new Uint16Array(0), [], options), null)).toBeNull();
  });
});
