// Two threads place what one does, to the last bit.
import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { expect, test } from "vitest";
import { startSecondThread } from "#electron/compositions/second-thread.ts";
import { drawDrift, DRIFT_LEVELS, renderReply } from "#build/bench/composite/synthetic-drift.ts";
import {
  alone,
  answerCrewCall,
  type Crew,
  type CrewCall,
  pairWith,
  shareRaster,
} from "#shared/pixels/crew.ts";
import { placeBox } from "#shared/pixels/place-take.ts";
import { DEFAULT_PLACE_SETTINGS } from "#shared/pixels/place-settings.ts";
import { rowWorks } from "#shared/pixels/row-works.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";

function makeCase(width: number, height: number, seed: number) {
  const original = makeScene("scene", width, height, seed);
  const reply = renderReply(
    makeScene("scene", width, height, seed),
    drawDrift(DRIFT_LEVELS.D2, width, height, seed),
  );
  const region = { width, height, data: new Uint8Array(width * height) };
  for (let y = height >> 2; y < height - (height >> 2); y++)
    region.data.fill(255, y * width + (width >> 2), y * width + width - (width >> 2));
  return { original, reply, region };
}

function place({ original, reply, region }: ReturnType<typeof makeCase>, crew?: Crew) {
  const placed = placeBox(original, reply, region, DEFAULT_PLACE_SETTINGS, crew);
  if (placed.kind !== "placed") throw new Error(placed.reason);
  const { pixels, alpha, report } = placed;
  return {
    pixels: Buffer.from(pixels.data).toString("base64"),
    alpha: Buffer.from(alpha.data).toString("base64"),
    report,
  };
}

test("wherever the rows are divided", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 64, max: 220 }),
      fc.integer({ min: 64, max: 180 }),
      fc.nat(1000),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (width, height, seed, share) => {
        const made = makeCase(width, height, seed);
        const divided: Crew = {
          split: (name, input, count) => {
            const work = rowWorks[name] as (given: typeof input, from: number, to: number) => number[];
            const at = Math.round(share * count);
            // The later part first: no part may lean on the one before.
            const second = work(input, at, count);
            return [work(input, 0, at), second];
          },
          make: (bytes) => new ArrayBuffer(bytes),
        };
        expect(place(made, divided)).toEqual(place(made));
      },
    ),
    { numRuns: 8 },
  );
});

test("by a second thread, and without it when that fails or has gone", async () => {
  const made = makeCase(640, 512, 8);
  const second = new Worker(new URL("../../../electron/compositions/crew-worker.ts", import.meta.url));
  try {
    let calls = 0;
    const crew = pairWith((call) => {
      calls++;
      second.postMessage(call);
    });
    const shared = {
      ...made,
      original: shareRaster(made.original, crew),
      reply: shareRaster(made.reply, crew),
    };
    const expected = place(made);
    expect(place(shared, crew)).toEqual(expected);
    expect(calls).toBeGreaterThanOrEqual(3);
    const failing = pairWith((call) => {
      const broken: CrewCall = { ...call, input: null };
      expect(() => answerCrewCall(broken)).toThrow(TypeError);
    });
    expect(place(shared, failing)).toEqual(expected);
    // Large arrays that only one thread sees are not copied over: it does that work alone.
    const sent: string[] = [];
    const unshared = pairWith((call) => {
      sent.push(call.name);
      second.postMessage(call);
    });
    expect(place(made, unshared)).toEqual(expected);
    expect(sent).not.toContain("warp");
  } finally {
    await second.terminate();
  }
});

test("what a second thread has not begun is done here, and left alone by it when it comes late", () => {
  const made = makeCase(200, 160, 5);
  const calls: CrewCall[] = [];
  const late = pairWith((call) => calls.push(call));
  const shared = {
    ...made,
    original: shareRaster(made.original, late),
    reply: shareRaster(made.reply, late),
  };
  expect(place(shared, late)).toEqual(place(made));
  expect(calls.length).toBeGreaterThanOrEqual(3);
  for (const call of calls) {
    expect(call.from).toBeLessThan(call.to);
    // It would throw if it did anything.
    answerCrewCall({ ...call, input: null });
  }
});

test("rows that were surveyed by half are surveyed again to the same sums", () => {
  const [width, height, factor] = [30, 20, 2];
  const pixels = () => Uint32Array.from({ length: width * height }, (_, i) => (i * 2_654_435_761) >>> 0);
  const make = () => new Float32Array((width / factor) * (height / factor));
  const work = {
    before: pixels(),
    after: pixels(),
    width,
    height,
    factor,
    sumBefore: make(),
    sumAfter: make(),
  };
  const rows = height / factor;
  const numbers = rowWorks.survey(work, 0, rows);
  const sums = [work.sumBefore.slice(), work.sumAfter.slice()];
  expect(sums[0]!.some((sum) => sum !== 0)).toBe(true);
  expect(rowWorks.survey(work, 0, rows)).toEqual(numbers);
  expect([work.sumBefore, work.sumAfter]).toEqual(sums);
});

test("the host works alone until its second thread has come up, and after it is gone", async () => {
  const thread = startSecondThread();
  expect(thread.crew()).toBe(alone);
  await expect.poll(() => thread.crew() === alone, { timeout: 30_000 }).toBe(false);
  const made = makeCase(200, 160, 3);
  const crew = thread.crew();
  const shared = {
    ...made,
    original: shareRaster(made.original, crew),
    reply: shareRaster(made.reply, crew),
  };
  expect(shared.original.data.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(place(shared, crew)).toEqual(place(made));
  await thread.dispose();
  expect(thread.crew()).toBe(alone);
});
