import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureDifference, paintDifference } from "#renderer/gallery/judge/difference.ts";
import { layoutLineage } from "#renderer/gallery/judge/layout-lineage.ts";
import { actualStep, fittedStep, panStep, placeStep, zoomStep } from "#renderer/gallery/judge/step-view.ts";

describe("pictures in step", () => {
  const pane = { width: 800, height: 600 };
  const point = fc.record({
    x: fc.integer({ min: 200, max: 600 }),
    y: fc.integer({ min: 150, max: 450 }),
  });

  it("keep what is under the pointer where it is while zooming", () => {
    fc.assert(
      fc.property(point, fc.double({ min: 1, max: 8, noNaN: true }), (at, factor) => {
        const picture = { width: 1600, height: 1200 };
        const shareAt = (view: typeof fittedStep) => {
          const placed = placeStep(view, picture, pane, 1);
          return [(at.x - placed.x) / placed.scale, (at.y - placed.y) / placed.scale];
        };
        const [x = 0, y = 0] = shareAt(fittedStep);
        const [afterX = 0, afterY = 0] = shareAt(zoomStep(fittedStep, factor, at, picture, pane, 1));
        expect(afterX).toBeCloseTo(x, 3);
        expect(afterY).toBeCloseTo(y, 3);
      }),
    );
  });

  it("show the same share of pictures of different sizes", () => {
    const view = panStep({ ...fittedStep, zoom: 4 }, -80, 40, { width: 1600, height: 1200 }, pane, 1);
    for (const picture of [
      { width: 1600, height: 1200 },
      { width: 3200, height: 2400 },
    ]) {
      const placed = placeStep(view, picture, pane, 1);
      expect((pane.width / 2 - placed.x) / (picture.width * placed.scale)).toBeCloseTo(view.x);
    }
  });

  it("go to actual pixels", () => {
    const picture = { width: 1600, height: 1200 };
    const view = actualStep(fittedStep, picture, pane, 2);
    expect(placeStep(view, picture, pane, 2).scale).toBeCloseTo(0.5);
  });
});

describe("the difference of two pictures", () => {
  it("counts each pixel that differs in any channel, alpha too", () => {
    const first = Uint8Array.from([10, 20, 30, 255, 1, 2, 3, 255, 9, 9, 9, 9]);
    const second = Uint8Array.from([10, 20, 30, 255, 1, 9, 3, 255, 9, 9, 9, 0]);
    expect(measureDifference(first, second)).toEqual({
      map: Uint8Array.from([0, 7, 9]),
      changed: 2,
      most: 9,
    });
  });

  it("is nothing between a picture and itself, and the same both ways", () => {
    const pixels = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(pixels, pixels, (first, second) => {
        expect(measureDifference(first, first)).toMatchObject({ changed: 0, most: 0 });
        expect(measureDifference(first, second)).toEqual(measureDifference(second, first));
      }),
    );
  });

  it("is painted grey, brighter by the gain, and never transparent", () => {
    expect([...paintDifference(Uint8Array.from([0, 3, 200]), 4)]).toEqual(
      [
        [0, 0, 0, 255],
        [12, 12, 12, 255],
        [255, 255, 255, 255],
      ].flat(),
    );
  });
});

describe("the graph of a family", () => {
  const lineageOf = (count: number, edges: readonly (readonly [number, number])[]) =>
    layoutLineage({
      nodes: Array.from({ length: count }, () => ({}) as never),
      edges: edges.map(([parent, child]) => ({ parent, child, label: "" })),
    });

  it("has every child below all of its parents", () => {
    const { nodes } = lineageOf(5, [
      [1, 0],
      [2, 0],
      [3, 1],
      [3, 0],
      [0, 4],
    ]);
    const layers = nodes.map(({ layer }) => layer);
    expect(layers).toEqual([2, 1, 0, 0, 3]);
  });

  it("places no two pictures upon each other, and ends on a ring", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 11 })), { maxLength: 30 }),
        (edges) => {
          const { nodes, widthPx, heightPx } = lineageOf(12, edges);
          expect(new Set(nodes.map(({ leftPx, topPx }) => `${leftPx} ${topPx}`)).size).toBe(12);
          for (const { leftPx, topPx } of nodes) {
            expect(leftPx).toBeGreaterThanOrEqual(0);
            expect(leftPx).toBeLessThan(widthPx);
            expect(topPx).toBeLessThan(heightPx);
          }
        },
      ),
    );
  });
});
