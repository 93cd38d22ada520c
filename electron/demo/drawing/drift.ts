// What a re-render does to the parts of a picture that nobody asked to change, in four measured strengths.
import sharp from "sharp";
import { pixelChance, type Chance } from "./chance.ts";
import type { DriftLevel } from "./draw-job.ts";
import { noiseTile, sampleNoise } from "./noise-tile.ts";
import { blankRaster, type Raster } from "./raster.ts";

/** How strong a drift is: lengths in output pixels, colour and scale as shares of 1, noise in levels. */
export interface DriftStrength {
  readonly shiftPx: number;
  readonly scale: number;
  readonly colour: number;
  readonly warpPx: number;
  readonly blurPx: number;
  readonly noise: number;
  readonly jpegQuality: number;
}

/** Mild, typical and severe as the canvas bench knows them. */
export const DRIFT_STRENGTHS: Readonly<Record<Exclude<DriftLevel, "none">, DriftStrength>> = {
  mild: { shiftPx: 0.8, scale: 0.0005, colour: 0.01, warpPx: 0, blurPx: 0.35, noise: 0.8, jpegQuality: 96 },
  typical: { shiftPx: 5, scale: 0.004, colour: 0.05, warpPx: 0.4, blurPx: 0.5, noise: 1.5, jpegQuality: 92 },
  severe: { shiftPx: 17, scale: 0.015, colour: 0.1, warpPx: 0.8, blurPx: 0.8, noise: 2.5, jpegQuality: 84 },
};

/** Re-renders a picture with drift. Directions come from chance, strengths from the level. */
export async function applyDrift(raster: Raster, level: DriftLevel, chance: Chance): Promise<Raster> {
  if (level === "none") return raster;
  const strength = DRIFT_STRENGTHS[level];
  const moved = resample(raster, strength, chance);
  shiftColours(moved, strength.colour, chance);
  const blurred = await softenAndCompress(moved, strength);
  addNoise(blurred, strength.noise, chance.whole(1, 2 ** 30));
  return blurred;
}

/** Shift, scale about the middle, and a slow local warp, in one cubic (Catmull-Rom) resampling. */
function resample(from: Raster, strength: DriftStrength, chance: Chance): Raster {
  const { width, height } = from;
  const to = blankRaster(width, height);
  const angle = chance.between(0, Math.PI * 2);
  const shiftX = strength.shiftPx * Math.cos(angle);
  const shiftY = strength.shiftPx * Math.sin(angle);
  const scale = 1 + strength.scale * (chance.next() < 0.5 ? -1 : 1);
  const tile = noiseTile(chance.whole(0, 2 ** 30), 128, 4, 2);
  const weightsX = new Float32Array(4);
  const weightsY = new Float32Array(4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const warpX = strength.warpPx === 0 ? 0 : strength.warpPx * 2 * sampleNoise(tile, x / 12, y / 12);
      const warpY =
        strength.warpPx === 0 ? 0 : strength.warpPx * 2 * sampleNoise(tile, x / 12 + 64, y / 12 + 31);
      const sourceX = (x - width / 2 - shiftX) / scale + width / 2 + warpX;
      const sourceY = (y - height / 2 - shiftY) / scale + height / 2 + warpY;
      copyCubic(from, sourceX, sourceY, to, (y * width + x) * 3, weightsX, weightsY);
    }
  return to;
}

function copyCubic(
  from: Raster,
  x: number,
  y: number,
  to: Raster,
  at: number,
  weightsX: Float32Array,
  weightsY: Float32Array,
): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  cubicWeights(x - left, weightsX);
  cubicWeights(y - top, weightsY);
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let j = 0; j < 4; j += 1) {
    const row = Math.min(from.height - 1, Math.max(0, top + j - 1)) * from.width;
    const weightY = weightsY[j] ?? 0;
    for (let i = 0; i < 4; i += 1) {
      const source = (row + Math.min(from.width - 1, Math.max(0, left + i - 1))) * 3;
      const weight = weightY * (weightsX[i] ?? 0);
      red += weight * (from.data[source] ?? 0);
      green += weight * (from.data[source + 1] ?? 0);
      blue += weight * (from.data[source + 2] ?? 0);
    }
  }
  to.data[at] = red;
  to.data[at + 1] = green;
  to.data[at + 2] = blue;
}

function cubicWeights(t: number, weights: Float32Array): void {
  weights[0] = t * (-0.5 + t * (1 - 0.5 * t));
  weights[1] = 1 + t * t * (-2.5 + 1.5 * t);
  weights[2] = t * (0.5 + t * (2 - 1.5 * t));
  weights[3] = t * t * (-0.5 + 0.5 * t);
}

/** A gain and a bias for each channel. */
function shiftColours(raster: Raster, colour: number, chance: Chance): void {
  const lines = [0, 1, 2].map(() => ({
    gain: 1 + colour * chance.between(-1, 1),
    bias: 255 * colour * 0.4 * chance.between(-1, 1),
  }));
  const tables = lines.map(({ gain, bias }) =>
    Uint8ClampedArray.from({ length: 256 }, (_, value) => value * gain + bias),
  );
  const { data } = raster;
  for (let at = 0; at < data.length; at += 1) data[at] = tables[at % 3]?.[data[at] ?? 0] ?? 0;
}

async function softenAndCompress(raster: Raster, strength: DriftStrength): Promise<Raster> {
  const { width, height, data } = raster;
  const raw = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const lossy = await sharp(raw, { raw: { width, height, channels: 3 } })
    .blur(strength.blurPx)
    .jpeg({ quality: strength.jpegQuality, chromaSubsampling: "4:4:4" })
    .toBuffer();
  const back = await sharp(lossy).raw().toBuffer();
  return { width, height, data: new Uint8ClampedArray(back) };
}

function addNoise(raster: Raster, amplitude: number, seed: number): void {
  const { width, data } = raster;
  for (let at = 0; at < data.length; at += 3) {
    const pixel = at / 3;
    const x = pixel % width;
    const y = (pixel - x) / width;
    const noise = (pixelChance(x, y, seed) + pixelChance(x, y, seed + 1) - 1) * 2 * amplitude;
    data[at] = (data[at] ?? 0) + noise;
    data[at + 1] = (data[at + 1] ?? 0) + noise;
    data[at + 2] = (data[at + 2] ?? 0) + noise;
  }
}
