import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  coarsestLevel,
  levelFor,
  TILE_SIDE,
  tileAbove,
  tileArea,
  tilesOver,
} from "#renderer/canvas/stage/tile-grid.ts";
import { containsRect, intersectRects } from "#shared/pixels/rect.ts";

const size = fc.record({
  width: fc.integer({ min: 1, max: 60_000 }),
  height: fc.integer({ min: 1, max: 60_000 }),
});
const share = fc.double({ min: 0, max: 1, noNaN: true });
const looked = fc
  .record({ size, level: fc.integer({ min: 0, max: 7 }), x: share, y: share, width: share, height: share })
  .map(({ size: { width, height }, level, ...part }) => ({
    size: { width, height },
    level: Math.min(level, coarsestLevel({ width, height })),
    part: {
      x: part.x * width,
      y: part.y * height,
      width: Math.max(1, part.width * (1 - part.x) * width),
      height: Math.max(1, part.height * (1 - part.y) * height),
    },
  }));

describe("a picture in tiles", () => {
  it("covers every part with tiles that do not overlap and stay within the picture", () => {
    fc.assert(
      fc.property(looked, ({ size: of, level, part }) => {
        const whole = { x: 0, y: 0, ...of };
        const seen = intersectRects(whole, part);
        const areas = tilesOver(of, level, part).map((place) => tileArea(of, place));
        const shared = areas.map((area) => intersectRects(area, seen));
        const covered = shared.reduce((sum, { width, height }) => sum + width * height, 0);
        expect(covered).toBeCloseTo(seen.width * seen.height, 0);
        for (const area of areas) {
          expect(containsRect(whole, area)).toBe(true);
          expect(Math.ceil(area.width / 2 ** level)).toBeLessThanOrEqual(TILE_SIDE);
        }
      }),
    );
  });

  it("puts each tile within the one above it", () => {
    fc.assert(
      fc.property(looked, ({ size: of, level, part }) => {
        for (const place of tilesOver(of, level, part))
          expect(containsRect(tileArea(of, tileAbove(place)), tileArea(of, place))).toBe(true);
      }),
    );
  });

  it("looks at a level as fine as the screen, and at most twice as fine", () => {
    const of = { width: 12_000, height: 9_000 };
    expect([2, 1, 0.51, 0.5, 0.25, 0.09, 0.0001].map((scale) => levelFor(of, scale))).toEqual([
      0, 0, 0, 1, 2, 3, 4,
    ]);
  });

  it("begins with the tile in the middle", () => {
    const [first] = tilesOver({ width: 9 * 1024, height: 9 * 1024 }, 0, {
      x: 0,
      y: 0,
      width: 9216,
      height: 9216,
    });
    expect(first).toEqual({ level: 0, column: 4, row: 4 });
  });
});
