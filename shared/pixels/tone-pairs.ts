// Gathers the registered colour pairs S7 is fitted on: a lattice over the window outside the selection, flat places
// weighted up because there a small misalignment costs nothing.
import type { Affine } from "./affine.ts";
import { colourCount, levelScale, type Plane8, type Raster } from "./pixel-types.ts";
import type { TonePairs } from "./tone-curve.ts";

/** Edge (levels) at which a pair counts half. */
const EDGE_LEVELS = 6;

/** About `limit` pairs; `usable` is reduced by `factor`; `map` leads from window pixels to pixels of `reply`. */
export function gatherTonePairs(
  original: Raster,
  reply: Raster,
  map: Affine,
  usable: Plane8,
  factor: number,
  limit: number,
): TonePairs {
  const colours = colourCount(original);
  const step = Math.max(1, Math.floor(Math.sqrt((original.width * original.height) / limit)));
  const most = (Math.floor(original.width / step) + 1) * (Math.floor(original.height / step) + 1);
  const originals = new Float32Array(most * colours);
  const replies = new Float32Array(most * colours);
  const weight = new Float32Array(most);
  let count = 0;
  for (let y = 1 + (step >> 1); y < original.height - 1; y += step) {
    for (let x = 1 + (step >> 1); x < original.width - 1; x += step) {
      if (!isUsable(usable, factor, x, y)) continue;
      const sx = map.a * x + map.b * y + map.e;
      const sy = map.c * x + map.d * y + map.f;
      if (!(sx >= 0 && sy >= 0 && sx < reply.width - 1 && sy < reply.height - 1)) continue;
      sampleBilinear(reply, sx, sy, colours, replies, count * colours);
      weight[count] = readPixel(original, x, y, colours, originals, count * colours);
      count++;
    }
  }
  return { count, colours, original: originals, reply: replies, weight };
}

function isUsable(usable: Plane8, factor: number, x: number, y: number): boolean {
  const column = Math.min(usable.width - 1, Math.floor(x / factor));
  const row = Math.min(usable.height - 1, Math.floor(y / factor));
  return usable.data[row * usable.width + column] !== 0;
}

/** Writes the pixel's colours in levels and returns the weight its surroundings give it. */
function readPixel(
  picture: Raster,
  x: number,
  y: number,
  colours: number,
  out: Float32Array,
  at: number,
): number {
  const { data, channels, width } = picture;
  const scale = 1 / levelScale(picture);
  const i = (y * width + x) * channels;
  const row = width * channels;
  let edge = 0;
  for (let c = 0; c < colours; c++) {
    out[at + c] = (data[i + c] ?? 0) * scale;
    edge += Math.abs((data[i + channels + c] ?? 0) - (data[i - channels + c] ?? 0));
    edge += Math.abs((data[i + row + c] ?? 0) - (data[i - row + c] ?? 0));
  }
  const slope = (edge * scale) / (2 * colours);
  return 1 / (1 + (slope / EDGE_LEVELS) ** 2);
}

function sampleBilinear(
  picture: Raster,
  x: number,
  y: number,
  colours: number,
  out: Float32Array,
  at: number,
): void {
  const { data, channels, width } = picture;
  const scale = 1 / levelScale(picture);
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const u = x - x0;
  const v = y - y0;
  const i = (y0 * width + x0) * channels;
  const row = width * channels;
  for (let c = 0; c < colours; c++) {
    const top = (data[i + c] ?? 0) * (1 - u) + (data[i + channels + c] ?? 0) * u;
    const bottom = (data[i + row + c] ?? 0) * (1 - u) + (data[i + row + channels + c] ?? 0) * u;
    out[at + c] = (top * (1 - v) + bottom * v) * scale;
  }
}
