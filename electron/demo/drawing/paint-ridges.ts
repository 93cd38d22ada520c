// Layers of hills one behind the other, from hazy and pale to near and dark, with woods on the nearest.
import { mixRgb, shadeRgb, type Rgb } from "./colour.ts";
import { sampleNoise } from "./noise-tile.ts";
import { shadeRows, smoothstep } from "./raster.ts";
import type { Scene } from "./scene.ts";
import type { SkyLight } from "./paint-sky.ts";

interface Ridge {
  /** The top row of the layer in each column. */
  readonly tops: Float32Array;
  /** How the layer leans in each column: positive rises to the right. */
  readonly slopes: Float32Array;
  /** How much of rock and folds shows: 0 is sand, 1 is rock. */
  readonly ruggedness: number;
  readonly colour: Rgb;
  readonly lit: Rgb;
  /** 0 is the farthest, 1 the nearest. */
  readonly depth: number;
  /** Rows over which mist lies at the foot. */
  readonly mistPx: number;
  readonly isSnowy: boolean;
  readonly offset: number;
}

/** How many layers lie between which rows, and whether woods stand on the nearest. */
export interface RidgeLand {
  readonly top: number;
  readonly foot: number;
  readonly count: number;
  readonly hasWoods: boolean;
}

/** Paints layers between two rows; the lowest layer fills down to the picture's foot. */
export function paintRidges(scene: Scene, light: SkyLight, land: RidgeLand): void {
  const { raster, palette, rough, soft, unit } = scene;
  const ridges = Array.from({ length: land.count }, (_, index) => ridgeFor(scene, index, land));
  const highest = Math.max(0, Math.floor(Math.min(...ridges.map((ridge) => Math.min(...ridge.tops)))) - 1);
  const toLight = light.x;
  const grain = 1 / unit;
  shadeRows(raster, highest, raster.height, (x, y, out) => {
    const at = (y * raster.width + x) * 3;
    out[0] = raster.data[at] ?? 0;
    out[1] = raster.data[at + 1] ?? 0;
    out[2] = raster.data[at + 2] ?? 0;
    let first = ridges.length - 1;
    while (first > 0 && y - (ridges[first]?.tops[x] ?? 0) < 0.5) first -= 1;
    for (let index = first; index < Math.min(ridges.length, first + 2); index += 1) {
      const ridge = ridges[index];
      if (!ridge) continue;
      const below = y - (ridge.tops[x] ?? 0);
      const cover = Math.min(1, Math.max(0, below + 0.5));
      if (cover <= 0) continue;
      const side = Math.max(-1, Math.min(1, (toLight - x) / (unit * 160)));
      const u = x * grain * 0.62 + ridge.offset;
      const v = y * grain * 0.3;
      const lean = sampleNoise(soft, u * 0.5, v) * 14;
      const relief =
        sampleNoise(soft, u + lean, v + lean) - sampleNoise(soft, u + lean + side * 3, v + lean - 1.5);
      const fine = sampleNoise(rough, u * 2.3 + lean, v * 2.3);
      const beside = x + (lean + fine * 6) * unit * 2.4;
      const slope = ridge.slopes[Math.min(raster.width - 1, Math.max(0, Math.round(beside)))] ?? 0;
      const facing = slope * side * (1 - smoothstep(0, ridge.mistPx * 1.4, below)) * 0.42;
      const shine = Math.min(1, Math.max(0, 0.32 + (relief * 1.1 + fine * 0.1) * ridge.ruggedness + facing));
      const mist = smoothstep(0, ridge.mistPx, below) * (1 - ridge.depth) * 0.8;
      const snow = ridge.isSnowy
        ? smoothstep(0.02, 0.3, 0.5 - below / (ridge.mistPx * 0.8) + relief * 1.5 + fine * 0.28)
        : 0;
      const snowShade = 0.74 + Math.min(0.26, Math.max(-0.3, relief * 0.8 + facing * 0.5));
      for (let part = 0; part < 3; part += 1) {
        const dark = ridge.colour[part] ?? 0;
        let value = dark + ((ridge.lit[part] ?? 0) - dark) * shine;
        value +=
          (snowShade * (palette.skyLow[part] ?? 0) * 0.35 +
            snowShade * 0.65 * (palette.light[part] ?? 0) -
            value) *
          snow;
        value += ((palette.haze[part] ?? 0) - value) * mist;
        out[part] = (out[part] ?? 0) + (value - (out[part] ?? 0)) * cover;
      }
    }
  });
}

