// Made pictures for tests: textured scenes with structure at every scale, gradients, checkers, text-like bars, grain, alpha.
import type { Raster } from "#shared/pixels/pixel-types.ts";
import { type RandomSource, seededRandom } from "#build/bench/composite/random-source.ts";

export type SceneKind = "scene" | "gradient" | "checker" | "bars" | "grain" | "flat";

/** Smooth value noise: bilinear between random lattice values `step` px apart, smoothed. */
function valueNoise(width: number, height: number, step: number, random: RandomSource): Float32Array {
  const columns = Math.ceil(width / step) + 2;
  const rows = Math.ceil(height / step) + 2;
  const lattice = Float32Array.from({ length: columns * rows }, () => random());
  const noise = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const y0 = Math.floor(y / step);
    const v = ease(y / step - y0);
    for (let x = 0; x < width; x++) {
      const x0 = Math.floor(x / step);
      const u = ease(x / step - x0);
      const at = y0 * columns + x0;
      const top = lattice[at]! * (1 - u) + lattice[at + 1]! * u;
      const bottom = lattice[at + columns]! * (1 - u) + lattice[at + columns + 1]! * u;
      noise[y * width + x] = top * (1 - v) + bottom * v;
    }
  }
  return noise;
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}

/** A picture of a kind, 1 to 4 channels, 8 or 16 bit; alpha, when there is one, is opaque unless `isHoled`. */
export function makeScene(
  kind: SceneKind,
  width: number,
  height: number,
  seed: number,
  options: { channels?: 1 | 2 | 3 | 4; depth?: 8 | 16; isHoled?: boolean } = {},
): Raster {
  const { channels = 4, depth = 8, isHoled = false } = options;
  const random = seededRandom(seed);
  const coarse = [0, 1, 2].map(() => valueNoise(width, height, Math.max(16, width / 5), random));
  const middle = valueNoise(width, height, 24, random);
  const fine = valueNoise(width, height, 5, random);
  const data =
    depth === 16 ? new Uint16Array(width * height * channels) : new Uint8Array(width * height * channels);
  const scale = depth === 16 ? 257 : 1;
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    const y = Math.floor(i / width);
    for (let c = 0; c < channels; c++) {
      const isAlpha = (channels === 2 && c === 1) || c === 3;
      let level = 0;
      if (isAlpha) level = isHoled && middle[i]! > 0.75 ? 40 : 255;
      else if (kind === "scene")
        level = 30 + 120 * coarse[c]![i]! + 60 * (middle[i]! > 0.5 ? 1 : 0) + 40 * fine[i]!;
      else if (kind === "gradient") level = 20 + (200 * x) / width + (20 * y) / height;
      else if (kind === "checker") level = ((x >> 4) + (y >> 4)) % 2 === 0 ? 40 + 10 * c : 210 - 10 * c;
      else if (kind === "bars") level = (Math.floor(x / 3) * 7 + Math.floor(y / 11) * 5) % 13 < 4 ? 20 : 235;
      else if (kind === "grain") level = 110 + 30 * random() + 20 * coarse[c]![i]!;
      else level = 128;
      data[i * channels + c] = Math.round(Math.min(255, Math.max(0, level)) * scale);
    }
  }
  return { width, height, channels, data };
}
