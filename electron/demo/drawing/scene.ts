// What every scene painter gets: the picture, its colours, its noise and its chance.
import { hashText, seededChance, type Chance } from "./chance.ts";
import { noiseTile, type NoiseTile } from "./noise-tile.ts";
import { paletteFor, type Palette } from "./palette.ts";
import { coloursIn, moodIn, type Mood } from "./prompt-words.ts";
import { blankRaster, type Raster } from "./raster.ts";

export interface Scene {
  readonly prompt: string;
  readonly raster: Raster;
  readonly palette: Palette;
  readonly mood: Mood;
  readonly chance: Chance;
  /** Broad, soft noise: clouds, mist, veils. */
  readonly soft: NoiseTile;
  /** Very smooth noise: folds of cloth, hills of sand. */
  readonly smooth: NoiseTile;
  /** Fine, rough noise: rock, waves, grain of materials. */
  readonly rough: NoiseTile;
  /** A seed for per-pixel chance. */
  readonly seed: number;
  /** Pixels per thousandth of the longer edge: sizes in scene units times this are pixels. */
  readonly unit: number;
}

/** Prepares a scene. The prompt decides mood and colours, the variation everything else. */
export function sceneFor(prompt: string, width: number, height: number, variation: number): Scene {
  const byPrompt = seededChance(hashText(prompt));
  const mood = moodIn(prompt) ?? byPrompt.pick(["day", "dawn", "sunset", "dusk", "sunset", "mist", "day"]);
  const seed = (variation ^ hashText(prompt)) >>> 0;
  const chance = seededChance(seed);
  return {
    prompt,
    raster: blankRaster(width, height),
    palette: paletteFor(mood, coloursIn(prompt), chance),
    mood,
    chance,
    soft: noiseTile(seed + 1, 512, 4, 7, 0.5),
    smooth: noiseTile(seed + 3, 512, 4, 2, 0.35),
    rough: noiseTile(seed + 2, 512, 16, 5, 0.6),
    seed,
    unit: Math.max(width, height) / 1000,
  };
}
