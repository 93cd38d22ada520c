// How often a pixel was made anew, and whether the steps of that view can be told apart.
import { expect, test } from "vitest";
import { depthStep, depthSteps } from "#renderer/canvas/preview/depth-steps.ts";
import { depthAt } from "#renderer/canvas/preview/paint-pictures.ts";
import type { StackedLayer } from "#renderer/canvas/preview/stacked-layer.ts";

const window = { x: 0, y: 0, width: 1, height: 1 };
/** A layer of one pixel. */
const layer = (cutFrom: StackedLayer["cutFrom"], alpha: number): StackedLayer => {
  const mixed = { pixels: null, alpha: { width: 1, height: 1, data: new Uint8Array([alpha]) } } as never;
  const outcome = { kind: "refused", reason: "aspect" } as const;
  return { over: "", stamp: 1, isExact: true, cutFrom, window, outcome, mixed, bounds: window };
};
const below = layer("below", 255);

test("the depth adds up, and begins anew where a patch is cut from the base", () => {
  expect(depthAt([below], 0, 0)).toBe(1);
  expect(depthAt([below, below, below], 0, 0)).toBe(3);
  expect(depthAt([below, layer("below", 0), layer("below", 9)], 0, 0)).toBe(2);
  expect(depthAt([below, below, layer("base", 255)], 0, 0)).toBe(1);
  // A soft edge adds nothing to what lies below.
  expect(depthAt([below, below, layer("base", 128)], 0, 0)).toBe(2);
  expect(depthAt([layer("base", 128), below], 0, 0)).toBe(2);
  expect([1, 2, 3, 4, 9].map(depthStep)).toEqual([0, 1, 2, 3, 3]);
});

test("each step of depth is darker than the one before by a contrast that any eye sees", () => {
  const light = depthSteps.map((colour) => {
    const [r = 0, g = 0, b = 0] = colour.map((c) =>
      c / 255 <= 0.04 ? c / 3294 : ((c / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  });
  for (let i = 1; i < light.length; i++)
    expect((light[i - 1]! + 0.05) / (light[i]! + 0.05)).toBeGreaterThan(1.8);
});
