import { describe, expect, it } from "vitest";
import { createCanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import { createCanvasView } from "#renderer/canvas/document/canvas-view.ts";
import { changeTarget } from "#renderer/canvas/document/change-target.ts";
import { RegionMasks } from "#renderer/canvas/document/region-masks.ts";
import { makeComposition, patchId } from "#tests/unit/renderer/canvas/made-documents.ts";

function open(masks = new RegionMasks()) {
  return { document: createCanvasDocument(makeComposition(1)), view: createCanvasView(), masks };
}

describe("operations on everything selected", () => {
  it("are one step of undo on the selection", async () => {
    const desk = open();
    desk.document.actions.selectAll();
    await changeTarget(desk, { kind: "shrink", px: 5 });
    expect(desk.document.getState().past.map(({ deed }) => deed)).toEqual(["select-all", "shrink"]);
    expect(desk.document.getState().composition.selection?.operations.at(-1)).toEqual({
      kind: "shrink",
      px: 5,
    });
  });

  it("work on the region of a patch while it is edited, and select all when inverting nothing", async () => {
    const desk = open();
    desk.view.actions.set({ target: { kind: "patch", id: patchId(1) } });
    await changeTarget(desk, { kind: "grow", px: 3 });
    expect(desk.document.getState().composition.patches[0]?.region.operations).toHaveLength(2);
    desk.view.actions.set({ target: { kind: "selection" } });
    await changeTarget(desk, { kind: "grow", px: 3 });
    expect(desk.document.getState().composition.selection).toBeNull();
    await changeTarget(desk, { kind: "invert" });
    expect(desk.document.getState().composition.selection?.operations).toEqual([{ kind: "invert" }]);
  });

  it("do nothing when the selection changed while the mask was made ready", async () => {
    const desk = open(
      new RegionMasks({
        apply: async () => {
          desk.document.actions.deselect();
          return await Promise.resolve(null);
        },
        dispose: () => undefined,
      }),
    );
    desk.document.actions.selectAll();
    await changeTarget(desk, { kind: "feather", px: 4 });
    expect(desk.document.getState().composition.selection).toBeNull();
    expect(desk.document.getState().past.map(({ deed }) => deed)).toEqual(["select-all", "deselect"]);
  });
});
