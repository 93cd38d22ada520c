// One level of S4: robust Gauss-Newton alignment (Lucas & Kanade 1981; Baker & Matthews 2004) of an affine map with
// gain and bias. Works on points and a sampler, so the same code runs on a pyramid level and on full pixels.
import type { Affine } from "./affine.ts";
import type { Sampler } from "./cubic-kernel.ts";
import type { MeasurePoints } from "./measure-points.ts";
import { solveSymmetric } from "./solve-symmetric.ts";

/** Template(x) ≈ gain · reply(map(x)) + bias, bias in 8-bit levels. */
export type Estimate = {
  readonly map: Affine;
  readonly gain: number;
  readonly bias: number;
  /** Robust standard deviation of what is left, levels. */
  readonly sigma: number;
  /** Points that fell inside the reply in the last step. */
  readonly used: number;
  readonly steps: number;
};

/** Freedom of the motion: 2, 3 or 6 numbers. */
export type MotionModel = "translation" | "scale" | "affine";
const MOTION_SIZE = { translation: 2, scale: 3, affine: 6 } as const;
const MAX_STEPS = 25;
const STOP_PX = 1e-3;
/** Fewer points than this decide nothing. */
export const LEAST_POINTS = 40;

/**
 * Minimises Σ ρ(I(x) − g·R(W(x)) − b) with Huber's ρ at 1.345 σ, σ from the median absolute residual each step.
 * The template's gradient stands for the reply's. Stops when the corners move under 1e-3 px, or after 25 steps.
 */
export function refineAffine(
  points: MeasurePoints,
  sample: Sampler,
  size: { readonly width: number; readonly height: number },
  start: Estimate,
  model: MotionModel,
): Estimate {
  const motion = MOTION_SIZE[model];
  const radius = Math.max(size.width, size.height) / 2;
  const centreX = (size.width - 1) / 2;
  const centreY = (size.height - 1) / 2;
  const warped = new Float64Array(points.count);
  let estimate = start;
  for (let step = 1; step <= MAX_STEPS; step++) {
    const used = sampleAll(points, sample, estimate.map, warped);
    const sigma = residualSigma(points, warped, estimate.gain, estimate.bias);
    estimate = { ...estimate, sigma, used, steps: start.steps + step };
    if (used < LEAST_POINTS) return estimate;
    const delta = solveStep(points, warped, estimate, motion, centreX, centreY, radius);
    if (delta === undefined) return estimate;
    estimate = applyStep(estimate, delta, motion, centreX, centreY, radius);
    let largest = 0;
    for (let k = 0; k < motion; k++) largest = Math.max(largest, Math.abs(delta[k] ?? 0));
    if (largest < STOP_PX) break;
  }
  return estimate;
}

function sampleAll(points: MeasurePoints, sample: Sampler, map: Affine, into: Float64Array): number {
  let used = 0;
  for (let i = 0; i < points.count; i++) {
    const x = points.x[i] ?? 0;
    const y = points.y[i] ?? 0;
    const value = sample(map.a * x + map.b * y + map.e, map.c * x + map.d * y + map.f);
    into[i] = value;
    if (value === value) used++;
  }
  return used;
}

/** 1.4826 times the median absolute residual, from a histogram of 1/8-level bins; at least 0.05. */
function residualSigma(points: MeasurePoints, warped: Float64Array, gain: number, bias: number): number {
  const histogram = new Int32Array(2048);
  let used = 0;
  for (let i = 0; i < points.count; i++) {
    const value = warped[i] ?? Number.NaN;
    if (value !== value) continue;
    const bin = Math.min(2047, Math.floor(Math.abs((points.value[i] ?? 0) - gain * value - bias) * 8));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
    used++;
  }
  let bin = 0;
  let below = 0;
  while (bin < 2047 && below + (histogram[bin] ?? 0) < used / 2) below += histogram[bin++] ?? 0;
  const share = (used / 2 - below) / Math.max(1, histogram[bin] ?? 1);
  return Math.max(0.05, (1.4826 * (bin + share)) / 8);
}

/** Builds and solves the weighted normal equations; unknowns: motion, then gain (per 128 levels), then bias. */
function solveStep(
  points: MeasurePoints,
  warped: Float64Array,
  estimate: Estimate,
  motion: number,
  centreX: number,
  centreY: number,
  radius: number,
): Float64Array | undefined {
  const n = motion + 2;
  const matrix = new Float64Array(n * n);
  const right = new Float64Array(n);
  const row = new Float64Array(n);
  const { gain, bias } = estimate;
  const huber = 1.345 * estimate.sigma;
  for (let i = 0; i < points.count; i++) {
    const value = warped[i] ?? Number.NaN;
    if (value !== value) continue;
    const residual = (points.value[i] ?? 0) - gain * value - bias;
    const size = Math.abs(residual);
    const weight = size > huber ? huber / size : 1;
    const gx = points.gradientX[i] ?? 0;
    const gy = points.gradientY[i] ?? 0;
    const u = ((points.x[i] ?? 0) - centreX) / radius;
    const v = ((points.y[i] ?? 0) - centreY) / radius;
    row[0] = gx;
    row[1] = gy;
    if (motion === 3) row[2] = gx * u + gy * v;
    if (motion === 6) {
      row[2] = gx * u;
      row[3] = gx * v;
      row[4] = gy * u;
      row[5] = gy * v;
    }
    row[motion] = (value - 128) / 128;
    row[motion + 1] = 1;
    for (let a = 0; a < n; a++) {
      const scaled = weight * (row[a] ?? 0);
      right[a] = (right[a] ?? 0) + scaled * residual;
      for (let b = 0; b <= a; b++) matrix[a * n + b] = (matrix[a * n + b] ?? 0) + scaled * (row[b] ?? 0);
    }
  }
  for (let a = 0; a < n; a++) matrix[a * n + a] = (matrix[a * n + a] ?? 0) * (1 + 1e-7) + 1e-6;
  return solveSymmetric(matrix, right);
}

function applyStep(
  estimate: Estimate,
  delta: Float64Array,
  motion: number,
  centreX: number,
  centreY: number,
  radius: number,
): Estimate {
  const at = (k: number) => delta[k] ?? 0;
  let [ux, vx, uy, vy] = [0, 0, 0, 0];
  if (motion === 3) [ux, vy] = [at(2) / radius, at(2) / radius];
  if (motion === 6) [ux, vx, uy, vy] = [at(2) / radius, at(3) / radius, at(4) / radius, at(5) / radius];
  const { map } = estimate;
  const gainStep = at(motion) / 128;
  return {
    ...estimate,
    map: {
      a: map.a + ux,
      b: map.b + vx,
      c: map.c + uy,
      d: map.d + vy,
      e: map.e + at(0) - ux * centreX - vx * centreY,
      f: map.f + at(1) - uy * centreX - vy * centreY,
    },
    gain: Math.min(4, Math.max(0.1, estimate.gain + gainStep)),
    bias: estimate.bias + at(motion + 1) - 128 * gainStep,
  };
}
