// S9: which part of the selection really changed. Differences are judged by what the unchanged surroundings show; the
// rest of the selection stays the original. On a grid of half size: two pixels are finer than any edge drawn from it.
import { addEnergyRow, ENERGY_UNIT, writeEnergyRow } from "./change-energy.ts";
import { colourCount, type Plane8, type Raster, type Rect } from "./pixel-types.ts";
import { labelComponents } from "./mask-components.ts";
import { maskBounds } from "./mask-morphology.ts";
import { fullRect, inflateRect, intersectRects, isEmptyRect } from "./rect.ts";
import { squaredDistance } from "./squared-distance.ts";

/** Differences over a box at half size: mean |F − I| over 2 × 2 px and channels, box-blurred, in 1/16 level. */
export type ChangeEnergy = { readonly width: number; readonly height: number; readonly data: Uint16Array };

/** Two thresholds in units of the energy: what is surely change, and what belongs to it when joined. */
export type ChangeThresholds = { readonly low: number; readonly high: number };

const BLUR_RADIUS = 1;
/** Thresholds when nothing outside can be measured, levels. */
const FALLBACK = { low: 6, high: 14 };
/** Least thresholds, levels: below this nobody sees a change. */
const FLOOR = { low: 1.2, high: 2.5 };

/** Measures over `box`; `donor` is the matched donor of that box. */
export function changeEnergy(original: Raster, donor: Int16Array, box: Rect): ChangeEnergy {
  const width = (box.width + 1) >> 1;
  const height = (box.height + 1) >> 1;
  const data = new Uint16Array(width * height);
  const sums = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let k = 2 * y; k < Math.min(box.height, 2 * y + 2); k++) addEnergyRow(original, donor, box, k, sums);
    writeEnergyRow(sums, box, y, colourCount(original), data);
  }
  return smoothEnergy({ width, height, data });
}

/** What was measured, box-blurred. */
export function smoothEnergy({ width, height, data }: ChangeEnergy): ChangeEnergy {
  return { width, height, data: blurBox(data, width, height, BLUR_RADIUS) };
}

/** Box mean of radius r, separable with running sums; the border repeats. */
export function blurBox(data: Uint16Array, width: number, height: number, radius: number): Uint16Array {
  const across = new Uint16Array(data.length);
  const span = 2 * radius + 1;
  // A row with its border repeated: nothing has to be held within it.
  const line = new Uint16Array(width + span);
  for (let y = 0; y < height; y++) {
    const base = y * width;
    line.fill(data[base] ?? 0, 0, radius);
    line.set(data.subarray(base, base + width), radius);
    line.fill(data[base + width - 1] ?? 0, radius + width);
    let sum = 0;
    for (let k = 0; k < span; k++) sum += line[k] ?? 0;
    for (let x = 0; x < width; x++) {
      across[base + x] = sum / span;
      sum += (line[x + span] ?? 0) - (line[x] ?? 0);
    }
  }
  const out = new Uint16Array(data.length);
  const sums = new Uint32Array(width);
  for (let k = -radius; k <= radius; k++) {
    const base = Math.min(height - 1, Math.max(0, k)) * width;
    for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + (across[base + x] ?? 0);
  }
  for (let y = 0; y < height; y++) {
    const enter = Math.min(height - 1, y + radius + 1) * width;
    const leave = Math.max(0, y - radius) * width;
    const base = y * width;
    for (let x = 0; x < width; x++) {
      const sum = sums[x] ?? 0;
      out[base + x] = sum / span;
      sums[x] = sum + (across[enter + x] ?? 0) - (across[leave + x] ?? 0);
    }
  }
  return out;
}

/** Half-size selection over the box: 255 where any of the 2 × 2 pixels is in the support. */
export function halveSupport(support: Plane8, box: Rect): Plane8 {
  const width = (box.width + 1) >> 1;
  const height = (box.height + 1) >> 1;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < box.height; y++) {
    const row = (box.y + y) * support.width + box.x;
    const base = (y >> 1) * width;
    const pairs = box.width >> 1;
    for (let x = 0, i = row; x < pairs; x++, i += 2)
      data[base + x] = (data[base + x] ?? 0) | (support.data[i] ?? 0) | (support.data[i + 1] ?? 0);
    if (pairs < width) data[base + pairs] = (data[base + pairs] ?? 0) | (support.data[row + 2 * pairs] ?? 0);
  }
  return { width, height, data };
}

/** What counts as a change where the surroundings say nothing of the noise. */
export const plainThresholds: ChangeThresholds = {
  low: FALLBACK.low * ENERGY_UNIT,
  high: FALLBACK.high * ENERGY_UNIT,
};

