import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { enlargeAnswer } from "#renderer/canvas/preview/enlarge-answer.ts";
import type { PlaceAnswer, PlaceLayer, PlaceTask } from "#renderer/canvas/preview/place-messages.ts";
import { levelOf, reduceRegion, reduceTask } from "#renderer/canvas/preview/reduce-task.ts";
import type { AssetId, JobId, PatchId } from "#shared/model/ids.ts";
import type { Region } from "#shared/model/region.ts";
import { encodeRuns } from "#shared/pixels/mask-runs.ts";
import { createPlane } from "#shared/pixels/pixel-types.ts";
import { DEFAULT_PLACE_SETTINGS } from "#shared/pixels/place-settings.ts";
import { rasterRegion } from "#shared/pixels/raster-region.ts";
import { packLengths } from "#shared/pixels/run-text.ts";

const frame = { x: 0, y: 0, width: 400, height: 320 };
const runs = createPlane(120, 80);
for (let i = 0; i < runs.data.length; i++) if (i % 120 > 20 && i % 120 < 90) runs.data[i] = 255;
const region: Region = {
  extent: frame,
  operations: [
    { kind: "ellipse", mode: "add", x: 40, y: 60, width: 160, height: 120 },
    { kind: "stroke", mode: "add", radiusPx: 24, hardness: 1, points: [60, 250, 1, 300, 260, 1] },
    { kind: "polygon", mode: "add", points: [250, 40, 380, 60, 300, 180] },
    {
      kind: "runs",
      mode: "subtract",
      source: "wand",
      bounds: { x: 80, y: 70, width: 120, height: 80 },
      runs: packLengths(encodeRuns(runs).lengths),
    },
    { kind: "grow", px: 8 },
  ],
};

function layerOf(width: number, height: number): PlaceLayer {
  return {
    id: "p" as PatchId,
    window: { x: 0, y: 0, width, height },
    region: { key: 1, region },
    settings: DEFAULT_PLACE_SETTINGS,
    cutFrom: "below" as const,
    chosen: { job: "j" as JobId, reply: "r" as AssetId, hasGuide: false },
    painted: [],
  };
}

function taskOf(width: number, height: number): PlaceTask & { readonly kind: "stack" } {
  const whole = { x: 0, y: 0, width, height };
  const base = { asset: "a" as AssetId, rect: whole, frame: whole };
  return { kind: "stack", base, layers: [layerOf(width, height)], isDraft: false };
}

describe("a task at a fraction of the document's size", () => {
  it("halves the document only as often as its largest window needs", () => {
    const sizes = [
      [3840, 2160],
      [6000, 4000],
      [12_019, 9000],
      [30_000, 30_000],
    ] as const;
    expect(sizes.map(([width, height]) => levelOf(taskOf(width, height)))).toEqual([0, 1, 2, 4]);
  });

  it("never leaves a window over the limit, and leaves small ones as they are", () => {
    const side = fc.integer({ min: 16, max: 60_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const task = taskOf(width, height);
        const level = levelOf(task);
        const [layer] = reduceTask(task, level).layers;
        expect(layer!.window.width * layer!.window.height).toBeLessThan(12_100_000 + 2 * (width + height));
        if (level === 0) expect(reduceTask(task, level)).toBe(task);
      }),
    );
  });

  it("selects the same part of the picture", () => {
    const full = rasterRegion(region, frame);
    const small = rasterRegion(reduceRegion(region, 2), { x: 0, y: 0, width: 100, height: 80 });
    let off = 0;
    for (let y = 0; y < 80; y++)
      for (let x = 0; x < 100; x++) {
        const isIn = full.data[(4 * y + 2) * frame.width + 4 * x + 2]! > 127;
        if (isIn !== small.data[y * 100 + x]! > 127) off++;
      }
    expect(off).toBeLessThan(120);
  });

  it("tells what was found in the document's px", () => {
    const task: PlaceTask = {
      kind: "islands",
      base: taskOf(398, 318).base,
      layers: [],
      take: layerOf(398, 318),
    };
    const labels = createPlane(50, 40);
    labels.data[10 * 50 + 7] = 3;
    const bounds = { x: 14, y: 20, width: 2, height: 2 };
    const found = {
      islands: [{ label: 3, bounds, areaPx: 4, strength: 9 }],
      labels,
      box: { x: 0, y: 0, width: 100, height: 80 },
    };
    const small: PlaceAnswer = { kind: "islands", result: { kind: "found", found, verdict: "placed" } };
    const answer = enlargeAnswer(small, task, 2);
    expect(answer).toMatchObject({
      result: {
        found: {
          islands: [{ label: 3, areaPx: 64, bounds: { x: 56, y: 80, width: 8, height: 8 } }],
          box: { x: 0, y: 0, width: 398, height: 318 },
        },
      },
    });
    if (answer.kind !== "islands" || answer.result.kind !== "found") throw new Error("not found");
    const large = answer.result.found.labels;
    expect([large.width, large.height]).toEqual([200, 160]);
    expect([large.data[40 * 200 + 28], large.data[43 * 200 + 31], large.data[44 * 200 + 32]]).toEqual([
      3, 3, 0,
    ]);
  });
});
