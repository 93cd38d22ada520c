import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutRows, verticalNeighbour } from "#renderer/gallery/layout-rows.ts";

const options = { widthPx: 1000, rowPx: 200, gapPx: 8 };
const ratio = fc.double({ min: 0.2, max: 5, noNaN: true });

describe("justified rows", () => {
  it("hold every picture once, in order, and span the width but for the last", () => {
    fc.assert(
      fc.property(
        fc.array(ratio, { maxLength: 200 }),
        fc.integer({ min: 300, max: 3000 }),
        (ratios, widthPx) => {
          const rows = layoutRows(ratios, { ...options, widthPx });
          let next = 0;
          rows.forEach((row, index) => {
            expect(row.first).toBe(next);
            next += row.widthsPx.length;
            const across = row.widthsPx.reduce((sum, width) => sum + width, 8 * (row.widthsPx.length - 1));
            if (index < rows.length - 1) expect(across).toBeCloseTo(widthPx, 3);
            else expect(across).toBeLessThanOrEqual(widthPx + 0.001);
          });
          expect(next).toBe(ratios.length);
        },
      ),
    );
  });

  it("change only at the end when pictures are appended", () => {
    fc.assert(
      fc.property(
        fc.array(ratio, { minLength: 1, maxLength: 60 }),
        fc.array(ratio, { maxLength: 20 }),
        (a, b) => {
          const before = layoutRows(a, options);
          expect(layoutRows([...a, ...b], options).slice(0, before.length - 1)).toEqual(before.slice(0, -1));
        },
      ),
    );
  });

  it("keep close to the wished height for ordinary pictures", () => {
    const ratios = Array.from({ length: 500 }, (_, index) => [1, 1.5, 0.667, 1.778][index % 4]!);
    for (const row of layoutRows(ratios, options).slice(0, -1)) {
      expect(row.heightPx).toBeGreaterThan(140);
      expect(row.heightPx).toBeLessThan(280);
    }
  });

  it("draw pictures of unknown size square and survive no width", () => {
    expect(layoutRows([Number.NaN, 0], options)[0]?.widthsPx).toEqual([200, 200]);
    expect(layoutRows([1], { ...options, widthPx: 0 })).toEqual([]);
    expect(layoutRows([], options)).toEqual([]);
  });

  it("lead up and down to the picture whose middle is nearest", () => {
    const rows = [
      { first: 0, heightPx: 100, widthsPx: [100, 100, 100] },
      { first: 3, heightPx: 100, widthsPx: [200, 108] },
    ];
    expect(verticalNeighbour(rows, 0, 1, 4)).toBe(3);
    expect(verticalNeighbour(rows, 2, 1, 4)).toBe(4);
    expect(verticalNeighbour(rows, 4, -1, 4)).toBe(2);
    expect(verticalNeighbour(rows, 0, -1, 4)).toBeNull();
    expect(verticalNeighbour(rows, 4, 1, 4)).toBeNull();
  });
});
