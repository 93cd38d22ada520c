// A placing worker that breaks down, as one does that finds no memory: what it was at is said to have failed, all else goes on.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createCanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import type { PlaceCall, PlaceTask } from "#renderer/canvas/preview/place-messages.ts";
import { startPlacer } from "#renderer/canvas/preview/placer.ts";
import { Preview } from "#renderer/canvas/preview/preview.ts";
import { makeComposition, patchId } from "#tests/unit/renderer/canvas/made-documents.ts";

/** Stands where the browser has workers: a test answers for it, or lets it break down. */
class Bench extends EventTarget {
  static hired: Bench[] = [];
  readonly asked: PlaceCall[] = [];
  isEnded = false;
  constructor() {
    super();
    Bench.hired.push(this);
  }
  postMessage(call: PlaceCall): void {
    this.asked.push(structuredClone(call));
  }
  terminate(): void {
    this.isEnded = true;
  }
  answer(call: number, answer: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data: { call, answer } }));
  }
}

beforeEach(() => {
  Bench.hired = [];
  vi.stubGlobal("Worker", Bench);
});
afterEach(() => vi.unstubAllGlobals());

const frame = { x: 0, y: 0, width: 8, height: 8 };
const task = (overlay: "depth" | "difference"): PlaceTask & { readonly kind: "overlay" } => ({
  kind: "overlay",
  base: { asset: null, rect: frame, frame },
  layers: [],
  overlay,
});

test("only the task under way fails; what waited is done by the next worker", async () => {
  const placer = startPlacer();
  const [first, second] = [placer.ask(task("depth")), placer.ask(task("difference"))];
  const [broken] = Bench.hired;
  broken!.dispatchEvent(new Event("error"));
  expect(await first).toBe("failed");
  expect(broken!.isEnded).toBe(true);
  const [, next] = Bench.hired;
  expect(next!.asked.map((asked) => asked.task)).toEqual([task("difference")]);
  const answer = { kind: "overlay", pictures: [], changedPixels: 0 };
  next!.answer(next!.asked[0]!.call, answer);
  expect(await second).toEqual(answer);
  const third = placer.ask(task("depth"));
  placer.dispose();
  expect(await third).toBe(null);
});

test("patches and a view for which there is no memory say so, and the document stays as it is", async () => {
  const document = createCanvasDocument(makeComposition(2));
  const { composition } = document.getState();
  const preview = new Preview(document, startPlacer());
  Bench.hired.at(-1)!.dispatchEvent(new Event("error"));
  await expect
    .poll(() => [...preview.store.getState().outcomes])
    .toEqual([1, 2].map((n) => [patchId(n), { kind: "memory-short" }]));
  preview.setOverlay("changed");
  expect(preview.store.getState().overlayState).toBe("painting");
  Bench.hired.at(-1)!.dispatchEvent(new Event("error"));
  await expect.poll(() => preview.store.getState().overlayState).toBe("short");
  expect(document.getState().composition).toBe(composition);
  preview.dispose();
});
