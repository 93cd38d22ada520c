// S12, first half: the count that is the product's promise. Compares whole pixels bit for bit; knows no pipeline.
import type { Plane8, Raster } from "./pixel-types.ts";
import { wholePixels } from "./whole-pixels.ts";

/** Protected pixels (α = 0) in all, and how many of them differ between two rasters of one shape. */
export type Proof = { readonly protectedPixels: number; readonly changedPixels: number };

/** Counts pixels with α = 0, and those of them where any sample differs. */
export function proveProtected(original: Raster, result: Raster, alpha: Plane8): Proof {
  assertSameShape(original, result);
  const before = wholePixels(original);
  const after = wholePixels(result);
  const open = alpha.data;
  const protectedPixels = countZero(open);
  let changedPixels = 0;
  if (before !== undefined && after !== undefined) {
    for (let i = 0; i < before.length; i++) if (before[i] !== after[i] && open[i] === 0) changedPixels++;
    return { protectedPixels, changedPixels };
  }
  for (let i = 0; i < open.length; i++)
    if (open[i] === 0 && isPixelChanged(original, result, i)) changedPixels++;
  return { protectedPixels, changedPixels };
}

/** How many bytes are 0; runs of four are read as one word. */
function countZero(data: Uint8Array): number {
  const words =
    data.byteOffset % 4 === 0 ? new Uint32Array(data.buffer, data.byteOffset, data.length >> 2) : undefined;
  let count = 0;
  let from = 0;
  if (words !== undefined) {
    for (let w = 0; w < words.length; w++) {
      if (words[w] === 0) count += 4;
      else for (let i = 4 * w; i < 4 * w + 4; i++) if (data[i] === 0) count++;
    }
    from = 4 * words.length;
  }
  for (let i = from; i < data.length; i++) if (data[i] === 0) count++;
  return count;
}

function isPixelChanged(a: Raster, b: Raster, pixel: number): boolean {
  const end = (pixel + 1) * a.channels;
  for (let k = pixel * a.channels; k < end; k++) if (a.data[k] !== b.data[k]) return true;
  return false;
}

function assertSameShape(a: Raster, b: Raster): void {
  if (a.width !== b.width || a.height !== b.height || a.channels !== b.channels) {
    throw new RangeError("rasters of different shape cannot be compared");
  }
}

/** One bit per pixel (bit i of word i >> 5): set where the raw reply differs from the original, and how many are. */
export type DifferenceBits = { readonly bits: Uint32Array; readonly count: number };

/** Compares colour (and alpha, when both have one) of equal sizes; a reply of another depth is compared in 8 bits. */
export function differenceBits(original: Raster, reply: Raster): DifferenceBits {
  const pixels = original.width * original.height;
  const bits = new Uint32Array((pixels + 31) >> 5);
  const isSameKind =
    original.channels === reply.channels && original.data.BYTES_PER_ELEMENT === reply.data.BYTES_PER_ELEMENT;
  const before = isSameKind ? wholePixels(original) : undefined;
  const after = isSameKind ? wholePixels(reply) : undefined;
  let count = 0;
  const mark = (i: number) => {
    bits[i >> 5] = (bits[i >> 5] ?? 0) | (1 << (i & 31));
    count++;
  };
  if (before !== undefined && after !== undefined) {
    for (let w = 0; w < bits.length; w++) {
      const end = Math.min(pixels, 32 * w + 32);
      let word = 0;
      for (let i = 32 * w; i < end; i++) if (before[i] !== after[i]) word |= 1 << (i & 31);
      bits[w] = word;
      count += countBits(word);
    }
    return { bits, count };
  }
  const shared = Math.min(original.channels, reply.channels);
  const shiftA = original.data instanceof Uint16Array && !isSameKind ? 8 : 0;
  const shiftB = reply.data instanceof Uint16Array && !isSameKind ? 8 : 0;
  for (let i = 0; i < pixels; i++) {
    for (let c = 0; c < shared; c++) {
      const a = (original.data[i * original.channels + c] ?? 0) >> shiftA;
      const b = (reply.data[i * reply.channels + c] ?? 0) >> shiftB;
      if (a === b) continue;
      mark(i);
      break;
    }
  }
  return { bits, count };
}

/** Set bits of a word (SWAR population count). */
function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
