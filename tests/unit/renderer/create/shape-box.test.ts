import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSameSize, shapeBox, sizeLike, swapSize } from "#renderer/create/size/shape-box.ts";
import { checkSize, isLegalSize, listLegalSizes } from "#shared/rules/sizes.ts";

describe("shapes of sizes", () => {
  it("draws all sizes at one scale", () => {
    expect(shapeBox({ widthPx: 3840, heightPx: 2160 }, 48)).toEqual({ widthPx: 48, heightPx: 27 });
    expect(shapeBox({ widthPx: 1920, heightPx: 1088 }, 48)).toEqual({ widthPx: 24, heightPx: 14 });
  });

  it("stays in the box for any wish", () => {
    const edge = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(edge, edge, (widthPx, heightPx) => {
        const box = shapeBox({ widthPx, heightPx }, 40);
        for (const drawn of [box.widthPx, box.heightPx]) {
          expect(drawn).toBeGreaterThanOrEqual(2);
          expect(drawn).toBeLessThanOrEqual(40);
        }
      }),
    );
  });

  it("[S8] keeps a legal size legal when its sides are swapped, and auto auto", () => {
    expect(listLegalSizes().every((size) => checkSize(swapSize(size) as typeof size).length === 0)).toBe(
      true,
    );
    expect(swapSize("auto")).toBe("auto");
    expect(isSameSize(swapSize({ widthPx: 1, heightPx: 2 }), { widthPx: 2, heightPx: 1 })).toBe(true);
    expect(isSameSize("auto", { widthPx: 1, heightPx: 1 })).toBe(false);
  });

  it("[S6] finds a legal size for the shape of a photograph", () => {
    const like = sizeLike({ widthPx: 6000, heightPx: 4000 });
    expect(like !== null && isLegalSize(like)).toBe(true);
    expect(like !== null && like.widthPx / like.heightPx).toBeCloseTo(1.5, 1);
  });
});