/**
 * Thresholds from the energy outside the selection: the 97th and 99.8th percentile, but never more than 4 and 8 times
 * the 75th plus 2 levels (a change that spills over the border must not hide itself), and never under the floor.
 */
export function changeThresholds(energy: ChangeEnergy, selected: Plane8): ChangeThresholds {
  const histogram = new Int32Array(65536);
  let count = 0;
  for (let i = 0; i < energy.data.length; i++) {
    if (selected.data[i] !== 0) continue;
    const value = energy.data[i] ?? 0;
    histogram[value] = (histogram[value] ?? 0) + 1;
    count++;
  }
  if (count < 500) return plainThresholds;
  const [p75, p97, p998] = percentiles(histogram, count, [0.75, 0.97, 0.998]) as [number, number, number];
  return {
    low: Math.max(FLOOR.low * ENERGY_UNIT, Math.min(p97, 4 * p75 + 2 * ENERGY_UNIT)),
    high: Math.max(FLOOR.high * ENERGY_UNIT, Math.min(p998, 8 * p75 + 2 * ENERGY_UNIT)),
  };
}

/** The values below which the given rising shares of a histogram lie. */
export function percentiles(histogram: Int32Array, count: number, shares: readonly number[]): number[] {
  const out: number[] = [];
  let value = 0;
  let below = histogram[0] ?? 0;
  for (const share of shares) {
    while (value < histogram.length - 1 && below < share * count) below += histogram[++value] ?? 0;
    out.push(value);
  }
  return out;
}

/** Least area of a change, px of the half-size grid: speckles are not changes. */
export const LEAST_CHANGE = 24;

/** Hysteresis (Canny 1986): parts above `low` that hold a sample above `high`. With `within`, only inside it. */
export function changedParts(
  energy: ChangeEnergy,
  thresholds: ChangeThresholds,
  within?: Plane8,
  leastArea = LEAST_CHANGE,
): Plane8 {
  const { width, height, data } = energy;
  const weak = new Uint8Array(width * height);
  for (let i = 0; i < weak.length; i++) {
    if ((data[i] ?? 0) > thresholds.low && (within === undefined || within.data[i] !== 0)) weak[i] = 255;
  }
  const labelling = labelComponents({ width, height, data: weak }, 8);
  const { spans, labels, components } = labelling;
  const isStrong = new Uint8Array(components.length);
  for (let i = 0; i < spans.count; i++) {
    const label = labels[i] ?? 0;
    if (isStrong[label] !== 0 || (components[label]?.areaPx ?? 0) < leastArea) continue;
    const base = (spans.row[i] ?? 0) * width;
    for (let x = spans.start[i] ?? 0; x < (spans.end[i] ?? 0); x++) {
      if ((data[base + x] ?? 0) > thresholds.high) isStrong[label] = 1;
    }
  }
  const out = new Uint8Array(width * height);
  for (let i = 0; i < spans.count; i++) {
    if (isStrong[labels[i] ?? 0] === 0) continue;
    const base = (spans.row[i] ?? 0) * width;
    out.fill(255, base + (spans.start[i] ?? 0), base + (spans.end[i] ?? 0));
  }
  return { width, height, data: out };
}

/** Alpha cap α_c at half size: 255 within `growPx` of a change, falling linearly to 0 over `fallPx` (full px). */
export function changeCap(changed: Plane8, growPx: number, fallPx: number): Plane8 {
  const { width, height } = changed;
  const grow = growPx / 2;
  const fall = fallPx / 2;
  const reach = Math.ceil(grow + fall);
  const data = new Uint8Array(width * height);
  const bounds = maskBounds(changed);
  if (isEmptyRect(bounds)) return { width, height, data };
  const area = intersectRects(inflateRect(bounds, reach), fullRect(changed));
  const squared = squaredDistance(changed, area, reach, false, 0);
  const byDistance = new Uint8Array(reach * reach + 1);
  for (let d2 = 0; d2 < byDistance.length; d2++) {
    byDistance[d2] = Math.round(255 * Math.min(1, Math.max(0, 1 - (Math.sqrt(d2) - grow) / fall)));
  }
  for (let y = 0; y < area.height; y++) {
    const to = (area.y + y) * width + area.x - y * area.width;
    for (let i = y * area.width; i < (y + 1) * area.width; i++) {
      const d2 = squared[i] ?? 0;
      if (d2 < byDistance.length) data[to + i] = byDistance[d2] ?? 0;
    }
  }
  return { width, height, data };
}
