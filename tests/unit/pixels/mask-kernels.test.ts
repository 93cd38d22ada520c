import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { floodSelect } from "#shared/pixels/flood-select.ts";
import { dropIslands, fillHoles, labelComponents } from "#shared/pixels/mask-components.ts";
import {
  binariseMask,
  combineMasks,
  countSet,
  dilateMask,
  erodeMask,
  growMask,
  invertMask,
  maskBounds,
} from "#shared/pixels/mask-morphology.ts";
import { decodeRuns, encodeRuns } from "#shared/pixels/mask-runs.ts";
import type { Plane8 } from "#shared/pixels/pixel-types.ts";
import { DEFAULT_PLACE_SETTINGS } from "#shared/pixels/place-settings.ts";
import { prepareSelection, supportOf } from "#shared/pixels/prepare-selection.ts";
import { squaredDistance } from "#shared/pixels/squared-distance.ts";
import { arbitraryMask, maskOf, textOf } from "#tests/support/pixels/raster-arbitraries.ts";

/** Distance by looking at every pair. */
function slowSquared(mask: Plane8, toClear: boolean, limit: number): number[] {
  return Array.from({ length: mask.data.length }, (_, i) => {
    let best = 65535;
    mask.data.forEach((value, j) => {
      if ((value === 0) !== toClear) return;
      const dx = (i % mask.width) - (j % mask.width);
      const dy = Math.floor(i / mask.width) - Math.floor(j / mask.width);
      best = Math.min(best, dx * dx + dy * dy);
    });
    return best <= limit * limit ? best : 65535;
  });
}

describe("distance and morphology", () => {
  it("agrees with the distance found by looking at every pair, to either set and any limit", () => {
    fc.assert(
      fc.property(
        arbitraryMask(24),
        fc.boolean(),
        fc.integer({ min: 1, max: 30 }),
        (mask, toClear, limit) => {
          const area = { x: 0, y: 0, width: mask.width, height: mask.height };
          expect(Array.from(squaredDistance(mask, area, limit, toClear))).toEqual(
            slowSquared(mask, toClear, limit),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it("gives a part of the plane the same distances as the whole", () => {
    fc.assert(
      fc.property(arbitraryMask(30), fc.nat(10), fc.nat(10), (mask, x, y) => {
        const area = { x: Math.min(x, mask.width - 1), y: Math.min(y, mask.height - 1), width: 1, height: 1 };
        const whole = slowSquared(mask, false, 9)[area.y * mask.width + area.x];
        expect(squaredDistance(mask, area, 9)[0]).toBe(whole);
      }),
    );
  });

  it("dilates to exactly the pixels within the radius, and erosion is dilation of the rest", () => {
    fc.assert(
      fc.property(arbitraryMask(20), fc.double({ min: 0, max: 9, noNaN: true }), (mask, radius) => {
        const far = slowSquared(mask, false, 40).map((d2) => (d2 <= radius * radius ? 255 : 0));
        expect(Array.from(dilateMask(mask, radius).data)).toEqual(far);
        const eroded = invertMask(dilateMask(invertMask(mask), radius));
        expect(Array.from(erodeMask(mask, radius).data)).toEqual(Array.from(eroded.data));
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    [1, [".#.", "###", ".#."]],
    [1.5, ["###", "###", "###"]],
    [-1, ["...", "...", "..."]],
  ])("grows a single pixel by %d", (px, rows) => {
    expect(textOf(growMask(maskOf("...", ".#.", "..."), px))).toEqual(rows);
  });

  it("binarises at a tenth", () => {
    const mask = { width: 4, height: 1, data: Uint8Array.of(0, 25, 26, 255) };
    expect(Array.from(binariseMask(mask).data)).toEqual([0, 0, 255, 255]);
  });

  it.each([
    ["add", "##."],
    ["subtract", "#.."],
    ["intersect", ".#."],
  ] as const)("combines masks: %s", (mode, row) => {
    const other = mode === "add" ? maskOf(".#.") : maskOf(".#.");
    expect(textOf(combineMasks(maskOf(mode === "add" ? "#.." : "##."), other, mode))).toEqual([row]);
  });

  it("finds the bounds", () => {
    expect(maskBounds(maskOf("....", ".#..", "..#."))).toEqual({ x: 1, y: 1, width: 2, height: 2 });
    expect(maskBounds(maskOf("..")).width).toBe(0);
  });
});

describe("parts of a mask", () => {
  it("fills holes, but not bays and not what only touches by a corner", () => {
    expect(textOf(fillHoles(maskOf("#####", "#...#", "#.#.#", "#####")))).toEqual([
      "#####",
      "#####",
      "#####",
      "#####",
    ]);
    expect(textOf(fillHoles(maskOf("###", "#..", "###")))).toEqual(["###", "#..", "###"]);
  });

  it("drops small islands and keeps a lone small selection", () => {
    expect(textOf(dropIslands(maskOf("##..", "##.#"), 3))).toEqual(["##..", "##.."]);
    expect(textOf(dropIslands(maskOf("...#"), 64))).toEqual(["...#"]);
  });

  it("labels as many pixels as there are, and run lengths come back", () => {
    fc.assert(
      fc.property(arbitraryMask(25), (mask) => {
        const labelling = labelComponents(mask, 8);
        expect(labelling.components.reduce((sum, part) => sum + part.areaPx, 0)).toBe(countSet(mask));
        expect(Array.from(decodeRuns(encodeRuns(mask)).data)).toEqual(Array.from(mask.data));
        expect(labelComponents(mask, 4).components.length).toBeGreaterThanOrEqual(
          labelling.components.length,
        );
      }),
    );
  });

  it("counts diagonal neighbours as joined only with eight directions", () => {
    const mask = maskOf("#.#", ".#.", "#.#");
    expect(labelComponents(mask, 8).components).toHaveLength(1);
    expect(labelComponents(mask, 4).components).toHaveLength(5);
  });

  it("keeps the selection within its support, strict or not", () => {
    fc.assert(
      fc.property(
        arbitraryMask(40),
        fc.boolean(),
        fc.integer({ min: 0, max: 20 }),
        (mask, isStrict, growPx) => {
          const selection = prepareSelection(mask);
          const support = supportOf(selection, { ...DEFAULT_PLACE_SETTINGS, isStrict, growPx });
          const grown = isStrict ? selection.mask : dilateMask(selection.mask, growPx);
          expect(Array.from(support.mask.data)).toEqual(Array.from(grown.data));
          expect(support.bounds).toEqual(maskBounds(support.mask));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("wand", () => {
  const picture = {
    width: 4,
    height: 2,
    channels: 1 as const,
    data: Uint8Array.of(10, 12, 90, 11, 10, 90, 90, 10),
  };
  it("joins only what touches when contiguous", () => {
    expect(textOf(floodSelect(picture, 0, 0, { tolerance: 5, contiguous: true }))).toEqual(["##..", "#..."]);
  });
  it("takes everything alike when global", () => {
    expect(textOf(floodSelect(picture, 0, 0, { tolerance: 5, contiguous: false }))).toEqual(["##.#", "#..#"]);
  });
  it("takes nothing outside the picture", () => {
    expect(countSet(floodSelect(picture, 9, 0, { tolerance: 5, contiguous: true }))).toBe(0);
  });
  it("measures 16-bit samples in the same levels", () => {
    const deep = { ...picture, data: Uint16Array.from(picture.data, (value) => value * 257) };
    expect(textOf(floodSelect(deep, 0, 0, { tolerance: 5, contiguous: true }))).toEqual(["##..", "#..."]);
  });
});
