import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packRows } from "#renderer/create/results/pack-rows.ts";

const options = { widthPx: 1000, heightPx: 240, gapPx: 8 };
const square = { aspect: 1, minWidthPx: 0 };
const card = { aspect: 1, minWidthPx: 300 };

describe("rows of a group", () => {
  it("gives a few tiles their full height", () => {
    expect(packRows([square, square], options)).toEqual([
      {
        heightPx: 240,
        tiles: [
          { tile: square, widthPx: 240 },
          { tile: square, widthPx: 240 },
        ],
      },
    ]);
  });

  it("shrinks a row a little rather than break it", () => {
    const [row, ...others] = packRows(
      Array.from({ length: 5 }, () => square),
      options,
    );
    expect(others).toHaveLength(0);
    expect(row?.heightPx).toBe(193);
  });

  it("puts the takes of a press in one row where that leaves them large enough", () => {
    const wide = { aspect: 1.5, minWidthPx: 0 };
    expect(packRows([wide, wide, wide, wide], options).map(({ heightPx }) => heightPx)).toEqual([162]);
    expect(packRows([wide, wide, wide, wide, wide], options).map(({ tiles }) => tiles.length)).toEqual([
      3, 2,
    ]);
  });

  it("breaks the row before a card that would squeeze the others flat", () => {
    const rows = packRows([card, card, card, card], options);
    expect(rows.map(({ tiles }) => tiles.length)).toEqual([3, 1]);
    expect(rows.map(({ heightPx }) => heightPx)).toEqual([240, 240]);
  });

  it("fits a panorama to a narrow stream", () => {
    const wide = { aspect: 3, minWidthPx: 0 };
    expect(packRows([wide], { ...options, widthPx: 300 })).toEqual([
      { heightPx: 100, tiles: [{ tile: wide, widthPx: 300 }] },
    ]);
  });

  it("keeps order and number, and never grows wider or higher than asked", () => {
    const tile = fc.record({
      aspect: fc.double({ min: 1 / 3, max: 3, noNaN: true }),
      minWidthPx: fc.constantFrom(0, 120, 300),
    });
    fc.assert(
      fc.property(
        fc.array(tile, { maxLength: 40 }),
        fc.integer({ min: 320, max: 3000 }),
        (tiles, widthPx) => {
          const rows = packRows(tiles, { ...options, widthPx });
          expect(rows.flatMap((row) => row.tiles.map((packed) => packed.tile))).toEqual(tiles);
          for (const row of rows) {
            const width = row.tiles.reduce((sum, packed) => sum + packed.widthPx, 8 * (row.tiles.length - 1));
            expect(width).toBeLessThanOrEqual(widthPx);
            expect(row.heightPx).toBeLessThanOrEqual(options.heightPx);
            expect(row.heightPx).toBeGreaterThan(0);
          }
        },
      ),
    );
  });
});
