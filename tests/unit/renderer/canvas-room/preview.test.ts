// What the stage is given while a slider is dragged, let go and taken back: previews never stay, and carry no report.
import { expect, test } from "vitest";
import { createCanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import { NewestCalls } from "#renderer/canvas/preview/newest-calls.ts";
import { countPlaced, patchState } from "#renderer/canvas/panel/patch-state.ts";
import type { PlaceAnswer, PlacedLayer, PlaceTask } from "#renderer/canvas/preview/place-messages.ts";
import type { Placer } from "#renderer/canvas/preview/placer.ts";
import { Preview } from "#renderer/canvas/preview/preview.ts";
import { tilePlaces } from "#renderer/canvas/preview/cut-levels.ts";
import { tilesToDraw } from "#renderer/canvas/stage/stage-scene.ts";
import type { PatchId } from "#shared/model/ids.ts";
import { makeComposition } from "#tests/unit/renderer/canvas/made-documents.ts";

const rect = { x: 0, y: 0, width: 4, height: 4 };

/** Bitmaps by name; answers wait until they are let go. */
function makePlacer() {
  const closed: string[] = [];
  const asked: PlaceTask[] = [];
  const answers: (() => void)[] = [];
  const bitmap = (name: string) => ({ name, width: 4, height: 4, close: () => closed.push(name) }) as never;
  const answer = (task: PlaceTask): PlaceAnswer | null => {
    if (task.kind !== "stack" && task.kind !== "preview") return null;
    const made = task.layers.map(({ id, settings }) => ({
      id,
      stamp: 1,
      isSame: false,
      outcome: { kind: "refused" as const, reason: "aspect" as const },
      picture: { levels: [[{ bitmap: bitmap(`${task.kind} ${settings.opacity}`), rect }]], rect },
    }));
    return task.kind === "stack" ? { kind: "stack", layers: made } : { kind: "preview", layers: made };
  };
  const placer: Placer = {
    ask: async (task) => {
      asked.push(task);
      await new Promise<void>((done) => answers.push(done));
      return answer(task) as never;
    },
    dispose: () => undefined,
  };
  const settle = async () => {
    for (const done of answers.splice(0)) done();
    await new Promise((done) => setTimeout(done));
  };
  return { placer, asked, closed, settle };
}

test("a preview is replaced by the placement when the slider is let go, and says nothing of its own", async () => {
  const composition = makeComposition(1);
  const [patch] = composition.patches;
  if (patch === undefined) throw new Error("no patch");
  const document = createCanvasDocument(composition);
  const { placer, asked, closed, settle } = makePlacer();
  const preview = new Preview(document, placer);
  const shown = () =>
    (
      preview.store.getState().scene.patches.get(patch.id)!.levels[0]![0]!.bitmap as unknown as {
        name: string;
      }
    ).name;
  await settle();
  expect(shown()).toBe("stack 1");
  const { outcomes } = preview.store.getState();
  document.actions.begin("tune-patch");
  document.actions.tunePatch(patch.id, { opacity: 0.5 });
  await settle();
  expect(shown()).toBe("preview 0.5");
  expect(preview.store.getState().outcomes).toBe(outcomes);
  expect(closed).toEqual(["stack 1"]);
  document.actions.commit();
  await settle();
  expect(shown()).toBe("stack 0.5");
  expect(asked.map((task) => (task.kind === "stack" ? `stack ${task.isDraft}` : task.kind))).toEqual([
    "stack false",
    "preview",
    "stack false",
  ]);
  // Facts and selections ask for nothing.
  document.actions.selectAll();
  expect(asked.length).toBe(3);
  preview.dispose();
  expect(closed).toEqual(["stack 1", "preview 0.5", "stack 0.5"]);
});

test("each patch is seen as soon as it stands, and the patches that stand are counted", async () => {
  const composition = makeComposition(3);
  const closed: string[] = [];
  let lay: ((layer: PlacedLayer) => void) | undefined;
  let answer: ((layers: readonly PlacedLayer[]) => void) | undefined;
  const placer: Placer = {
    ask: async (_task, onLaid) =>
      await new Promise((settle) => {
        lay = (layer) => onLaid?.(layer);
        answer = (layers) => settle({ kind: "stack", layers } as never);
      }),
    dispose: () => undefined,
  };
  const preview = new Preview(createCanvasDocument(composition), placer);
  const state = () => preview.store.getState();
  const { patches } = composition;
  const stands = (id: PatchId): PlacedLayer => {
    const bitmap = { width: 4, height: 4, close: () => closed.push(id) } as never;
    const picture = { levels: [[{ bitmap, rect }]], rect };
    return { id, stamp: 1, isSame: false, outcome: { kind: "refused", reason: "aspect" }, picture };
  };
  expect(countPlaced(patches, state().outcomes)).toEqual({ placed: 0, count: 3 });
  const [first, second, third] = patches.map(({ id }) => stands(id));
  lay?.(first!);
  lay?.(second!);
  expect(countPlaced(patches, state().outcomes)).toEqual({ placed: 2, count: 3 });
  expect(patches.map((patch) => patchState(patch, state().outcomes.get(patch.id)))).toEqual([
    "failed",
    "failed",
    "placing",
  ]);
  expect([...state().scene.patches.keys()]).toEqual([first!.id, second!.id]);
  lay?.(third!);
  answer?.([first!, second!, third!].map((layer) => ({ ...layer, isSame: true, picture: null })));
  await expect.poll(() => countPlaced(patches, state().outcomes).placed).toBe(3);
  expect(state().scene.patches.size).toBe(3);
  expect(closed).toEqual([]);
  preview.dispose();
  expect(closed.length).toBe(3);
});

test("a step of a slider makes the steps and the laying before it stale, and nothing else", () => {
  const calls = new NewestCalls();
  for (const [call, kind] of (["stack", "preview", "take", "preview", "overlay"] as const).entries())
    calls.arrive(call, kind);
  expect(calls.isOvertaken(0, "stack")).toBe(true);
  expect(calls.isOvertaken(1, "preview")).toBe(true);
  expect(calls.isOvertaken(2, "take")).toBe(false);
  expect(calls.isOvertaken(3, "preview")).toBe(false);
  expect(calls.isOvertaken(4, "overlay")).toBe(false);
});

test("a large picture is drawn from the level and the tiles that are looked at", () => {
  const tile = (name: string, at: typeof rect) => ({ bitmap: { name } as never, rect: at });
  const right = { ...rect, x: 4 };
  const levels = [[tile("left", rect), tile("right", right)], [tile("half", { ...rect, width: 8 })]];
  const names = (scale: number, part: typeof rect) =>
    tilesToDraw({ levels }, scale, part).map(({ bitmap }) => (bitmap as unknown as { name: string }).name);
  expect(names(1, { ...rect, width: 8 })).toEqual(["left", "right"]);
  expect(names(3, right)).toEqual(["right"]);
  expect(names(0.5, right)).toEqual(["half"]);
  expect(names(0.01, rect)).toEqual(["half"]);
});

test("tiles cover a level and reach a pixel into their neighbours", () => {
  expect(tilePlaces(1500, 900)).toEqual([
    { x: 0, y: 0, width: 1025, height: 900 },
    { x: 1024, y: 0, width: 476, height: 900 },
  ]);
});
