// The points registration measures at: the strongest gradients, spread over a 16 × 16 grid so that one busy corner does
// not decide for the whole picture.
import type { Plane8, PlaneF } from "./pixel-types.ts";

/** Points of a plane with the template's value and gradient (levels, levels per px) there. */
export type MeasurePoints = {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly value: Float64Array;
  readonly gradientX: Float64Array;
  readonly gradientY: Float64Array;
};

const CELLS = 16;
const BINS = 128;
/** Gradients under this (levels per px) are noise. */
const LEAST_GRADIENT = 0.4;

/** Up to `limit` usable points, at most `limit / 256` per cell, by falling gradient. */
export function selectPoints(plane: PlaneF, usable: Plane8, limit: number): MeasurePoints {
  const { width, height, data } = plane;
  const perCell = Math.max(1, Math.floor(limit / (CELLS * CELLS)));
  const chosen: number[] = [];
  const strength = gradientStrength(plane, usable);
  for (let cy = 0; cy < CELLS; cy++) {
    for (let cx = 0; cx < CELLS; cx++) {
      const x0 = Math.floor((cx * width) / CELLS);
      const x1 = Math.floor(((cx + 1) * width) / CELLS);
      const y0 = Math.floor((cy * height) / CELLS);
      const y1 = Math.floor(((cy + 1) * height) / CELLS);
      pickStrongest(strength, width, x0, y0, x1, y1, perCell, chosen);
    }
  }
  const count = chosen.length;
  const points = {
    count,
    x: new Float64Array(count),
    y: new Float64Array(count),
    value: new Float64Array(count),
    gradientX: new Float64Array(count),
    gradientY: new Float64Array(count),
  };
  chosen.forEach((i, k) => {
    points.x[k] = i % width;
    points.y[k] = Math.floor(i / width);
    points.value[k] = data[i] ?? 0;
    points.gradientX[k] = ((data[i + 1] ?? 0) - (data[i - 1] ?? 0)) / 2;
    points.gradientY[k] = ((data[i + width] ?? 0) - (data[i - width] ?? 0)) / 2;
  });
  return points;
}

/** Gradient as a bin number, 0 where it may not be used; bins are even in the square root. */
function gradientStrength(plane: PlaneF, usable: Plane8): Uint8Array {
  const { width, height, data } = plane;
  const out = new Uint8Array(width * height);
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2; x < width - 2; x++) {
      const i = y * width + x;
      if (usable.data[i] === 0) continue;
      const gx = ((data[i + 1] ?? 0) - (data[i - 1] ?? 0)) / 2;
      const gy = ((data[i + width] ?? 0) - (data[i - width] ?? 0)) / 2;
      const gradient = Math.sqrt(gx * gx + gy * gy);
      if (gradient >= LEAST_GRADIENT) out[i] = 1 + Math.min(BINS - 2, Math.floor(Math.sqrt(gradient) * 12));
    }
  }
  return out;
}

/** Appends the indices of the strongest pixels of a cell; the weakest bin taken is thinned evenly. */
function pickStrongest(
  strength: Uint8Array,
  width: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  limit: number,
  chosen: number[],
): void {
  const histogram = new Int32Array(BINS);
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const bin = strength[y * width + x] ?? 0;
      histogram[bin] = (histogram[bin] ?? 0) + 1;
    }
  }
  let least = BINS - 1;
  let above = 0;
  while (least > 1 && above + (histogram[least] ?? 0) < limit) above += histogram[least--] ?? 0;
  const room = limit - above;
  const keepEvery = Math.max(1, Math.ceil((histogram[least] ?? 0) / Math.max(1, room)));
  let seen = 0;
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const bin = strength[y * width + x] ?? 0;
      if (bin > least || (bin === least && seen++ % keepEvery === 0)) chosen.push(y * width + x);
    }
  }
}
