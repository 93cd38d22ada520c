// S12, first half: the count that is the product's promise. Compares whole pixels bit for bit; knows no pipeline.
import type { Plane8, Raster, Rect } from "./pixel-types.ts";
import { fullRect } from "./rect.ts";
import { wholePixels } from "./whole-pixels.ts";

/** Protected pixels (α = 0) in all, and how many of them differ between two rasters of one shape. */
export type Proof = { readonly protectedPixels: number; readonly changedPixels: number };

/**
 * Counts pixels with α = 0, and those of them where any sample differs. `result` and `alpha` cover `box` of the original,
 * or all of it.
 */
export function proveProtected(
  original: Raster,
  result: Raster,
  alpha: Plane8,
  box: Rect = fullRect(original),
): Proof {
  assertSameKind(original, result, box);
  const before = wholePixels(original);
  const after = wholePixels(result);
  const open = alpha.data;
  const sum = { protectedPixels: 0, changedPixels: 0 };
  for (let y = 0; y < box.height; y++) {
    const from = y * box.width;
    const ahead = (box.y + y) * original.width + box.x - from;
    if (before !== undefined && after !== undefined)
      proveRow(before, after, open, from, from + box.width, ahead, sum);
    else
      for (let i = from; i < from + box.width; i++) {
        if (open[i] !== 0) continue;
        sum.protectedPixels++;
        if (isPixelChanged(original, i + ahead, result, i)) sum.changedPixels++;
      }
  }
  return sum;
}

/** Whole pixels `from`..`to` of the result, which lie `ahead` in the original. */
function proveRow(
  before: Uint32Array,
  after: Uint32Array,
  open: Uint8Array,
  from: number,
  to: number,
  ahead: number,
  sum: { protectedPixels: number; changedPixels: number },
): void {
  let [kept, changed] = [0, 0];
  for (let i = from; i < to; i++) {
    if (open[i] !== 0) continue;
    kept++;
    if (before[i + ahead] !== after[i]) changed++;
  }
  sum.protectedPixels += kept;
  sum.changedPixels += changed;
}

function isPixelChanged(a: Raster, i: number, b: Raster, j: number): boolean {
  const { channels } = a;
  for (let k = 0; k < channels; k++) if (a.data[i * channels + k] !== b.data[j * channels + k]) return true;
  return false;
}

function assertSameKind(original: Raster, result: Raster, box: Rect): void {
  if (result.width !== box.width || result.height !== box.height || original.channels !== result.channels) {
    throw new RangeError("rasters of different shape cannot be compared");
  }
}

/** Pixels of `area` where two rasters differ: one bit each (bit i of word i >> 5), rows of the area one after the other. */
export type DifferenceBits = { readonly area: Rect; readonly bits: Uint32Array };

/** Marks the pixels of `area` that differ; see `countDifferences` for what is compared. */
export function differenceBits(original: Raster, reply: Raster, area: Rect): DifferenceBits {
  const bits = new Uint32Array((area.width * area.height + 31) >> 5);
  const pair = wholePair(original, reply);
  const isDifferent = pixelComparer(original, reply);
  for (let y = 0, k = 0; y < area.height; y++) {
    const row = (area.y + y) * original.width + area.x;
    if (pair !== undefined) markRow(pair.before, pair.after, row, area.width, bits, k);
    else
      for (let x = 0; x < area.width; x++)
        if (isDifferent(row + x)) bits[(k + x) >> 5] = (bits[(k + x) >> 5] ?? 0) | (1 << ((k + x) & 31));
    k += area.width;
  }
  return { area, bits };
}

/** One row of whole pixels, from bit `k` on. */
function markRow(
  before: Uint32Array,
  after: Uint32Array,
  row: number,
  width: number,
  bits: Uint32Array,
  k: number,
): void {
  let word = bits[k >> 5] ?? 0;
  for (let x = 0, at = k; x < width; x++, at++) {
    if (before[row + x] !== after[row + x]) word |= 1 << (at & 31);
    if ((at & 31) !== 31) continue;
    bits[at >> 5] = word;
    word = 0;
  }
  if (((k + width) & 31) !== 0) bits[(k + width) >> 5] = word;
}

/** Pixels that differ in colour (and alpha, when both have one); a reply of another depth is compared in 8 bits. */
export function countDifferences(original: Raster, reply: Raster): number {
  const isDifferent = pixelComparer(original, reply);
  let count = 0;
  for (let i = 0; i < original.width * original.height; i++) if (isDifferent(i)) count++;
  return count;
}

type WholePair = { readonly before: Uint32Array; readonly after: Uint32Array };

/** Both as whole pixels, where they are of one kind. */
function wholePair(original: Raster, reply: Raster): WholePair | undefined {
  const before = wholePixels(original);
  const after = wholePixels(reply);
  return before === undefined || after === undefined ? undefined : { before, after };
}

/** For rasters of any two kinds. */
function pixelComparer(original: Raster, reply: Raster): (pixel: number) => boolean {
  const isSameKind =
    original.channels === reply.channels && original.data.BYTES_PER_ELEMENT === reply.data.BYTES_PER_ELEMENT;
  const shared = Math.min(original.channels, reply.channels);
  const shiftA = original.data instanceof Uint16Array && !isSameKind ? 8 : 0;
  const shiftB = reply.data instanceof Uint16Array && !isSameKind ? 8 : 0;
  return (pixel) => {
    for (let c = 0; c < shared; c++) {
      const a = (original.data[pixel * original.channels + c] ?? 0) >> shiftA;
      const b = (reply.data[pixel * reply.channels + c] ?? 0) >> shiftB;
      if (a !== b) return true;
    }
    return false;
  };
}
