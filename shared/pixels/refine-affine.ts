// One level of S4: robust Gauss-Newton alignment (Lucas & Kanade 1981; Baker & Matthews 2004) of an affine map with
// gain and bias. Works on points and a sampler, so the same code runs on a pyramid level and on full pixels.
import type { Affine } from "./affine.ts";
import type { Sampler } from "./cubic-kernel.ts";
import type { MeasurePoints } from "./measure-points.ts";
import { solveSymmetric } from "./solve-symmetric.ts";

/**
 * Template(x) ≈ the photometric model of reply(map(x)): Σ p_k z^k (k = 0..3) + p_4·u + p_5·v, in 8-bit levels, with
 * z = (R − 128)/128 and u, v the place in -1..1. Gain and bias alone would let a gamma drift pull on the motion.
 */
export type Estimate = {
  readonly map: Affine;
  readonly photometry: Photometry;
  /** Robust standard deviation of what is left, levels. */
  readonly sigma: number;
  /** Points that fell inside the reply in the last step. */
  readonly used: number;
  readonly steps: number;
};

/** p_0..p_5 as in `Estimate`; `LEAVE` is the identity. */
export type Photometry = readonly [number, number, number, number, number, number];
export const LEAVE: Photometry = [128, 128, 0, 0, 0, 0];

/** The template's expected level for a reply level at a place. */
export function photometryAt(p: Photometry, level: number, u: number, v: number): number {
  const z = (level - 128) / 128;
  return p[0] + z * (p[1] + z * (p[2] + z * p[3])) + p[4] * u + p[5] * v;
}

/** Freedom of the motion: 2, 3 or 6 numbers. */
export type MotionModel = "translation" | "scale" | "affine";
const MOTION_SIZE = { translation: 2, scale: 3, affine: 6 } as const;
const MAX_STEPS = 25;
/** Corner motion per step at which the last level is done, the last steps on full pixels, and a level before, px. */
export const STOP_PX = 1e-3;
export const FULL_STOP_PX = 4e-3;
export const COARSE_STOP_PX = 1e-2;
/** Fewer points than this decide nothing. */
export const LEAST_POINTS = 40;

/** Where a point lies: -1..1 along the longer edge. */
type Frame = { readonly centreX: number; readonly centreY: number; readonly radius: number };

/**
 * Minimises Σ ρ(I(x) − p(R(W(x)))) with Huber's ρ at 1.345 σ, σ from the median absolute residual each step. The
 * template's gradient stands for the reply's. Stops when the corners move under `stopPx`, or after 25 steps.
 */
export function refineAffine(
  points: MeasurePoints,
  sample: Sampler,
  size: { readonly width: number; readonly height: number },
  start: Estimate,
  model: MotionModel,
  stopPx: number = STOP_PX,
): Estimate {
  const motion = MOTION_SIZE[model];
  const frame = {
    centreX: (size.width - 1) / 2,
    centreY: (size.height - 1) / 2,
    radius: Math.max(size.width, size.height) / 2,
  };
  const warped = new Float64Array(points.count);
  const residual = new Float64Array(points.count);
  let estimate = start;
  for (let step = 1; step <= MAX_STEPS; step++) {
    const used = sampleAll(points, sample, estimate, frame, warped, residual);
    const sigma = robustSigma(residual, used);
    estimate = { ...estimate, sigma, used, steps: start.steps + step };
    if (used < LEAST_POINTS) return estimate;
    const delta = solveStep(points, warped, residual, sigma, motion, frame);
    if (delta === undefined) return estimate;
    estimate = applyStep(estimate, delta, motion, frame);
    let largest = 0;
    for (let k = 0; k < motion; k++) largest = Math.max(largest, Math.abs(delta[k] ?? 0));
    if (largest < stopPx) break;
  }
  return estimate;
}

function sampleAll(
  points: MeasurePoints,
  sample: Sampler,
  { map, photometry }: Estimate,
  { centreX, centreY, radius }: Frame,
  warped: Float64Array,
  residual: Float64Array,
): number {
  let used = 0;
  for (let i = 0; i < points.count; i++) {
    const x = points.x[i] ?? 0;
    const y = points.y[i] ?? 0;
    const value = sample(map.a * x + map.b * y + map.e, map.c * x + map.d * y + map.f);
    warped[i] = value;
    if (value === value) used++;
    const expected = photometryAt(photometry, value, (x - centreX) / radius, (y - centreY) / radius);
    residual[i] = (points.value[i] ?? 0) - expected;
  }
  return used;
}

/** 1.4826 times the median absolute residual, from a histogram of 1/8-level bins; at least 0.05. NaN does not count. */
function robustSigma(residual: Float64Array, used: number): number {
  const histogram = new Int32Array(2048);
  for (let i = 0; i < residual.length; i++) {
    const size = Math.abs(residual[i] ?? 0);
    if (size !== size) continue;
    const bin = Math.min(2047, Math.floor(size * 8));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  let bin = 0;
  let below = 0;
  while (bin < 2047 && below + (histogram[bin] ?? 0) < used / 2) below += histogram[bin++] ?? 0;
  const share = (used / 2 - below) / Math.max(1, histogram[bin] ?? 1);
  return Math.max(0.05, (1.4826 * (bin + share)) / 8);
}

const PHOTOMETRIC = 6;

/** Builds and solves the weighted normal equations; unknowns: motion, then photometry. */
function solveStep(
  points: MeasurePoints,
  warped: Float64Array,
  residual: Float64Array,
  sigma: number,
  motion: number,
  { centreX, centreY, radius }: Frame,
): Float64Array | undefined {
  const n = motion + PHOTOMETRIC;
  const matrix = new Float64Array(n * n);
  const right = new Float64Array(n);
  const row = new Float64Array(n);
  const huber = 1.345 * sigma;
  for (let i = 0; i < points.count; i++) {
    const error = residual[i] ?? Number.NaN;
    if (error !== error) continue;
    const size = Math.abs(error);
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
    const z = ((warped[i] ?? 0) - 128) / 128;
    row[motion] = 1;
    row[motion + 1] = z;
    row[motion + 2] = z * z;
    row[motion + 3] = z * z * z;
    row[motion + 4] = u;
    row[motion + 5] = v;
    for (let a = 0, at = 0; a < n; a++, at += n) {
      const scaled = weight * (row[a] ?? 0);
      right[a] = (right[a] ?? 0) + scaled * error;
      for (let b = 0; b <= a; b++) matrix[at + b] = (matrix[at + b] ?? 0) + scaled * (row[b] ?? 0);
    }
  }
  for (let a = 0; a < n; a++) {
    const rest = a < motion ? 1e-6 : 1e-4 * points.count;
    matrix[a * n + a] = (matrix[a * n + a] ?? 0) * (1 + 1e-7) + rest;
  }
  return solveSymmetric(matrix, right);
}

function applyStep(
  estimate: Estimate,
  delta: Float64Array,
  motion: number,
  { centreX, centreY, radius }: Frame,
): Estimate {
  const at = (k: number) => delta[k] ?? 0;
  let [ux, vx, uy, vy] = [0, 0, 0, 0];
  if (motion === 3) [ux, vy] = [at(2) / radius, at(2) / radius];
  if (motion === 6) [ux, vx, uy, vy] = [at(2) / radius, at(3) / radius, at(4) / radius, at(5) / radius];
  const { map, photometry: p } = estimate;
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
    photometry: [
      p[0] + at(motion),
      p[1] + at(motion + 1),
      p[2] + at(motion + 2),
      p[3] + at(motion + 3),
      p[4] + at(motion + 4),
      p[5] + at(motion + 5),
    ],
  };
}
