// Painting between takes, on the document: what is drawn with one take is no longer another's, in one step of undo.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import { createCanvasView } from "#renderer/canvas/document/canvas-view.ts";
import { drawIntoTarget } from "#renderer/canvas/document/draw-into-target.ts";
import { paintWith } from "#renderer/canvas/document/patch-changes.ts";
import { targetRegion } from "#renderer/canvas/document/target-region.ts";
import type { Patch } from "#shared/model/patch.ts";
import type { RegionOperation } from "#shared/model/region.ts";
import { rasterRegion } from "#shared/pixels/raster-region.ts";
import { makeComposition, makePatch } from "#tests/unit/renderer/canvas/made-documents.ts";

const frame = { x: 0, y: 0, width: 40, height: 30 };
const patch: Patch = { ...makePatch(1), region: { extent: frame, operations: [] } };
const [a, b, c] = patch.takes.map(({ job }) => job) as [
  Patch["mix"]["chosen"],
  typeof patch.mix.chosen,
  typeof patch.mix.chosen,
];

const box = (x: number, y: number, size: number, mode: "add" | "subtract" = "add"): RegionOperation => ({
  kind: "rectangle",
  mode,
  x,
  y,
  width: size,
  height: size,
});

/** Which take shows at a pixel when everything painted is opaque. */
function shownAt({ mix }: Patch, x: number, y: number): string {
  let shown: string = mix.chosen;
  for (const { job, region } of mix.painted)
    if (rasterRegion(region, frame).data[y * frame.width + x] === 255) shown = job;
  return shown;
}

describe("Painting between takes", () => {
  it("shows at every pixel the take that was painted there last, whatever the order", () => {
    const strokes = fc.array(
      fc.tuple(fc.constantFrom(a, b, c), fc.nat(30), fc.nat(20), fc.integer({ min: 1, max: 12 })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(strokes, (drawn) => {
        const painted = drawn.reduce((now, [job, x, y, size]) => paintWith(now, job, box(x, y, size)), patch);
        for (let y = 0; y < frame.height; y += 3)
          for (let x = 0; x < frame.width; x += 3) {
            const last = drawn.findLast(
              ([, left, top, size]) => x >= left && x < left + size && y >= top && y < top + size,
            );
            expect(shownAt(painted, x, y)).toBe(last?.[0] ?? a);
          }
      }),
      { numRuns: 60 },
    );
  });

  it("takes a painted part away again, and leaves takes alone that the patch does not have", () => {
    const painted = paintWith(paintWith(patch, b, box(0, 0, 20)), b, box(0, 0, 10, "subtract"));
    expect([shownAt(painted, 5, 5), shownAt(painted, 15, 15)]).toEqual([a, b]);
    expect(paintWith(patch, makePatch(2).takes[0]!.job, box(0, 0, 5))).toBe(patch);
    expect(paintWith(patch, a, box(0, 0, 5))).toBe(patch);
  });

  it("is what tools do while a take is in hand: one step of undo, and the outline is that of what is painted", () => {
    const document = createCanvasDocument({ ...makeComposition(), patches: [patch] });
    const view = createCanvasView();
    view.actions.set({ target: { kind: "take", id: patch.id, job: b } });
    const shown = () => targetRegion({ composition: document.getState().composition, view: view.getState() });
    expect(shown()).toBeNull();
    drawIntoTarget({ document, view }, box(2, 2, 8));
    expect(shown()?.operations).toHaveLength(1);
    expect(document.getState().composition.selection).toBeNull();
    document.actions.undo();
    expect(document.getState().composition.patches[0]).toBe(patch);
    document.actions.redo();
    document.actions.clearPainting(patch.id);
    expect(document.getState().composition.patches[0]?.mix.painted).toEqual([]);
  });
});
