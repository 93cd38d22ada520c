import { describe, expect, it } from "vitest";
import { keyDeed, keyTarget } from "#renderer/gallery/grid/key-target.ts";
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

  it("leads to the end of a result that is not laid out yet", () => {
    const begun = layoutResult(layout.ratios, [{ title: "", count: 18 }], options, 90_000);
    expect(keyTarget("End", begun, 0)).toBe(89_999);
    expect(keyTarget("ArrowRight", begun, 17)).toBe(18);
  });

  it("leads nowhere in an empty grid", () => {
    expect(keyTarget("End", layoutResult(new Uint16Array(0), [], options), null)).toBeNull();
  });
});

describe("what a key does in the grid", () => {
  const plain = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
  const ctrl = { ctrlKey: true };
  it.each([
    ["ArrowRight", {}, 4, { kind: "only", place: 5 }],
    ["ArrowRight", { shiftKey: true }, 4, { kind: "range", place: 5 }],
    ["ArrowDown", ctrl, 4, { kind: "focus", place: 7 }],
    ["End", { metaKey: true }, 4, { kind: "focus", place: 17 }],
    [" ", ctrl, 4, { kind: "toggle", place: 4 }],
    [" ", { metaKey: true }, 4, { kind: "toggle", place: 4 }],
    [" ", ctrl, null, null],
    [" ", {}, 4, null],
    ["Enter", {}, 4, { kind: "open", place: 4 }],
    ["Enter", ctrl, 4, null],
    ["a", ctrl, 4, null],
    ["ArrowRight", { altKey: true }, 4, null],
    ["ArrowRight", { ctrlKey: true, shiftKey: true }, 4, null],
  ] as const)("%j with %o at %s", (key, modifiers, from, deed) => {
    expect(keyDeed({ key, ...plain, ...modifiers }, layout, from)).toEqual(deed);
  });
});
