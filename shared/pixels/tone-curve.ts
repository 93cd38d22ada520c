// S7: the reply's colour drift undone, one curve per channel: a robust cubic toward the identity, trusted only where
// registered pairs were seen, anchored lines beyond, monotone, as a table over donor units.
import { DONOR_UNIT } from "./pixel-types.ts";
import { solveSymmetric } from "./solve-symmetric.ts";

/** Registered samples outside the selection: `colours` interleaved values per pair, 8-bit levels, and a weight each. */
export type TonePairs = {
  readonly count: number;
  readonly colours: 1 | 3;
  readonly original: Float32Array;
  readonly reply: Float32Array;
  readonly weight: Float32Array;
};

/** One fitted channel: original ≈ F + Σ c_k z^k with z = (F − 128)/128 on low..high, straight lines beyond. */
export type ToneChannel = {
  readonly coefficients: readonly [number, number, number, number];
  readonly low: number;
  readonly high: number;
};

export type ToneCurve = { readonly channels: readonly ToneChannel[]; readonly pairs: number };

const NEUTRAL: ToneChannel = { coefficients: [0, 0, 0, 0], low: 0, high: 255 };
/** Fewer pairs than this fit nothing. */
const LEAST_PAIRS = 200;
const ROUNDS = 6;
/** Pull of each coefficient toward 0 (identity), as a share of the pairs' weight. */
const RIDGE = [1e-5, 1e-4, 1e-3, 2e-3] as const;
/** Slopes of the lines beyond what was seen. */
const SLOPE_RANGE = [0.6, 1.6] as const;

/** Fits every channel by iteratively re-weighted least squares (Huber at 1.345 σ, σ from the median). */
export function fitTone(pairs: TonePairs): ToneCurve {
  const channels: ToneChannel[] = [];
  for (let c = 0; c < pairs.colours; c++) channels.push(fitChannel(pairs, c));
  return { channels, pairs: pairs.count };
}

function fitChannel(pairs: TonePairs, channel: number): ToneChannel {
  const z: number[] = [];
  const shift: number[] = [];
  const weight: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < pairs.count; i++) {
    const f = pairs.reply[i * pairs.colours + channel] ?? 0;
    const o = pairs.original[i * pairs.colours + channel] ?? 0;
    if (f < 1.5 || f > 253.5 || o < 1.5 || o > 253.5) continue;
    values.push(f);
    z.push((f - 128) / 128);
    shift.push(o - f);
    weight.push(pairs.weight[i] ?? 0);
  }
  if (z.length < LEAST_PAIRS) return NEUTRAL;
  const [low, high] = percentileRange(values);
  let fit = new Float64Array(4);
  let sigma = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const next = solveRound(z, shift, weight, fit, sigma);
    if (next === undefined) break;
    fit = next;
    sigma = spread(z, shift, fit);
  }
  return { coefficients: [fit[0] ?? 0, fit[1] ?? 0, fit[2] ?? 0, fit[3] ?? 0], low, high };
}

function shiftAt(fit: ArrayLike<number>, z: number): number {
  return (fit[0] ?? 0) + z * ((fit[1] ?? 0) + z * ((fit[2] ?? 0) + z * (fit[3] ?? 0)));
}

function solveRound(
  z: readonly number[],
  shift: readonly number[],
  weight: readonly number[],
  fit: Float64Array,
  sigma: number,
): Float64Array<ArrayBuffer> | undefined {
  const moments = new Float64Array(7);
  const right = new Float64Array(4);
  const limit = 1.345 * sigma;
  for (let i = 0; i < z.length; i++) {
    const at = z[i] ?? 0;
    const wanted = shift[i] ?? 0;
    const residual = Math.abs(wanted - shiftAt(fit, at));
    let power = (weight[i] ?? 0) * (residual > limit ? limit / residual : 1);
    for (let k = 0; k < 7; k++, power *= at) {
      moments[k] = (moments[k] ?? 0) + power;
      if (k < 4) right[k] = (right[k] ?? 0) + power * wanted;
    }
  }
  const matrix = new Float64Array(16);
  for (let a = 0; a < 4; a++) {
    for (let b = 0; b < 4; b++) matrix[4 * a + b] = moments[a + b] ?? 0;
    matrix[5 * a] = (matrix[5 * a] ?? 0) + (RIDGE[a] ?? 0) * (moments[0] ?? 0) + 1e-6;
  }
  const solution = solveSymmetric(matrix, right);
  return solution === undefined ? undefined : Float64Array.from(solution);
}

/** 1.4826 × median |residual|, at least 0.3 levels. */
function spread(z: readonly number[], shift: readonly number[], fit: Float64Array): number {
  const histogram = new Int32Array(1024);
  for (let i = 0; i < z.length; i++) {
    const bin = Math.min(1023, Math.floor(Math.abs((shift[i] ?? 0) - shiftAt(fit, z[i] ?? 0)) * 16));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  let bin = 0;
  for (let below = 0; bin < 1023 && below + (histogram[bin] ?? 0) < z.length / 2; bin++)
    below += histogram[bin] ?? 0;
  return Math.max(0.3, (1.4826 * (bin + 0.5)) / 16);
}

/** P2 and P98, to whole levels. */
function percentileRange(values: readonly number[]): [number, number] {
  const histogram = new Int32Array(256);
  for (const value of values) {
    const bin = Math.min(255, Math.max(0, Math.round(value)));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  let low = 0;
  for (let sum = histogram[0] ?? 0; low < 255 && sum < 0.02 * values.length; sum += histogram[++low] ?? 0);
  let high = 255;
  for (
    let sum = histogram[255] ?? 0;
    high > low && sum < 0.02 * values.length;
    sum += histogram[--high] ?? 0
  );
  return [low, high];
}

/** The curve's value at a level, before monotony is enforced. */
export function toneAt(channel: ToneChannel, level: number): number {
  const inside = Math.min(channel.high, Math.max(channel.low, level));
  const z = (inside - 128) / 128;
  const value = inside + shiftAt(channel.coefficients, z);
  if (inside === level) return value;
  const [, c1, c2, c3] = channel.coefficients;
  const slope = 1 + (c1 + z * (2 * c2 + 3 * z * c3)) / 128;
  return value + (level - inside) * Math.min(SLOPE_RANGE[1], Math.max(SLOPE_RANGE[0], slope));
}

/** Levels a table reaches below 0 and above 255: bicubic overshoot. */
const MARGIN = 64;
/** Entries per level. */
const FINE = 8;
const TABLE_SIZE = (255 + 2 * MARGIN + 1) * FINE;

/**
 * The table of a channel over donor units, mixed with the identity: `amount` 0 = leave, 1 = full match. Never falls.
 * Read it with `applyTone`.
 */
export function toneTable(channel: ToneChannel, amount: number): Int16Array {
  const table = new Int16Array(TABLE_SIZE);
  let last = -32768;
  for (let i = 0; i < TABLE_SIZE; i++) {
    const level = i / FINE - MARGIN;
    const value = Math.round((level + amount * (toneAt(channel, level) - level)) * DONOR_UNIT);
    last = Math.min(32767, Math.max(last, value));
    table[i] = last;
  }
  return table;
}

/** A donor sample through a table: nearest entry below plus the remainder, so that depth beyond the table is kept. */
export function applyTone(table: Int16Array, sample: number): number {
  const at = sample + MARGIN * DONOR_UNIT;
  const index = Math.min(TABLE_SIZE - 1, Math.max(0, at >> 3));
  return (table[index] ?? 0) + (at & 7);
}
