// The figures of the table of bars for one result against its truth.
import { deltaE00, labOf, psnrOf } from "#shared/pixels/colour-difference.ts";
import type { Plane8, Raster } from "#shared/pixels/pixel-types.ts";
import { fullRect } from "#shared/pixels/rect.ts";
import { squaredDistance } from "#shared/pixels/squared-distance.ts";

/** Figures of one composite. */
export type ResultScore = {
  /** Pixels outside the support that differ from the original. */
  readonly protectedChanged: number;
  /** Mean ΔE00 to the truth, 0 to 32 px inside the support's edge. */
  readonly ringDeltaE: number;
  /** PSNR to the truth inside the mask, dB. */
  readonly psnrInside: number;
  /** Share of unchanged scene inside the mask that is the original bit for bit, 0..1. */
  readonly untouchedKept: number;
  /** Share of visibly changed pixels (truth against original ΔE00 > 5) where the original was kept, 0..1. */
  readonly changeLost: number;
};

const RING_PX = 32;

/** Measures 8-bit RGBA results. `change` is the truth of the edit: where it is 0 the scene did not change. */
export function scoreResult(
  original: Raster,
  truth: Raster,
  result: Raster,
  mask: Plane8,
  support: Plane8,
  change: Plane8,
): ResultScore {
  const depth = squaredDistance(support, fullRect(original), RING_PX, true);
  let [protectedChanged, ring, ringCount, squares, inside] = [0, 0, 0, 0, 0];
  let [kept, unchanged, lost, visible] = [0, 0, 0, 0];
  for (let i = 0; i < support.data.length; i++) {
    if (support.data[i] === 0) {
      if (!isSame(original, result, i)) protectedChanged++;
      continue;
    }
    if ((depth[i] ?? 0) <= RING_PX * RING_PX) {
      ring += isSame(truth, result, i) ? 0 : deltaE00(labAt(truth, i), labAt(result, i));
      ringCount++;
    }
    if (mask.data[i] === 0) continue;
    inside++;
    squares += squaredError(truth, result, i);
    if (change.data[i] === 0) {
      unchanged++;
      if (isSame(original, result, i)) kept++;
    } else if (change.data[i] === 255 && deltaE00(labAt(truth, i), labAt(original, i)) > 5) {
      visible++;
      if (isSame(original, result, i)) lost++;
    }
  }
  return {
    protectedChanged,
    ringDeltaE: ring / Math.max(1, ringCount),
    psnrInside: psnrOf(squares / Math.max(1, 3 * inside)),
    untouchedKept: kept / Math.max(1, unchanged),
    changeLost: lost / Math.max(1, visible),
  };
}

function labAt(picture: Raster, pixel: number): ReturnType<typeof labOf> {
  const { data } = picture;
  return labOf(data[4 * pixel] ?? 0, data[4 * pixel + 1] ?? 0, data[4 * pixel + 2] ?? 0);
}

function isSame(a: Raster, b: Raster, pixel: number): boolean {
  for (let k = 4 * pixel; k < 4 * pixel + 4; k++) if (a.data[k] !== b.data[k]) return false;
  return true;
}

function squaredError(a: Raster, b: Raster, pixel: number): number {
  let sum = 0;
  for (let k = 4 * pixel; k < 4 * pixel + 3; k++) sum += ((a.data[k] ?? 0) - (b.data[k] ?? 0)) ** 2;
  return sum;
}

/** Median of numbers; NaN for none. */
export function medianOf(values: readonly number[]): number {
  return quantileOf(values, 0.5);
}

/** The value below which a share lies (nearest rank, mean of two in the middle). */
export function quantileOf(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low === high ? low : low + (high - low) * (at - Math.floor(at));
}
