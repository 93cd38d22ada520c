// What a measuring tool found, when it comes late.
import { describe, expect, it } from "vitest";
import { createCanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import { createCanvasView } from "#renderer/canvas/document/canvas-view.ts";
import type { CanvasPointer } from "#renderer/canvas/document/canvas-pointer.ts";
import { docPoint, screenPoint } from "#renderer/canvas/document/doc-point.ts";
import { RegionMasks } from "#renderer/canvas/document/region-masks.ts";
import { PictureSelector, type SelectionResult } from "#renderer/canvas/tools/picture-selector.ts";
import { ToolController } from "#renderer/canvas/tools/tool-controller.ts";
import { createToolSettings } from "#renderer/canvas/tools/tool-settings.ts";
import { makeComposition, patchId } from "#tests/unit/renderer/canvas/made-documents.ts";

/** The worker is slow: what it found comes when the test says so. */
class SlowSelector extends PictureSelector {
  readonly answers: ((result: SelectionResult) => void)[] = [];

  override async flood(): Promise<SelectionResult> {
    return await new Promise((resolve) => {
      this.answers.push(resolve);
    });
  }
}

const found = (x: number): SelectionResult => ({
  kind: "rectangle",
  mode: "replace",
  x,
  y: 0,
  width: 9,
  height: 9,
});

function pointerOf(kind: "down" | "up"): CanvasPointer {
  const held = { shift: false, alt: false, mod: false };
  return {
    kind,
    at: docPoint(5, 5),
    screen: screenPoint(5, 5),
    pressure: 1,
    isPressed: kind === "down",
    ...held,
  };
}

function openWand() {
  const document = createCanvasDocument(makeComposition(1));
  const view = createCanvasView();
  const settings = createToolSettings();
  settings.actions.choose("wand");
  const selector = new SlowSelector();
  const busy: boolean[] = [];
  const failures: string[] = [];
  const controller = new ToolController(
    { document, view, masks: new RegionMasks(), settings, selector },
    {
      onIsland: () => undefined,
      onBusy: (isBusy) => busy.push(isBusy),
      onFailure: (reason) => failures.push(reason),
    },
  );
  const press = () => {
    for (const kind of ["down", "up"] as const) controller.point(pointerOf(kind));
  };
  const answer = async (place: number, result: SelectionResult) => {
    selector.answers[place]?.(result);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const operations = () => document.getState().composition.selection?.operations ?? [];
  const areas = () => document.getState().composition.patches[0]?.region.operations ?? [];
  return { view, controller, busy, failures, press, answer, operations, areas };
}

describe("what a measuring tool finds", () => {
  it("goes into the selection, and the word goes", async () => {
    const wand = openWand();
    wand.press();
    expect(wand.busy).toEqual([true]);
    await wand.answer(0, found(1));
    expect(wand.operations()).toEqual([found(1)]);
    expect(wand.busy).toEqual([true, false]);
  });

  it("never goes into what tools draw into by then", async () => {
    const wand = openWand();
    const before = wand.areas();
    wand.press();
    wand.view.actions.set({ target: { kind: "patch", id: patchId(1) } });
    await wand.answer(0, found(1));
    expect(wand.areas()).toBe(before);
    expect(wand.operations()).toEqual([]);
    expect(wand.busy).toEqual([true, false]);
  });

  it("gives way to what was asked for later; the word stays until that came", async () => {
    const wand = openWand();
    wand.press();
    wand.press();
    await wand.answer(0, "stale");
    expect(wand.busy).toEqual([true, true]);
    await wand.answer(1, found(2));
    expect(wand.operations()).toEqual([found(2)]);
    expect(wand.busy).toEqual([true, true, false]);
  });

  it("is given up by Escape", async () => {
    const wand = openWand();
    wand.press();
    expect(wand.controller.press("cancel")).toBe(true);
    expect(wand.controller.press("cancel")).toBe(false);
    await wand.answer(0, found(1));
    expect(wand.operations()).toEqual([]);
    expect(wand.busy).toEqual([true, false]);
  });

  it("is nothing, and that is said", async () => {
    const wand = openWand();
    wand.press();
    await wand.answer(0, "nothing");
    expect(wand.failures).toEqual(["nothing"]);
  });
});
