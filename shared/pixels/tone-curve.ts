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
const ROUNDS = 4;
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

/** One channel's pairs: place of F in -1..1, I − F, weight. */
type ToneSamples = { readonly z: Float32Array; readonly shift: Float32Array; readonly weight: Float32Array };

function fitChannel(pairs: TonePairs, channel: number): ToneChannel {
  const z = new Float32Array(pairs.count);
  const shift = new Float32Array(pairs.count);
  const weight = new Float32Array(pairs.count);
  let count = 0;
  for (let i = 0; i < pairs.count; i++) {
    const f = pairs.reply[i * pairs.colours + channel] ?? 0;
    const o = pairs.original[i * pairs.colours + channel] ?? 0;
    if (f < 1.5 || f > 253.5 || o < 1.5 || o > 253.5) continue;
    z[count] = (f - 128) / 128;
    shift[count] = o - f;
    weight[count++] = pairs.weight[i] ?? 0;
  }
  if (count < LEAST_PAIRS) return NEUTRAL;
  const samples = {
    z: z.subarray(0, count),
    shift: shift.subarray(0, count),
    weight: weight.subarray(0, count),
  };
  const [low, high] = percentileRange(samples.z);
  let fit = new Float64Array(4);
  let sigma = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const next = solveRound(samples, fit, sigma);
    if (next === undefined) break;
    fit = next;
    sigma = spread(samples, fit);
  }
  return { coefficients: [fit[0] ?? 0, fit[1] ?? 0, fit[2] ?? 0, fit[3] ?? 0], low, high };
}

function shiftAt(fit: ArrayLike<number>, z: number): number {
  return (fit[0] ?? 0) + z * ((fit[1] ?? 0) + z * ((fit[2] ?? 0) + z * (fit[3] ?? 0)));
}

function solveRound(
  { z, shift, weight }: ToneSamples,
  fit: Float64Array,
  sigma: number,
): Float64Array<ArrayBuffer> | undefined {
  let [m0, m1, m2, m3, m4, m5, m6] = [0, 0, 0, 0, 0, 0, 0];
  let [r0, r1, r2, r3] = [0, 0, 0, 0];
  const limit = 1.345 * sigma;
  for (let i = 0; i < z.length; i++) {
    const at = z[i] ?? 0;
    const wanted = shift[i] ?? 0;
    const residual = Math.abs(wanted - shiftAt(fit, at));
    const w0 = (weight[i] ?? 0) * (residual > limit ? limit / residual : 1);
    const w1 = w0 * at;
    const w2 = w1 * at;
    const w3 = w2 * at;
    m0 += w0;
    m1 += w1;
    m2 += w2;
    m3 += w3;
    m4 += w2 * at * at;
    m5 += w3 * at * at;
    m6 += w3 * at * at * at;
    r0 += w0 * wanted;
    r1 += w1 * wanted;
    r2 += w2 * wanted;
    r3 += w3 * wanted;
  }
  const moments = [m0, m1, m2, m3, m4, m5, m6];
  const right = Float64Array.of(r0, r1, r2, r3);
  const matrix = new Float64Array(16);
  for (let a = 0; a < 4; a++) {
    for (let b = 0; b < 4; b++) matrix[4 * a + b] = moments[a + b] ?? 0;
    matrix[5 * a] = (matrix[5 * a] ?? 0) + (RIDGE[a] ?? 0) * (moments[0] ?? 0) + 1e-6;
  }
  const solution = solveSymmetric(matrix, right);
  return solution === undefined ? undefined : Float64Array.from(solution);
}

/** 1.4826 × median |residual|, at least 0.3 levels. */
function spread({ z, shift }: ToneSamples, fit: Float64Array): number {
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
function percentileRange(values: Float32Array): [number, number] {
  const histogram = new Int32Array(256);
  for (let i = 0; i < values.length; i++) {
    const bin = Math.min(255, Math.max(0, Math.round((values[i] ?? 0) * 128 + 128)));
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
const MARGIN = 96;
/** The same in donor units: what is added to a sample to find its place, times `FINE` over the unit. */
export const TONE_MARGIN = MARGIN * DONOR_UNIT;
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
  const at = sample + TONE_MARGIN;
  const index = Math.min(TABLE_SIZE - 1, Math.max(0, at >> 3));
  return (table[index] ?? 0) + (at & 7);
}

/**
 * A row of one channel through a table, plus a correction per pixel (donor units): `to[j] = tone(from[j]) + correction`,
 * j from `start` in steps of `stride`. Bicubic samples of 0..255 stay within the table's margin, so nothing is clamped.
 */
export function applyToneRow(
  table: Int16Array,
  from: Int16Array,
  to: Int16Array,
  start: number,
  stride: number,
  correction: Int16Array,
): void {
  for (let x = 0, j = start; x < correction.length; x++, j += stride) {
    const at = (from[j] ?? 0) + TONE_MARGIN;
    to[j] = (table[at >> 3] ?? 0) + (at & 7) + (correction[x] ?? 0);
  }
}
