// What an image model does to the surroundings of an edit, made by rule and known exactly: shift, zoom, colour drift,
// local warp. The truth is kept beside it, so that every figure can be measured against it.
import { type Affine, invertAffine } from "#shared/pixels/affine.ts";
import { levelScale, type Raster } from "#shared/pixels/pixel-types.ts";
import { type RandomSource, seededRandom, spreadOf } from "./random-source.ts";

/** How much drifts. Motion is the shift of the centre plus what scale and turn add at the corners, px. */
export type DriftLevel = {
  readonly name: string;
  readonly motionPx: number;
  /** Share by which gain, gamma and saturation-free colour curves wander. */
  readonly colour: number;
  /** Root mean square of a smooth local displacement, px. */
  readonly warpPx: number;
};

export const DRIFT_LEVELS = {
  D1: { name: "D1", motionPx: 0.8, colour: 0.01, warpPx: 0 },
  D2: { name: "D2", motionPx: 5, colour: 0.05, warpPx: 0.4 },
  D3: { name: "D3", motionPx: 17, colour: 0.1, warpPx: 0.6 },
} as const satisfies Record<string, DriftLevel>;

/** One drawn drift: where reply(y) shows scene(toScene(y)), and its colour curves. */
export type Drift = {
  /** Window px to reply px: the truth registration looks for (without the local warp). */
  readonly toReply: Affine;
  readonly warp: (x: number, y: number) => readonly [number, number];
  /** Drifted level of a scene level, at a place (for the slow shading), per channel. */
  readonly colour: (level: number, channel: number, x: number, y: number) => number;
};

/** Draws a drift of a level for a window size. */
export function drawDrift(level: DriftLevel, width: number, height: number, seed: number): Drift {
  const random = seededRandom(seed);
  const angle = random() * 2 * Math.PI;
  const shift = level.motionPx * (0.9 + 0.2 * random());
  const half = Math.hypot(width, height) / 2;
  const scale = 1 + ((spreadOf(random, 1) < 0 ? -1 : 1) * (0.5 * level.motionPx)) / half;
  const stretch = spreadOf(random, 0.1 * level.motionPx) / half;
  const turn = spreadOf(random, 0.15 * level.motionPx) / half;
  const cx = (width - 1) / 2;
  const cy = (height - 1) / 2;
  const a = scale + stretch;
  const d = scale - stretch;
  const toReply = {
    a,
    b: -turn,
    c: turn,
    d,
    e: cx - a * cx + turn * cy + shift * Math.cos(angle),
    f: cy - turn * cx - d * cy + shift * Math.sin(angle),
  };
  return {
    toReply,
    warp: drawWarp(level.warpPx, width, height, random),
    colour: drawColour(level.colour, width, height, random),
  };
}

function drawWarp(size: number, width: number, height: number, random: RandomSource): Drift["warp"] {
  const span = Math.max(width, height);
  const waves = Array.from({ length: 6 }, () => ({
    kx: (spreadOf(random, 1) * 2 * Math.PI * 3) / span,
    ky: (spreadOf(random, 1) * 2 * Math.PI * 3) / span,
    phase: random() * 2 * Math.PI,
    x: spreadOf(random, 1),
    y: spreadOf(random, 1),
  }));
  const power = waves.reduce((sum, w) => sum + (w.x * w.x + w.y * w.y) / 2, 0);
  const gain = size === 0 ? 0 : size / Math.sqrt(power);
  return (x, y) => {
    let dx = 0;
    let dy = 0;
    if (gain === 0) return [0, 0];
    for (const wave of waves) {
      const s = Math.sin(wave.kx * x + wave.ky * y + wave.phase);
      dx += wave.x * s;
      dy += wave.y * s;
    }
    return [gain * dx, gain * dy];
  };
}

function drawColour(size: number, width: number, height: number, random: RandomSource): Drift["colour"] {
  const curves = [0, 1, 2].map(() => ({
    gain: 1 + spreadOf(random, size),
    bias: spreadOf(random, size * 40),
    gamma: 1 + spreadOf(random, size),
  }));
  const shade = { x: spreadOf(random, size * 12), y: spreadOf(random, size * 12) };
  return (level, channel, x, y) => {
    const curve = curves[channel] ?? { gain: 1, bias: 0, gamma: 1 };
    const base = 255 * (Math.max(0, level) / 255) ** curve.gamma * curve.gain + curve.bias;
    return base + shade.x * (x / width - 0.5) + shade.y * (y / height - 0.5);
  };
}

/** The reply an engine would send for a scene: drifted, 8 bit, opaque RGBA. Not the kernels' own filter. */
export function renderReply(scene: Raster, drift: Drift): Raster {
  const { width, height, channels } = scene;
  const toScene = invertAffine(drift.toReply);
  const data = new Uint8Array(width * height * 4);
  const colours = channels <= 2 ? 1 : 3;
  const scale = 1 / levelScale(scene);
  const weights = new Float64Array(12);
  const colour = new Float64Array(3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const baseX = toScene.a * x + toScene.b * y + toScene.e;
      const baseY = toScene.c * x + toScene.d * y + toScene.f;
      const [dx, dy] = drift.warp(baseX, baseY);
      const i = (y * width + x) * 4;
      sampleSharp(scene, baseX - dx, baseY - dy, colours, weights, colour);
      for (let c = 0; c < 3; c++) {
        const level = (colour[colours === 1 ? 0 : c] ?? 0) * scale;
        data[i + c] = Math.round(Math.min(255, Math.max(0, drift.colour(level, c, x, y))));
      }
      data[i + 3] = 255;
    }
  }
  return { width, height, channels: 4, data };
}

/** Keys' fourth-order kernel over six samples (1981): exact on cubics, so the drawn motion is the true one. */
function cubicWeight(t: number): number {
  const x = Math.abs(t);
  if (x < 1) return ((4 / 3) * x - 7 / 3) * x * x + 1;
  if (x < 2) return ((-7 / 12) * x + 3) * x * x - (59 / 12) * x + 2.5;
  return x < 3 ? ((1 / 12) * x - 2 / 3) * x * x + 1.75 * x - 1.5 : 0;
}

function sampleSharp(
  picture: Raster,
  x: number,
  y: number,
  colours: number,
  weights: Float64Array,
  out: Float64Array,
): void {
  const { width, height, channels, data } = picture;
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  for (let m = 0; m < 6; m++) {
    weights[m] = cubicWeight(x - x0 + 2 - m);
    weights[6 + m] = cubicWeight(y - y0 + 2 - m);
  }
  out.fill(0);
  for (let k = 0; k < 6; k++) {
    const row = Math.min(height - 1, Math.max(0, y0 - 2 + k)) * width;
    for (let m = 0; m < 6; m++) {
      const column = Math.min(width - 1, Math.max(0, x0 - 2 + m));
      const weight = (weights[6 + k] ?? 0) * (weights[m] ?? 0);
      const i = (row + column) * channels;
      for (let c = 0; c < colours; c++) out[c] = (out[c] ?? 0) + weight * (data[i + c] ?? 0);
    }
  }
}
