// The rows of speed and memory: a 4K reply to pixels, a slider on a 1.5 MP box, the memory of the job.
import { alignTake } from "#shared/pixels/align-take.ts";
import { composeTake } from "#shared/pixels/compose-take.ts";
import { matchTake } from "#shared/pixels/match-take.ts";
import type { Plane8, Raster } from "#shared/pixels/pixel-types.ts";
import { blendTake, placeTake } from "#shared/pixels/place-take.ts";
import { DEFAULT_PLACE_SETTINGS } from "#shared/pixels/place-settings.ts";
import { loadPhoto, type Photo } from "./photo-source.ts";
import { medianOf, quantileOf } from "./score-result.ts";
import { drawDrift, DRIFT_LEVELS, renderReply } from "./synthetic-drift.ts";

/** Times in ms (medians unless named), memory in MB. */
export type SpeedRows = {
  readonly place4kP50: number;
  readonly place4kP95: number;
  readonly align4k: number;
  /** Match and compose again: a slider that moves the support. */
  readonly reblendSupport: number;
  /** Compose again: opacity, feather, keep detail. */
  readonly reblendEdge: number;
  readonly donorBoxMegapixels: number;
  /** Inputs, result and everything alive at the peak of a 4K job. */
  readonly peakMb: number;
  readonly runs: number;
};

const FOUR_K = { width: 3840, height: 2160 } as const;

/** An ellipse in the middle. */
function ellipse(width: number, height: number, radiusX: number, radiusY: number): Plane8 {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const v = (y - height / 2) / radiusY;
    for (let x = 0; x < width; x++)
      if (((x - width / 2) / radiusX) ** 2 + v * v < 1) data[y * width + x] = 255;
  }
  return { width, height, data };
}

/** Measures on one photograph: the whole 4K frame as window, a donor box of about 1.5 MP. */
export async function measureSpeed(photo: Photo, runs: number): Promise<SpeedRows> {
  const original = await loadPhoto(photo, FOUR_K.width, FOUR_K.height);
  const reply = renderReply(original, drawDrift(DRIFT_LEVELS.D2, FOUR_K.width, FOUR_K.height, 7));
  const mask = ellipse(FOUR_K.width, FOUR_K.height, 500, 420);
  const settings = DEFAULT_PLACE_SETTINGS;
  const timed = (work: () => unknown) => {
    const from = performance.now();
    work();
    return performance.now() - from;
  };
  const repeat = (work: () => unknown) =>
    Array.from({ length: runs }, () => timed(work)).slice(runs > 2 ? 1 : 0);
  const place = repeat(() => placeTake(original, reply, mask, settings));
  const align = repeat(() => alignTake(original, reply, mask, settings));
  const alignment = alignTake(original, reply, mask, settings);
  if (alignment.kind === "refused") throw new Error(alignment.reason);
  let grow = 20;
  const support = repeat(() => blendTake(original, alignment, { ...settings, growPx: grow++ }));
  const matched = matchTake(original, alignment, settings);
  let feather = 20;
  const edge = repeat(() => composeTake(original, alignment, matched, { ...settings, featherPx: feather++ }));
  const { box } = alignment.donor;
  return {
    place4kP50: medianOf(place),
    place4kP95: quantileOf(place, 0.95),
    align4k: medianOf(align),
    reblendSupport: medianOf(support),
    reblendEdge: medianOf(edge),
    donorBoxMegapixels: (box.width * box.height) / 1e6,
    peakMb: peakMemory(original, reply, mask),
    runs,
  };
}

/** Resident growth over an idle process while one 4K job runs, inputs included, garbage of the runs before excluded. */
function peakMemory(original: Raster, reply: Raster, mask: Plane8): number {
  const collect = (globalThis as { gc?: () => void }).gc;
  collect?.();
  const inputs = original.data.byteLength + reply.data.byteLength + mask.data.byteLength;
  const before = process.memoryUsage().arrayBuffers;
  let peak = before;
  const sample = () => {
    peak = Math.max(peak, process.memoryUsage().arrayBuffers);
  };
  const alignment = alignTake(original, reply, mask, DEFAULT_PLACE_SETTINGS);
  sample();
  if (alignment.kind === "aligned") {
    const matched = matchTake(original, alignment, DEFAULT_PLACE_SETTINGS);
    sample();
    const placed = composeTake(original, alignment, matched, DEFAULT_PLACE_SETTINGS);
    sample();
    if (placed.pixels.data.length === 0) throw new Error("no pixels");
  }
  return (peak - before + inputs) / 1e6;
}
