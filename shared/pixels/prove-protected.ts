// S12, first half: the count that is the product's promise. Compares whole pixels bit for bit; knows no pipeline.
import type { Plane8, Raster, Rect } from "./pixel-types.ts";
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

/** Pixels of `area` where two rasters differ: one bit each (bit i of word i >> 5), rows of the area one after the other. */
export type DifferenceBits = { readonly area: Rect; readonly bits: Uint32Array };

/** Marks the pixels of `area` that differ; see `countDifferences` for what is compared. */
export function differenceBits(original: Raster, reply: Raster, area: Rect): DifferenceBits {
  const bits = new Uint32Array((area.width * area.height + 31) >> 5);
  const isDifferent = pixelComparer(original, reply);
  for (let y = 0, k = 0; y < area.height; y++) {
    const row = (area.y + y) * original.width + area.x;
    for (let x = 0; x < area.width; x++, k++)
      if (isDifferent(row + x)) bits[k >> 5] = (bits[k >> 5] ?? 0) | (1 << (k & 31));
  }
  return { area, bits };
}

/** Pixels that differ in colour (and alpha, when both have one); a reply of another depth is compared in 8 bits. */
export function countDifferences(original: Raster, reply: Raster): number {
  const isDifferent = pixelComparer(original, reply);
  let count = 0;
  for (let i = 0; i < original.width * original.height; i++) if (isDifferent(i)) count++;
  return count;
}

function pixelComparer(original: Raster, reply: Raster): (pixel: number) => boolean {
  const isSameKind =
    original.channels === reply.channels && original.data.BYTES_PER_ELEMENT === reply.data.BYTES_PER_ELEMENT;
  const before = isSameKind ? wholePixels(original) : undefined;
  const after = isSameKind ? wholePixels(reply) : undefined;
  if (before !== undefined && after !== undefined) return (pixel) => before[pixel] !== after[pixel];
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
