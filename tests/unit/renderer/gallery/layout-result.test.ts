import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  boxesOf,
  boxOf,
  drawnRatio,
  layoutResult,
  placesBetween,
  placesInside,
  rowOfPlace,
  verticalNeighbour,
} from "#renderer/gallery/result/layout-result.ts";
import { readOutline } from "#renderer/gallery/result/read-outline.ts";
import { outlineOf } from "./made-library.ts";

const options = { widthPx: 1000, rowPx: 200, gapPx: 8, headingPx: 36 };
const results = fc.record({
  ratios: fc
    .array(fc.integer({ min: 0, max: 65_535 }), { minLength: 1, maxLength: 200 })
    .map((values) => Uint16Array.from(values)),
  cuts: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 }),
  widthPx: fc.integer({ min: 120, max: 3000 }),
  rowPx: fc.integer({ min: 96, max: 480 }),
});
const sectionsOf = (count: number, cuts: readonly number[]) => {
  const sections = cuts.map((cut, at) => ({ title: `section ${at}`, count: cut }));
  return [...sections, { title: "rest", count }];
};

describe("the layout of a result", () => {
  it("puts the beginning of one where the whole has it, and estimates how tall that is", () => {
    const ratios = Uint16Array.from({ length: 5000 }, (_, at) => 600 + ((at * 379) % 1400));
    const sections = Array.from({ length: 100 }, (_, at) => ({ title: `day ${at}`, count: 50 }));
    const whole = layoutResult(ratios, sections, options);
    const begun = layoutResult(ratios.subarray(0, 400), sections.slice(0, 8), options, 5000);
    expect(begun.total).toBe(5000);
    expect(boxesOf(begun, 0, 390)).toEqual(boxesOf(whole, 0, 390));
    expect(begun.heightPx / whole.heightPx).toBeCloseTo(1, 1);
    expect(layoutResult(ratios, sections, options, 5000)).toEqual(whole);
  });

  it("places every picture once, in order, inside the width, in its own shape", () => {
    fc.assert(
      fc.property(results, ({ ratios, cuts, widthPx, rowPx }) => {
        const sections = sectionsOf(ratios.length, cuts);
        const layout = layoutResult(ratios, sections, { ...options, widthPx, rowPx });
        const boxes = boxesOf(layout, 0, ratios.length);
        expect(boxes).toHaveLength(ratios.length);
        boxes.forEach((box, place) => {
          expect(box.leftPx + box.widthPx).toBeLessThanOrEqual(widthPx + 0.01);
          expect(box.widthPx / box.heightPx).toBeCloseTo(drawnRatio(ratios[place] ?? 0), 3);
          expect(box.topPx + box.heightPx).toBeLessThanOrEqual(layout.heightPx + 0.01);
          const before = boxes[place - 1];
          if (before === undefined) return;
          if (box.topPx === before.topPx)
            expect(box.leftPx).toBeGreaterThanOrEqual(before.leftPx + before.widthPx);
          else expect(box.topPx).toBeGreaterThanOrEqual(before.topPx + before.heightPx);
        });
      }),
      { numRuns: 60 },
    );
  });

  it("finds exactly the pictures of the rows that meet a band", () => {
    fc.assert(
      fc.property(
        results,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ ratios, cuts, widthPx, rowPx }, at) => {
          const sections = sectionsOf(ratios.length, cuts);
          const layout = layoutResult(ratios, sections, { ...options, widthPx, rowPx });
          const top = layout.heightPx * at;
          const bottom = top + 500;
          const { from, to } = placesBetween(layout, top, bottom);
          boxesOf(layout, 0, ratios.length).forEach((box, place) => {
            const meets = box.topPx <= bottom && box.topPx + box.heightPx >= top;
            expect(place >= from && place < to).toBe(meets);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it("moves a section only downwards when pictures come in another", () => {
    const ratios = (count: number) =>
      Uint16Array.from({ length: count }, (_, at) => 700 + ((at * 377) % 1200));
    const later = ratios(30);
    const shapeOf = (before: number) => {
      const all = Uint16Array.from([...ratios(before), ...later]);
      const sections = [
        { title: "new", count: before },
        { title: "old", count: 30 },
      ];
      const boxes = boxesOf(layoutResult(all, sections, options), before, before + 30);
      return boxes.map((box) => ({ ...box, topPx: Math.round(box.topPx - (boxes[0]?.topPx ?? 0)) }));
    };
    expect(shapeOf(7)).toEqual(shapeOf(23));
  });

  it("leads from row to row to the nearest picture, and stops at the edges", () => {
    const layout = layoutResult(new Uint16Array(18).fill(1000), [{ title: "", count: 18 }], {
      ...options,
      widthPx: 316,
      rowPx: 100,
    });
    expect(rowOfPlace(layout, 4)).toBe(1);
    expect(verticalNeighbour(layout, 4, 1)).toBe(7);
    expect(verticalNeighbour(layout, 4, -1)).toBe(1);
    expect(verticalNeighbour(layout, 1, -1)).toBeNull();
    expect(verticalNeighbour(layout, 16, 1)).toBeNull();
  });

  it("knows what a drawn box meets", () => {
    const layout = layoutResult(new Uint16Array(9).fill(1000), [{ title: "", count: 9 }], {
      ...options,
      widthPx: 316,
      rowPx: 100,
    });
    const first = boxOf(layout, 0)!;
    expect(placesInside(layout, { leftPx: 90, topPx: 90, widthPx: 30, heightPx: 30 })).toEqual([0, 1, 3, 4]);
    expect(placesInside(layout, { ...first, leftPx: 101, widthPx: 5, heightPx: 5 })).toEqual([]);
  });

  it("lays out 100,000 pictures whole", () => {
    const ratios = Uint16Array.from({ length: 100_000 }, (_, at) => 500 + ((at * 7919) % 1500));
    const layout = layoutResult(ratios, [{ title: "", count: 100_000 }], options);
    expect(layout.rowFirst.at(-1)).toBe(100_000);
    expect(boxOf(layout, 99_999)?.topPx).toBeLessThan(layout.heightPx);
  });

  it("is empty while there is no room or no picture", () => {
    expect(
      layoutResult(new Uint16Array(5), [{ title: "", count: 5 }], { ...options, widthPx: 0 }).heightPx,
    ).toBe(0);
    expect(placesBetween(layoutResult(new Uint16Array(0), [], options), 0, 500)).toEqual({ from: 0, to: 0 });
  });
});

describe("the outline", () => {
  it("has days as headings where they have enough pictures, and months where they have few", () => {
    const days = (count: number) =>
      ["2026-11-05", "2026-11-04", "2026-10-31", "2026-10-02"].map((day) => ({ day, count }));
    expect(readOutline(outlineOf(80, days(20))).sections.map(({ title }) => title)).toEqual([
      "2026-11-05",
      "2026-11-04",
      "2026-10-31",
      "2026-10-02",
    ]);
    expect(readOutline(outlineOf(8, days(2))).sections).toEqual([
      { title: "2026-11", count: 4 },
      { title: "2026-10", count: 4 },
    ]);
  });

  it("has none where the order is not that of time", () => {
    expect(readOutline(outlineOf(3))).toMatchObject({ isTimed: false, sections: [{ title: "", count: 3 }] });
  });
});
