import { describe, expect, it } from "vitest";
import { keyTarget } from "#renderer/gallery/key-target.ts";

const rows = Array.from({ length: 6 }, (_, row) => ({
  first: row * 3,
  heightPx: 100,
  widthsPx: [100, 100, 100],
}));
const from = (place: number) => ({ rows, from: place, count: 18, gapPx: 8 });

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
    ["PageUp", 16, 4],
    ["Home", 9, 0],
    ["End", 9, 17],
    ["x", 9, null],
  ])("%s leads from %i to %s", (key, place, target) => {
    expect(keyTarget(key, from(place))).toBe(target);
  });

  it.each(["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "PageDown"])(
    "%s without a focus leads to the first",
    (key) => {
      expect(keyTarget(key, from(-1))).toBe(0);
    },
  );

  it("leads nowhere in an empty grid", () => {
    expect(keyTarget("ArrowRight", { ...from(-1), count: 0, rows: [] })).toBeNull();
  });
});
