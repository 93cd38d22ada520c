// Guided filter with a colour guide (He, Sun and Tang, 2010; the fast form of 2015): a small mask brought to full size so
// that its edge follows the picture's. Coefficients at small size, applied at full size.
import { invertSymmetric } from "./colour-mixture.ts";
import { levelScale, colourCount, type Plane8, type Raster } from "./pixel-types.ts";
import { coloursOf } from "./smart-select.ts";

/** Box radius at small size, px, and how flat a part must be to be smoothed over, levels². */
const RADIUS = 4;
const EPSILON = 40;

/**
 * @param mask small, 0..255
 * @param small the picture at the mask's size
 * @param full the picture at the size wanted
 * @returns the mask at full size, 0..255
 */
export function guideMask(mask: Plane8, small: Raster, full: Raster): Plane8 {
  const { width, height } = mask;
  const coefficients = coefficientsOf(mask, coloursOf(small)).map((plane) => boxMean(plane, width, height));
  const data = new Uint8Array(full.width * full.height);
  const scale = levelScale(full);
  const isGrey = colourCount(full) === 1;
  const [a0, a1, a2, b] = coefficients as [Float32Array, Float32Array, Float32Array, Float32Array];
  for (let y = 0; y < full.height; y++) {
    const sy = Math.min(height - 1, Math.max(0, ((y + 0.5) * height) / full.height - 0.5));
    const y0 = Math.floor(sy);
    const y1 = Math.min(height - 1, y0 + 1);
    const fy = sy - y0;
    for (let x = 0; x < full.width; x++) {
      const sx = Math.min(width - 1, Math.max(0, ((x + 0.5) * width) / full.width - 0.5));
      const x0 = Math.floor(sx);
      const x1 = Math.min(width - 1, x0 + 1);
      const fx = sx - x0;
      const p = y0 * width + x0;
      const q = y0 * width + x1;
      const r = y1 * width + x0;
      const s = y1 * width + x1;
      const wp = (1 - fx) * (1 - fy);
      const wq = fx * (1 - fy);
      const wr = (1 - fx) * fy;
      const ws = fx * fy;
      const at = (y * full.width + x) * full.channels;
      const red = (full.data[at] ?? 0) / scale;
      const green = isGrey ? red : (full.data[at + 1] ?? 0) / scale;
      const blue = isGrey ? red : (full.data[at + 2] ?? 0) / scale;
      const value =
        wp * ((a0[p] ?? 0) * red + (a1[p] ?? 0) * green + (a2[p] ?? 0) * blue + (b[p] ?? 0)) +
        wq * ((a0[q] ?? 0) * red + (a1[q] ?? 0) * green + (a2[q] ?? 0) * blue + (b[q] ?? 0)) +
        wr * ((a0[r] ?? 0) * red + (a1[r] ?? 0) * green + (a2[r] ?? 0) * blue + (b[r] ?? 0)) +
        ws * ((a0[s] ?? 0) * red + (a1[s] ?? 0) * green + (a2[s] ?? 0) * blue + (b[s] ?? 0));
      data[y * full.width + x] = Math.min(255, Math.max(0, Math.round(value)));
    }
  }
  return { width: full.width, height: full.height, data };
}

/** Per pixel: the linear map from colour to mask that fits best over the box around it. */
function coefficientsOf(mask: Plane8, colours: Float32Array): readonly Float32Array[] {
  const { width, height } = mask;
  const count = width * height;
  const mean = (value: (i: number) => number) =>
    boxMean(
      Float32Array.from({ length: count }, (_, i) => value(i)),
      width,
      height,
    );
  const colour = (c: number) => (i: number) => colours[3 * i + c] ?? 0;
  const target = (i: number) => mask.data[i] ?? 0;
  const m = [0, 1, 2].map((c) => mean(colour(c)));
  const mp = mean(target);
  const pairs = [
    [0, 0],
    [0, 1],
    [0, 2],
    [1, 1],
    [1, 2],
    [2, 2],
  ] as const;
  const products = pairs.map(([c, d]) => mean((i) => colour(c)(i) * colour(d)(i)));
  const cross = [0, 1, 2].map((c) => mean((i) => colour(c)(i) * target(i)));
  const out = [0, 1, 2, 3].map(() => new Float32Array(count));
  for (let i = 0; i < count; i++) {
    const spread = pairs.map(
      ([c, d], k) => (products[k]?.[i] ?? 0) - (m[c]?.[i] ?? 0) * (m[d]?.[i] ?? 0) + (c === d ? EPSILON : 0),
    );
    const [xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0] = invertSymmetric(spread).inverse;
    const [u = 0, v = 0, w = 0] = cross.map((plane, c) => (plane[i] ?? 0) - (m[c]?.[i] ?? 0) * (mp[i] ?? 0));
    const a = [xx * u + xy * v + xz * w, xy * u + yy * v + yz * w, xz * u + yz * v + zz * w];
    a.forEach((value, c) => out[c]?.fill(value, i, i + 1));
    const offset = (mp[i] ?? 0) - a.reduce((sum, value, c) => sum + value * (m[c]?.[i] ?? 0), 0);
    out[3]?.fill(offset, i, i + 1);
  }
  return out;
}

/** Mean over a box, cut at the border. */
function boxMean(plane: Float32Array, width: number, height: number): Float32Array {
  const across = new Float32Array(plane.length);
  for (let y = 0; y < height; y++) slideMean(plane, across, y * width, 1, width);
  const out = new Float32Array(plane.length);
  for (let x = 0; x < width; x++) slideMean(across, out, x, width, height);
  return out;
}

function slideMean(from: Float32Array, to: Float32Array, start: number, step: number, length: number): void {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < Math.min(RADIUS, length); i++) {
    sum += from[start + i * step] ?? 0;
    count++;
  }
  for (let i = 0; i < length; i++) {
    if (i + RADIUS < length) {
      sum += from[start + (i + RADIUS) * step] ?? 0;
      count++;
    }
    if (i > RADIUS) {
      sum -= from[start + (i - RADIUS - 1) * step] ?? 0;
      count--;
    }
    to[start + i * step] = sum / count;
  }
}
