// The magnetic lasso's ways while anchors follow each other quicker than the worker works; smart select of a thing that is
// larger than the room around the stroke.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { docPoint } from "#renderer/canvas/document/doc-point.ts";
import { PictureSelector } from "#renderer/canvas/tools/picture-selector.ts";
import type { SelectionAnswer, SelectionAsk } from "#renderer/canvas/tools/selection-work.ts";

type Call = { readonly id: number; readonly ask: SelectionAsk };

/** Stands where the browser has a worker, and answers when the test says so. */
class SlowWorker extends EventTarget {
  static asked: Call[] = [];
  static one: SlowWorker;
  constructor() {
    super();
    SlowWorker.one = this;
  }
  postMessage(call: Call): void {
    SlowWorker.asked.push(call);
  }
  terminate(): void {
    SlowWorker.asked = [];
  }
}

/** Waits for the next question, checks its kind and answers it. */
async function answerNext(kind: SelectionAsk["kind"], answer: SelectionAnswer): Promise<void> {
  await expect.poll(() => SlowWorker.asked.length).toBeGreaterThan(0);
  const { id, ask } = SlowWorker.asked.shift()!;
  expect(ask.kind).toBe(kind);
  SlowWorker.one.dispatchEvent(new MessageEvent("message", { data: { id, answer } }));
}

beforeEach(() => vi.stubGlobal("Worker", SlowWorker));
afterEach(() => vi.unstubAllGlobals());

const frame = { x: 0, y: 0, width: 200, height: 100 };
const way: SelectionAnswer = { kind: "way", points: [10, 10, 20, 12] };

function open(): PictureSelector {
  const selector = new PictureSelector();
  const grab = async () => await Promise.resolve({ width: 200, height: 100 } as ImageBitmap);
  selector.setPixels({ grab });
  return selector;
}

test("a pointer that rests before the anchor is ready gets its way as soon as it is", async () => {
  const selector = open();
  void selector.anchor(frame, docPoint(10, 10));
  const found = selector.findWay(docPoint(20, 12));
  await answerNext("anchor", { kind: "anchored" });
  await answerNext("way", way);
  expect(await found).toEqual({
    to: docPoint(20, 12),
    points: [docPoint(10.5, 10.5), docPoint(20.5, 12.5)],
  });
  selector.dispose();
});

test("a way from the anchor before is not answered for the one that was set meanwhile", async () => {
  const selector = open();
  void selector.anchor(frame, docPoint(10, 10));
  await answerNext("anchor", { kind: "anchored" });
  const old = selector.findWay(docPoint(20, 12));
  await expect.poll(() => SlowWorker.asked.length).toBe(1);
  void selector.anchor(frame, docPoint(20, 12));
  await answerNext("way", way);
  expect(await old).toBe(null);
  await answerNext("anchor", { kind: "anchored" });
  const found = selector.findWay(docPoint(30, 30));
  await answerNext("way", way);
  expect((await found)?.points).toHaveLength(2);
  selector.dispose();
});

test("while a way is found, the newest wish is the one that is answered, and named", async () => {
  const selector = open();
  void selector.anchor(frame, docPoint(10, 10));
  await answerNext("anchor", { kind: "anchored" });
  const first = selector.findWay(docPoint(20, 12));
  expect(await selector.findWay(docPoint(40, 40))).toBe(null);
  await answerNext("way", way);
  expect((await first)?.to).toEqual(docPoint(40, 40));
  selector.dispose();
});

test("smart select looks further where the thing goes on beyond the room around the stroke", async () => {
  const selector = open();
  const large = { x: 0, y: 0, width: 4000, height: 4000 };
  const points = [docPoint(2000, 2000), docPoint(2100, 2000)];
  const found = selector.segment(large, points, 10, "replace");
  const mask = (x: number, width: number): SelectionAnswer => ({
    kind: "mask",
    mask: { bounds: { x, y: 1950, width, height: 100 }, runs: "" },
  });
  // The room goes from 1894 at first, and from 1750 then.
  await answerNext("segment", mask(1895, 200));
  await answerNext("segment", mask(1850, 300));
  expect(await found).toMatchObject({ bounds: { x: 1850, width: 300 } });
  expect(SlowWorker.asked).toEqual([]);
  selector.dispose();
});
