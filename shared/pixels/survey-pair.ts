// The one look at every pixel of a window and its reply: reduced lumas for S4, whether either shows through, and how many
// pixels the reply changed. Taken together because a 4K picture takes longer to read than to add up.
import { LUMA, reduceLuma } from "./luma-plane.ts";
import type { PlaneF, Raster } from "./pixel-types.ts";
import { countDifferences } from "./prove-protected.ts";
import { isOpaque, wholePixels } from "./whole-pixels.ts";

/** What one look tells of two rasters of one size. */
export type PairSurvey = {
  /** Block means of luma, as `reduceLuma` gives them. */
  readonly original: PlaneF;
  readonly reply: PlaneF;
  readonly isOriginalOpaque: boolean;
  readonly isReplyOpaque: boolean;
  /** Pixels that differ in any sample. */
  readonly changedPixels: number;
};

/** Reads both once where both are 8-bit RGBA, otherwise piece by piece. `factor` is a whole number from 1. */
export function surveyPair(original: Raster, reply: Raster, factor: number): PairSurvey {
  const before = factor <= 128 ? wholePixels(original) : undefined;
  const after = factor <= 128 ? wholePixels(reply) : undefined;
  if (before !== undefined && after !== undefined && Math.min(original.width, original.height) >= factor)
    return surveyWhole(before, after, original, factor);
  return {
    original: reduceLuma(original, factor),
    reply: reduceLuma(reply, factor),
    isOriginalOpaque: isOpaque(original),
    isReplyOpaque: isOpaque(reply),
    changedPixels: countDifferences(original, reply),
  };
}

type Size = { readonly width: number; readonly height: number };

function surveyWhole(before: Uint32Array, after: Uint32Array, size: Size, factor: number): PairSurvey {
  const width = Math.floor(size.width / factor);
  const height = Math.floor(size.height / factor);
  const sums = { before: new Float32Array(width * height), after: new Float32Array(width * height) };
  const seen = { before: -1, after: -1, changed: 0 };
  for (let y = 0; y < size.height; y++) {
    const row = y * size.width;
    let rest = row;
    const block = Math.floor(y / factor);
    if (block < height) {
      const to = block * width;
      addRow(before, after, row, factor, sums.before, sums.after, to, width, seen);
      rest += width * factor;
    }
    for (let i = rest; i < row + size.width; i++) {
      seen.before &= before[i] ?? 0;
      seen.after &= after[i] ?? 0;
      if (before[i] !== after[i]) seen.changed++;
    }
  }
  const scale = 1 / (factor * factor);
  for (const data of [sums.before, sums.after])
    for (let i = 0; i < data.length; i++) data[i] = (data[i] ?? 0) * scale;
  return {
    original: { width, height, data: sums.before },
    reply: { width, height, data: sums.after },
    isOriginalOpaque: seen.before >>> 24 === 255,
    isReplyOpaque: seen.after >>> 24 === 255,
    changedPixels: seen.changed,
  };
}

/** One row of blocks: red and blue are summed in two halves of one integer. */
function addRow(
  before: Uint32Array,
  after: Uint32Array,
  from: number,
  factor: number,
  sumBefore: Float32Array,
  sumAfter: Float32Array,
  to: number,
  width: number,
  seen: { before: number; after: number; changed: number },
): void {
  const [red, green, blue] = LUMA;
  let allBefore = seen.before;
  let allAfter = seen.after;
  let changed = 0;
  let i = from;
  for (let x = to; x < to + width; x++) {
    let redBlueBefore = 0;
    let greenBefore = 0;
    let redBlueAfter = 0;
    let greenAfter = 0;
    for (const end = i + factor; i < end; i++) {
      const a = before[i] ?? 0;
      const b = after[i] ?? 0;
      redBlueBefore += a & 0xff00ff;
      greenBefore += (a >> 8) & 255;
      redBlueAfter += b & 0xff00ff;
      greenAfter += (b >> 8) & 255;
      allBefore &= a;
      allAfter &= b;
      if (a !== b) changed++;
    }
    sumBefore[x] =
      (sumBefore[x] ?? 0) +
      red * (redBlueBefore & 0xffff) +
      green * greenBefore +
      blue * (redBlueBefore >>> 16);
    sumAfter[x] =
      (sumAfter[x] ?? 0) + red * (redBlueAfter & 0xffff) + green * greenAfter + blue * (redBlueAfter >>> 16);
  }
  seen.before = allBefore;
  seen.after = allAfter;
  seen.changed += changed;
}
