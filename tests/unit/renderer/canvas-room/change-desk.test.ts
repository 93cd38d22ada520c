// The changes of a take: asked once, kept and rejected by press, or selected; and what happens when they cannot be told.
import { expect, test } from "vitest";
import { createCanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import { createCanvasView } from "#renderer/canvas/document/canvas-view.ts";
import { docPoint } from "#renderer/canvas/document/doc-point.ts";
import type { PlaceAnswer, PlaceOutcome, FoundChanges } from "#renderer/canvas/preview/place-messages.ts";
import { Preview, type TakeInHand } from "#renderer/canvas/preview/preview.ts";
import { ChangeDesk } from "#renderer/canvas/run/change-desk.ts";
import { createDeskStore } from "#renderer/canvas/run/desk-state.ts";
import { rasterRegion } from "#shared/pixels/raster-region.ts";
import { makeComposition, makePatch } from "#tests/unit/renderer/canvas/made-documents.ts";

const window = { x: 10, y: 20, width: 60, height: 40 };

/** Two islands, at (14, 24) and (44, 24), 12 px wide each. */
function changes(): FoundChanges {
  const labels = { width: 30, height: 20, data: new Uint8Array(600) };
  const paint = (label: number, left: number) => {
    for (let y = 2; y < 8; y++) labels.data.fill(label, y * 30 + left, y * 30 + left + 6);
    return { label, bounds: { x: 2 * left, y: 4, width: 12, height: 12 }, areaPx: 144, strength: 30 };
  };
  const islands = [paint(1, 2), paint(2, 17)];
  return {
    kind: "found",
    verdict: "placed",
    found: { islands, labels, box: { x: 0, y: 0, width: 60, height: 40 } },
  };
}

function stand(result: FoundChanges | PlaceOutcome) {
  const document = createCanvasDocument(makeComposition());
  const view = createCanvasView();
  const state = createDeskStore();
  let asked = 0;
  const preview = new Preview(document, {
    ask: async ({ kind }) => {
      if (kind === "islands") asked++;
      const answer: PlaceAnswer | null = kind === "islands" ? { kind, result } : null;
      return await Promise.resolve(answer as never);
    },
    dispose: () => undefined,
  });
  const kept: TakeInHand[] = [];
  const desk = new ChangeDesk({ document, view, state, preview }, (take) => kept.push(take));
  const { region, window: plan, takes } = makePatch(1);
  const { job, reply } = takes[0]!;
  const take: TakeInHand = {
    run: { region, window: { ...plan, rect: window }, patch: null, hasGuide: false, cutFrom: "below" },
    job,
    reply,
  };
  return { document, view, state, preview, desk, take, kept, asked: () => asked };
}

test("all changes of an edit of everything are kept at first; a press rejects one, and the region follows", async () => {
  const { desk, take, view, kept, asked } = stand(changes());
  const [one, other] = await Promise.all([desk.find(take, "keep"), desk.find(take, "keep")]);
  expect(one).toBe(other);
  expect(asked()).toBe(1);
  desk.show(take, "keep");
  expect(view.getState().islands?.map(({ label, isKept }) => [label, isKept])).toEqual([
    [1, true],
    [2, true],
  ]);
  expect(desk.press(docPoint(20, 30), "toggle")).toBe(true);
  expect(desk.press(docPoint(35, 50), "toggle")).toBe(true);
  expect(view.getState().islands?.map(({ isKept }) => isKept)).toEqual([false, true]);
  expect(kept).toHaveLength(1);
  const mask = rasterRegion(desk.pickOf(take.job)!.region, window);
  expect([mask.data[10 * 60 + 10], mask.data[10 * 60 + 40]]).toEqual([0, 255]);
  desk.keep(new Set());
  expect(desk.pickOf(take.job)?.region.operations).toEqual([]);
});

test("for any other take a press adds the change to what is selected, and takes it away again", async () => {
  const { desk, take, document } = stand(changes());
  await desk.find(take, "select");
  desk.show(take, "select");
  const selected = () => {
    const { selection } = document.getState().composition;
    return selection === null ? null : rasterRegion(selection, window).data[10 * 60 + 10];
  };
  expect(selected()).toBeNull();
  desk.press(docPoint(20, 30), "toggle");
  expect(selected()).toBe(255);
  desk.press(docPoint(20, 30), "toggle");
  expect(selected()).toBe(0);
  document.actions.undo();
  expect(selected()).toBe(255);
});

test("a press with Alt only takes away: nothing is added, and what another tool selected goes too", async () => {
  const { desk, take, document, kept } = stand(changes());
  await desk.find(take, "select");
  desk.show(take, "select");
  const at = docPoint(20, 30);
  desk.press(at, "subtract");
  expect([document.getState().composition.selection, document.getState().past.length]).toEqual([null, 0]);
  const selected = () =>
    rasterRegion(document.getState().composition.selection!, window).data[10 * 60 + 10] === 255;
  desk.press(at, "toggle");
  desk.press(at, "subtract");
  expect([selected(), desk.pickOf(take.job)?.kept.size]).toEqual([false, 0]);
  document.actions.selectAll();
  expect(selected()).toBe(true);
  desk.press(at, "subtract");
  expect(selected()).toBe(false);

  desk.show(take, "keep");
  desk.press(at, "subtract");
  expect([desk.pickOf(take.job)?.kept.size, kept]).toEqual([0, []]);
});

test("without changes on the stage a press is nobody's, and takes that are put away are forgotten", async () => {
  const { desk, take, view, state } = stand(changes());
  expect(desk.press(docPoint(20, 30), "toggle")).toBe(false);
  await desk.find(take, "keep");
  desk.show(take, "keep");
  desk.forget([take.job]);
  expect([view.getState().islands, state.getState().picked, state.getState().picks.size]).toEqual([
    null,
    null,
    0,
  ]);
});

test("what cannot be told is said of the take, and asked again later", async () => {
  const { desk, take, preview, asked } = stand({ kind: "memory-short" });
  expect(await desk.find(take, "keep")).toBeNull();
  expect(preview.store.getState().trials.get(take.job)).toEqual({ kind: "memory-short" });
  await desk.find(take, "keep");
  expect(asked()).toBe(2);
});
