// The optional blend of S11 in frequency bands (Burt & Adelson 1983): low frequencies cross the edge slowly, detail
// quickly. Gives a donor to be laid with the same α, so the protected pixels and the support stay what they were.
import { colourCount, DONOR_UNIT, levelScale, type Raster, type Rect } from "./pixel-types.ts";

const LEVELS = 5;
type Grid = { readonly width: number; readonly height: number; readonly data: Float32Array };

/**
 * Blends D = F − I by Laplacian bands with the Gaussian pyramid of α, then divides by α so that `I + (out − I)·α` gives
 * the banded result; under α of 1/8 it returns to F. Donor units, same layout as `colour`. At a `reduction` the bands of
 * the detail that is not there are left out.
 */
export function blendBands(
  original: Raster,
  colour: Int16Array,
  box: Rect,
  alpha: Uint8Array,
  reduction = 1,
): Int16Array {
  const colours = colourCount(original);
  const levels = Math.max(1, LEVELS - Math.round(Math.log2(reduction)));
  const { width, height } = box;
  const shares = Float32Array.from(alpha, (value) => value / 255);
  const weights = gaussianPyramid({ width, height, data: shares }, levels);
  const out = new Int16Array(colour.length);
  const toUnits = DONOR_UNIT / levelScale(original);
  for (let c = 0; c < colours; c++) {
    const difference = new Float32Array(box.width * box.height);
    const base = new Float32Array(box.width * box.height);
    for (let y = 0; y < box.height; y++) {
      for (let x = 0; x < box.width; x++) {
        const i = y * box.width + x;
        const sample = original.data[((box.y + y) * original.width + box.x + x) * original.channels + c] ?? 0;
        base[i] = sample * toUnits;
        difference[i] = (colour[i * colours + c] ?? 0) - (base[i] ?? 0);
      }
    }
    const banded = blendDifference({ width: box.width, height: box.height, data: difference }, weights);
    for (let i = 0; i < banded.length; i++) {
      const share = (alpha[i] ?? 0) / 255;
      const trust = Math.min(1, share * 8);
      const own = difference[i] ?? 0;
      const wanted = share > 0 ? (banded[i] ?? 0) / share : 0;
      const held = own + trust * (wanted - own);
      out[i * colours + c] = Math.max(-32768, Math.min(32767, Math.round((base[i] ?? 0) + held)));
    }
  }
  return out;
}

function blendDifference(difference: Grid, weights: readonly Grid[]): Float32Array {
  const pyramid = gaussianPyramid(difference, weights.length);
  let result: Grid | undefined;
  for (let k = pyramid.length - 1; k >= 0; k--) {
    const level = pyramid[k] as Grid;
    const weight = weights[k] as Grid;
    const next = pyramid[k + 1];
    const smooth = next === undefined ? undefined : enlarge(next, level);
    const carried = result === undefined ? undefined : enlarge(result, level);
    const data = new Float32Array(level.data.length);
    for (let i = 0; i < data.length; i++) {
      const band = (level.data[i] ?? 0) - (smooth?.data[i] ?? 0);
      data[i] = band * (weight.data[i] ?? 0) + (carried?.data[i] ?? 0);
    }
    result = { width: level.width, height: level.height, data };
  }
  return result?.data ?? difference.data;
}

function gaussianPyramid(top: Grid, count: number): Grid[] {
  const levels = [top];
  for (let level = top; levels.length < count && Math.min(level.width, level.height) >= 4;) {
    level = reduce(level);
    levels.push(level);
  }
  return levels;
}

/** Binomial 1-2-1 low-pass at twice the step (kernel 1 3 3 1 over both axes), half the size. */
function reduce(grid: Grid): Grid {
  const width = (grid.width + 1) >> 1;
  const height = (grid.height + 1) >> 1;
  const across = new Float32Array(width * grid.height);
  for (let y = 0; y < grid.height; y++) {
    const row = y * grid.width;
    for (let x = 0; x < width; x++) across[y * width + x] = tap4(grid.data, row, 1, 2 * x, grid.width);
  }
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data[y * width + x] = tap4(across, x, width, 2 * y, grid.height);
  }
  return { width, height, data };
}

function tap4(data: Float32Array, base: number, step: number, at: number, size: number): number {
  const read = (k: number) => data[base + Math.min(size - 1, Math.max(0, k)) * step] ?? 0;
  return (read(at - 1) + 3 * read(at) + 3 * read(at + 1) + read(at + 2)) / 8;
}

/** Bilinear between block centres, to a grid of about twice the size. */
function enlarge(grid: Grid, like: Grid): Grid {
  const data = new Float32Array(like.data.length);
  for (let y = 0; y < like.height; y++) {
    const y0 = Math.min(grid.height - 1, y >> 1);
    const y1 = Math.min(grid.height - 1, Math.max(0, y0 + ((y & 1) === 0 ? -1 : 1)));
    for (let x = 0; x < like.width; x++) {
      const x0 = Math.min(grid.width - 1, x >> 1);
      const x1 = Math.min(grid.width - 1, Math.max(0, x0 + ((x & 1) === 0 ? -1 : 1)));
      const near = 3 * (grid.data[y0 * grid.width + x0] ?? 0) + (grid.data[y0 * grid.width + x1] ?? 0);
      const far = 3 * (grid.data[y1 * grid.width + x0] ?? 0) + (grid.data[y1 * grid.width + x1] ?? 0);
      data[y * like.width + x] = (3 * near + far) / 16;
    }
  }
  return { width: like.width, height: like.height, data };
}
