import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawDrift, DRIFT_LEVELS, renderReply } from "#build/bench/composite/synthetic-drift.ts";
import { alignTake } from "#shared/pixels/align-take.ts";
import { extendSelection, findChangeIslands, selectIslands } from "#shared/pixels/extend-selection.ts";
import { matchTake } from "#shared/pixels/match-take.ts";
import { createPlane, type Plane8, type Raster } from "#shared/pixels/pixel-types.ts";
import { DEFAULT_PLACE_SETTINGS } from "#shared/pixels/place-settings.ts";
import { drawShape, type RegionShape } from "#shared/pixels/region-coverage.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";

function areaOf(plane: Plane8): number {
  return plane.data.reduce((sum, value) => sum + value / 255, 0);
}

function drawn(shape: RegionShape, side = 40): Plane8 {
  const plane = createPlane(side, side);
  drawShape(plane, shape, "add");
  return plane;
}

describe("shapes", () => {
  it("covers a rectangle's exact area in columns and to a quarter row, wherever it lies", () => {
    const at = fc.double({ min: 2, max: 15, noNaN: true });
    fc.assert(
      fc.property(at, at, at, at, (x, y, width, height) => {
        const area = areaOf(drawn({ kind: "rectangle", bounds: { x, y, width, height } }));
        expect(Math.abs(area - width * height)).toBeLessThan(0.25 * width + 0.005 * 1600);
      }),
    );
  });

  it("covers an ellipse and a dab to about their area", () => {
    expect(areaOf(drawn({ kind: "ellipse", bounds: { x: 5, y: 8, width: 30, height: 20 } }))).toBeCloseTo(
      Math.PI * 150,
      -1,
    );
    const dab: RegionShape = { kind: "stroke", points: [{ x: 20, y: 20, radius: 10 }], hardness: 1 };
    expect(Math.abs(areaOf(drawn(dab)) - Math.PI * 100)).toBeLessThan(3);
  });

  it("leaves a soft stroke full in its heart and nothing beyond its radius", () => {
    const plane = drawn({
      kind: "stroke",
      points: [
        { x: 10, y: 20, radius: 8 },
        { x: 30, y: 20, radius: 8 },
      ],
      hardness: 0.5,
    });
    expect(plane.data[20 * 40 + 20]).toBe(255);
    expect(plane.data[20 * 40 + 39]).toBe(0);
    expect(plane.data[26 * 40 + 20]).toBeGreaterThan(0);
    expect(plane.data[26 * 40 + 20]).toBeLessThan(255);
  });

  it("leaves the overlap of an hourglass's halves out (even-odd) and obeys the modes", () => {
    const plane = drawn({ kind: "rectangle", bounds: { x: 0, y: 0, width: 40, height: 40 } });
    drawShape(plane, { kind: "rectangle", bounds: { x: 0, y: 0, width: 20, height: 40 } }, "subtract");
    expect(areaOf(plane)).toBe(800);
    drawShape(plane, { kind: "rectangle", bounds: { x: 0, y: 0, width: 40, height: 10 } }, "intersect");
    expect(areaOf(plane)).toBe(200);
  });
});

describe("offers of the change map (S9)", () => {
  const original = makeScene("scene", 480, 400, 31);
  const paint = (boxes: readonly (readonly [number, number, number])[]): Raster => {
    const scene = { ...original, data: original.data.slice() };
    for (const [x0, y0, side] of boxes) {
      for (let y = y0; y < y0 + side; y++)
        for (let x = x0; x < x0 + side; x++) scene.data.set([230, 20, 190], 4 * (y * 480 + x));
    }
    return renderReply(scene, drawDrift(DRIFT_LEVELS.D1, 480, 400, 6));
  };

  it("splits a whole-picture edit into its islands, and selects the kept ones", () => {
    const everything = createPlane(480, 400, 255);
    const alignment = alignTake(
      original,
      paint([
        [60, 80, 60],
        [300, 200, 40],
      ]),
      everything,
      DEFAULT_PLACE_SETTINGS,
    );
    if (alignment.kind === "refused") throw new Error(alignment.reason);
    const found = findChangeIslands(
      original,
      alignment,
      matchTake(original, alignment, DEFAULT_PLACE_SETTINGS),
    );
    expect(found.islands).toHaveLength(2);
    const [first] = found.islands;
    expect(first!.strength).toBeGreaterThan(10);
    const kept = selectIslands(found, [1], original);
    expect(kept.data[110 * 480 + 90]).toBe(255);
    expect(kept.data[220 * 480 + 320]).toBe(0);
  });

  it("extends the selection over what crosses its border", () => {
    const mask = createPlane(480, 400);
    drawShape(mask, { kind: "rectangle", bounds: { x: 150, y: 130, width: 100, height: 120 } }, "add");
    const alignment = alignTake(original, paint([[200, 160, 90]]), mask, DEFAULT_PLACE_SETTINGS);
    if (alignment.kind === "refused") throw new Error(alignment.reason);
    const extended = extendSelection(alignment, matchTake(original, alignment, DEFAULT_PLACE_SETTINGS));
    expect(extended?.data[200 * 480 + 285]).toBe(255);
    expect(extended?.data[200 * 480 + 340]).toBe(0);
  });
});