function ridgeFor(scene: Scene, index: number, { top, foot, count, ...land }: RidgeLand): Ridge {
  const { raster, palette, chance, soft, smooth, unit, prompt, mood } = scene;
  const depth = count === 1 ? 1 : index / (count - 1);
  const base = top + (foot - top) * depth ** 1.15;
  const isDune = /\b(desert|dunes?)\b/i.test(prompt);
  const rise = unit * (isDune ? 95 : 150) * (1 - depth * 0.62) * chance.between(0.8, 1.2);
  const frequency = (isDune ? 0.16 : 0.3) * chance.between(0.8, 1.25) * (1 - depth * 0.35);
  const row = chance.between(0, 512);
  const start = chance.between(0, 512);
  const tops = new Float32Array(raster.width);
  for (let x = 0; x < raster.width; x += 1) {
    const u = (x / unit) * frequency + start;
    const wave = sampleNoise(isDune ? smooth : soft, u, row);
    const sharp = 1 - Math.abs(sampleNoise(soft, u * 0.8, row + 90)) * 2;
    const shape = isDune ? wave * 0.9 : wave * 0.65 + sharp * (1 - depth) * 0.55;
    tops[x] = base - rise * shape;
  }
  const slopes = slopesOf(tops, unit);
  const hasWoods = land.hasWoods && !isDune && depth > 0.55;
  if (hasWoods) plantWoods(scene, tops, depth);
  const colour = mixRgb(palette.haze, palette.near, 0.12 + 0.88 * depth ** 0.85);
  const lit = mixRgb(shadeRgb(colour, 0.13, 1.25), palette.light, 0.14 * (1 - depth * 0.5));
  const isSnowy = (mood === "winter" || /\b(snow|alps?|peak|mountain|glacier)/i.test(prompt)) && depth < 0.5;
  const ruggedness = isDune ? 0.14 : 1 - depth * 0.35;
  return {
    tops,
    slopes,
    ruggedness,
    colour,
    lit,
    depth,
    mistPx: unit * (90 + 130 * (1 - depth)),
    isSnowy,
    offset: start,
  };
}

/** The lean of a line over about thirty scene units, -1 to 1. */
function slopesOf(tops: Float32Array, unit: number): Float32Array {
  const reach = Math.max(1, Math.round(unit * 15));
  return tops.map((_, x) => {
    const left = tops[Math.max(0, x - reach)] ?? 0;
    const right = tops[Math.min(tops.length - 1, x + reach)] ?? 0;
    return Math.max(-1, Math.min(1, (left - right) / (reach * 1.4)));
  });
}

/** Raises a ridge line by rows of conifers. */
function plantWoods(scene: Scene, tops: Float32Array, depth: number): void {
  const { chance, unit, raster } = scene;
  const tall = unit * (9 + 34 * depth ** 2.5);
  const bases = tops.slice();
  const step = tall * 0.2;
  for (let x = -tall; x < raster.width + tall; x += step * chance.between(0.5, 1.9)) {
    const height = tall * chance.between(0.45, 1.15);
    const half = height * chance.between(0.17, 0.25);
    const ground = bases[Math.min(raster.width - 1, Math.max(0, Math.round(x)))] ?? 0;
    for (let column = Math.ceil(x - half); column <= x + half; column += 1) {
      if (column < 0 || column >= raster.width) continue;
      const away = Math.abs(column - x) / half;
      const branches = 0.09 * Math.abs(Math.sin(away * 17 + height));
      const peak = ground - height * Math.max(0, 1 - away ** 0.8 - branches) + unit * 2;
      tops[column] = Math.min(tops[column] ?? 0, peak);
    }
  }
}
