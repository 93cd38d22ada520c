import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actualPixelsView, fitView, panBy, zoomAt } from "#renderer/gallery/judge/zoom-view.ts";

const picture = { width: 1536, height: 1024 };
const viewport = { width: 800, height: 600 };

describe("the view of a picture", () => {
  it("fits the whole picture in the middle", () => {
    const view = fitView(picture, viewport);
    expect(view.scale).toBeCloseTo(800 / 1536);
    expect(view.x).toBeCloseTo(0);
    expect(view.y).toBeCloseTo((600 - 1024 * view.scale) / 2);
  });

  it("does not blow up a small picture", () => {
    expect(fitView({ width: 100, height: 100 }, viewport).scale).toBe(1);
    expect(fitView({ width: 100, height: 100 }, viewport, 2).scale).toBe(0.5);
  });

  it("shows one picture pixel on one device pixel", () => {
    expect(actualPixelsView(picture, viewport, 2).scale).toBe(0.5);
  });

  it("keeps the point under the pointer while zooming in, unless an edge forbids it", () => {
    const at = { x: 400, y: 300 };
    const before = actualPixelsView(picture, viewport);
    const after = zoomAt(before, 2, at, picture, viewport);
    expect((at.x - after.x) / after.scale).toBeCloseTo((at.x - before.x) / before.scale);
    expect((at.y - after.y) / after.scale).toBeCloseTo((at.y - before.y) / before.scale);
  });

  it("never shows a gap beside a picture that is larger than the viewport, and stays within its limits", () => {
    const step = fc.record({
      factor: fc.double({ min: 0.1, max: 10, noNaN: true }),
      x: fc.integer({ min: 0, max: 800 }),
      y: fc.integer({ min: 0, max: 600 }),
      dx: fc.integer({ min: -5000, max: 5000 }),
      dy: fc.integer({ min: -5000, max: 5000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let view = fitView(picture, viewport);
        for (const { factor, x, y, dx, dy } of steps) {
          view = zoomAt(view, factor, { x, y }, picture, viewport);
          view = panBy(view, dx, dy, picture, viewport);
          expect(view.scale).toBeLessThanOrEqual(32);
          expect(view.scale).toBeGreaterThan(0.1);
          if (picture.width * view.scale > viewport.width) {
            expect(view.x).toBeLessThanOrEqual(0.001);
            expect(view.x + picture.width * view.scale).toBeGreaterThanOrEqual(viewport.width - 0.001);
          }
        }
      }),
    );
  });
});
