// The Catmull-Rom cubic (Keys 1981, a = -1/2) as a table of phases, and point samplers built on it.
import { colourCount, levelScale, type PlaneF, type Raster } from "./pixel-types.ts";
import { LUMA } from "./luma-plane.ts";
import { wholePixels } from "./whole-pixels.ts";

/** Phases per pixel: a position is rounded to 1/512 px. */
export const PHASES = 512;

/** Four weights per phase for the samples at -1, 0, 1, 2; they add up to 1. */
export const CUBIC_WEIGHTS = cubicWeights();

function cubicWeights(): Float64Array {
  const table = new Float64Array((PHASES + 1) * 4);
  for (let p = 0; p <= PHASES; p++) {
    const t = p / PHASES;
    table[4 * p] = ((-0.5 * t + 1) * t - 0.5) * t;
    table[4 * p + 1] = (1.5 * t - 2.5) * t * t + 1;
    table[4 * p + 2] = ((-1.5 * t + 2) * t + 0.5) * t;
    table[4 * p + 3] = (0.5 * t - 0.5) * t * t;
  }
  return table;
}

/** Whole weights: 4096 stands for 1. */
export const WHOLE_WEIGHT_BITS = 12;

/** The same table in whole numbers; the four of a phase still add up to 1. */
export const WHOLE_CUBIC_WEIGHTS = wholeWeights();

function wholeWeights(): Int32Array {
  const one = 1 << WHOLE_WEIGHT_BITS;
  const table = Int32Array.from(CUBIC_WEIGHTS, (weight) => Math.round(weight * one));
  for (let p = 0; p < table.length; p += 4) {
    const sum = table.subarray(p, p + 4).reduce((all, weight) => all + weight, 0);
    const middle = p + (2 * p > 4 * PHASES ? 2 : 1);
    table[middle] = (table[middle] ?? 0) + one - sum;
  }
  return table;
}

/** Value at a real position, or NaN when the 4 × 4 neighbourhood leaves the plane. */
export type Sampler = (x: number, y: number) => number;

/** Samples a plane. */
export function planeSampler(plane: PlaneF): Sampler {
  const { width, height, data } = plane;
  return (x, y) => {
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    if (!(x0 >= 1 && y0 >= 1 && x0 < width - 2 && y0 < height - 2)) return Number.NaN;
    const u = Math.round((x - x0) * PHASES) * 4;
    const v = Math.round((y - y0) * PHASES) * 4;
    let sum = 0;
    for (let k = 0; k < 4; k++) {
      const i = (y0 - 1 + k) * width + x0 - 1;
      const row =
        (CUBIC_WEIGHTS[u] ?? 0) * (data[i] ?? 0) +
        (CUBIC_WEIGHTS[u + 1] ?? 0) * (data[i + 1] ?? 0) +
        (CUBIC_WEIGHTS[u + 2] ?? 0) * (data[i + 2] ?? 0) +
        (CUBIC_WEIGHTS[u + 3] ?? 0) * (data[i + 3] ?? 0);
      sum += (CUBIC_WEIGHTS[v + k] ?? 0) * row;
    }
    return sum;
  };
}

/** Samples the luma of a picture, in 8-bit levels. */
export function lumaSampler(picture: Raster): Sampler {
  const { width, height, data, channels } = picture;
  const isColour = colourCount(picture) === 3;
  const [red, green, blue] = LUMA.map((weight) => weight / levelScale(picture)) as [number, number, number];
  const grey = 1 / levelScale(picture);
  const pixels = wholePixels(picture);
  if (pixels !== undefined) return wholeLumaSampler(pixels, width, height);
  return (x, y) => {
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    if (!(x0 >= 1 && y0 >= 1 && x0 < width - 2 && y0 < height - 2)) return Number.NaN;
    const u = Math.round((x - x0) * PHASES) * 4;
    const v = Math.round((y - y0) * PHASES) * 4;
    let sum = 0;
    for (let k = 0; k < 4; k++) {
      let i = ((y0 - 1 + k) * width + x0 - 1) * channels;
      let row = 0;
      for (let m = 0; m < 4; m++, i += channels) {
        const luma = isColour
          ? red * (data[i] ?? 0) + green * (data[i + 1] ?? 0) + blue * (data[i + 2] ?? 0)
          : grey * (data[i] ?? 0);
        row += (CUBIC_WEIGHTS[u + m] ?? 0) * luma;
      }
      sum += (CUBIC_WEIGHTS[v + k] ?? 0) * row;
    }
    return sum;
  };
}

/** The same of 8-bit RGBA: one load a tap. */
function wholeLumaSampler(pixels: Uint32Array, width: number, height: number): Sampler {
  const [red, green, blue] = LUMA;
  return (x, y) => {
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    if (!(x0 >= 1 && y0 >= 1 && x0 < width - 2 && y0 < height - 2)) return Number.NaN;
    const u = Math.round((x - x0) * PHASES) * 4;
    const v = Math.round((y - y0) * PHASES) * 4;
    let sum = 0;
    for (let k = 0; k < 4; k++) {
      const i = (y0 - 1 + k) * width + x0 - 1;
      let row = 0;
      for (let m = 0; m < 4; m++) {
        const pixel = pixels[i + m] ?? 0;
        const luma = red * (pixel & 255) + green * ((pixel >> 8) & 255) + blue * ((pixel >> 16) & 255);
        row += (CUBIC_WEIGHTS[u + m] ?? 0) * luma;
      }
      sum += (CUBIC_WEIGHTS[v + k] ?? 0) * row;
    }
    return sum;
  };
}

/** Reads the luma of whole pixels inside the picture, in 8-bit levels. */
export function lumaReader(picture: Raster): (x: number, y: number) => number {
  const { width, data, channels } = picture;
  const isColour = colourCount(picture) === 3;
  const scale = 1 / levelScale(picture);
  const [red, green, blue] = LUMA;
  return (x, y) => {
    const i = (y * width + x) * channels;
    const first = data[i] ?? 0;
    return scale * (isColour ? red * first + green * (data[i + 1] ?? 0) + blue * (data[i + 2] ?? 0) : first);
  };
}
