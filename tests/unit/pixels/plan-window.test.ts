import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutMask, cutWindow, pasteWindow, reflectIndex } from "#shared/pixels/cut-window.ts";
import { isLegalSize, nearestLegalSize, type SizeLimits } from "#shared/pixels/legal-size.ts";
import { DEFAULT_WINDOW_SETTINGS, paddedShare, planWindow } from "#shared/pixels/plan-window.ts";
import { containsRect, fullRect, intersectRects } from "#shared/pixels/rect.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";

const LIMITS: SizeLimits = {
  multiple: 16,
  maxEdge: 3840,
  maxRatio: 3,
  minPixels: 655_360,
  maxPixels: 8_294_400,
};

const arbitraryCase = fc
  .record({
    width: fc.oneof(fc.integer({ min: 1, max: 12_000 }), fc.integer({ min: 1, max: 64 })),
    height: fc.oneof(fc.integer({ min: 1, max: 9_000 }), fc.integer({ min: 1, max: 64 })),
    u: fc.double({ min: 0, max: 0.999, noNaN: true }),
    v: fc.double({ min: 0, max: 0.999, noNaN: true }),
    w: fc.double({ min: 0, max: 1, noNaN: true }),
    h: fc.double({ min: 0, max: 1, noNaN: true }),
    isWholeFrame: fc.boolean(),
  })
  .map(({ width, height, u, v, w, h, isWholeFrame }) => {
    const x = Math.floor(u * width);
    const y = Math.floor(v * height);
    const selection = {
      x,
      y,
      width: Math.max(1, Math.round(w * (width - x))),
      height: Math.max(1, Math.round(h * (height - y))),
    };
    return { picture: { width, height }, selection, settings: { ...DEFAULT_WINDOW_SETTINGS, isWholeFrame } };
  });

describe("window planner", () => {
  it("is legal, holds the selection, stays in the picture where it fits, and scales uniformly to a pixel", () => {
    fc.assert(
      fc.property(arbitraryCase, ({ picture, selection, settings }) => {
        const plan = planWindow(selection, picture, LIMITS, settings);
        expect(isLegalSize(plan.request, LIMITS)).toBe(true);
        expect(containsRect(plan.rect, intersectRects(selection, fullRect(picture)))).toBe(true);
        if (plan.rect.width <= picture.width) expect(plan.pad.left + plan.pad.right).toBe(0);
        if (plan.rect.height <= picture.height) expect(plan.pad.top + plan.pad.bottom).toBe(0);
        const slack = Math.abs(plan.scaleX / plan.scaleY - 1) * Math.min(plan.rect.width, plan.rect.height);
        expect(slack).toBeLessThanOrEqual(2);
        if (plan.isNative) expect(plan.request).toEqual({ width: plan.rect.width, height: plan.rect.height });
      }),
      { numRuns: 3000 },
    );
  });

  it("finds a legal size for any wish under any limits that admit one", () => {
    const limits = fc.record({
      multiple: fc.constantFrom(1, 8, 16, 64),
      maxEdge: fc.integer({ min: 512, max: 4096 }),
      maxRatio: fc.double({ min: 1.1, max: 4, noNaN: true }),
      minPixels: fc.integer({ min: 1, max: 200_000 }),
      maxPixels: fc.integer({ min: 262_144, max: 9_000_000 }),
    });
    fc.assert(
      fc.property(
        limits,
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 1, max: 20_000 }),
        (rule, width, height) => {
          expect(isLegalSize(nearestLegalSize({ width, height }, rule), rule)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    [
      "a small selection in a large picture is sent 1:1",
      { x: 3000, y: 2000, width: 300, height: 200 },
      { width: 6000, height: 4000 },
      true,
    ],
    [
      "the whole of a 4K frame is sent 1:1",
      { x: 0, y: 0, width: 3840, height: 2160 },
      { width: 3840, height: 2160 },
      true,
    ],
    [
      "the whole of a 12,000 x 9,000 picture is scaled",
      { x: 0, y: 0, width: 12_000, height: 9_000 },
      { width: 12_000, height: 9_000 },
      false,
    ],
    ["a 17 x 17 picture is scaled up", { x: 3, y: 3, width: 4, height: 4 }, { width: 17, height: 17 }, false],
    ["a 3 x 5000 strip is padded", { x: 0, y: 100, width: 3, height: 40 }, { width: 3, height: 5000 }, false],
  ])("%s", (_, selection, picture, isNative) => {
    const plan = planWindow(selection, picture, LIMITS);
    expect(plan.isNative).toBe(isNative);
    expect(isLegalSize(plan.request, LIMITS)).toBe(true);
  });

  it("keeps at least 128 px of context where the picture has it", () => {
    const plan = planWindow(
      { x: 3000, y: 2000, width: 1200, height: 900 },
      { width: 6000, height: 4000 },
      LIMITS,
    );
    expect(plan.rect.width).toBeGreaterThanOrEqual(2400);
    expect(plan.rect.height).toBeGreaterThanOrEqual(1800);
    expect(paddedShare(plan)).toBe(0);
  });

  it("refuses a selection outside the picture as a bug", () => {
    expect(() => planWindow({ x: 50, y: 0, width: 5, height: 5 }, { width: 40, height: 40 }, LIMITS)).toThrow(
      RangeError,
    );
  });
});

describe("cutting and pasting", () => {
  it.each([
    [-1, 0],
    [-2, 1],
    [0, 0],
    [4, 4],
    [5, 4],
    [9, 0],
    [10, 0],
    [-6, 4],
  ])("reflects index %d of 5 to %d", (at, expected) => {
    expect(reflectIndex(at, 5)).toBe(expected);
  });

  it("pastes back what it cut, also beyond the border and in 16 bits", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(8 as const, 16 as const),
        (x, y, side, depth) => {
          const picture = makeScene("scene", 20, 14, 3, { depth });
          const rect = { x, y, width: side, height: side };
          const window = cutWindow(picture, rect);
          const copy = { ...picture, data: picture.data.slice() };
          pasteWindow(
            copy,
            window,
            { width: side, height: side, data: new Uint8Array(side * side).fill(255) },
            rect,
          );
          expect(copy.data).toEqual(picture.data);
          const whole = { width: 20, height: 14, data: new Uint8Array(280).fill(255) };
          const inside = intersectRects(rect, fullRect(picture));
          expect(cutMask(whole, rect).data.reduce((sum, v) => sum + v / 255, 0)).toBe(
            inside.width * inside.height,
          );
        },
      ),
    );
  });
});
