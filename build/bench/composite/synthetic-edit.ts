// A made edit whose truth is known: a mask, and a scene that really changed in a part of it.
import { levelScale, type Plane8, type Raster } from "#shared/pixels/pixel-types.ts";
import { type RandomSource, seededRandom, spreadOf } from "./random-source.ts";

/** A synthetic edit: mask, the changed scene (truth inside), and where it really changed (0..255). */
export type SyntheticEdit = { readonly mask: Plane8; readonly scene: Raster; readonly change: Plane8 };

/** A wobbly blob: radius as a smooth function of the angle. */
function blob(
  random: RandomSource,
  x: number,
  y: number,
  radius: number,
): (px: number, py: number) => number {
  const waves = [2, 3, 5].map((n) => ({ n, size: spreadOf(random, 0.35 / n), phase: random() * 6.283 }));
  const aspect = 0.75 + 0.5 * random();
  return (px, py) => {
    const dx = (px - x) / aspect;
    const dy = (py - y) * aspect;
    const angle = Math.atan2(dy, dx);
    const r = waves.reduce((sum, w) => sum + w.size * Math.sin(w.n * angle + w.phase), 1) * radius;
    return r - Math.hypot(dx, dy);
  };
}

/**
 * Paints a real change inside a mask: an object of a new colour with its own stripes and a soft 2 px rim, about a third
 * of the mask's width, well inside it. Everything else of the scene is the original.
 */
export function paintEdit(original: Raster, seed: number): SyntheticEdit {
  const random = seededRandom(seed ^ 0x5bd1e995);
  const { width, height, channels } = original;
  const size = Math.min(width, height);
  const radius = size * (0.2 + 0.08 * random());
  const x = width / 2 + spreadOf(random, width / 2 - radius * 1.6);
  const y = height / 2 + spreadOf(random, height / 2 - radius * 1.6);
  const insideMask = blob(random, x, y, radius);
  const insideObject = blob(
    random,
    x + spreadOf(random, radius * 0.15),
    y + spreadOf(random, radius * 0.15),
    radius * 0.42,
  );
  const mask = { width, height, data: new Uint8Array(width * height) };
  const change = { width, height, data: new Uint8Array(width * height) };
  const scene: Raster = { ...original, data: original.data.slice() };
  const tint = [random() * 255, random() * 255, random() * 255];
  const stripe = 6 + 20 * random();
  const scale = levelScale(original);
  for (let py = 0; py < height; py++) {
    for (let px = 0; px < width; px++) {
      const i = py * width + px;
      if (insideMask(px, py) <= 0) continue;
      mask.data[i] = 255;
      const share = Math.min(1, Math.max(0, (insideObject(px, py) + 1) / 2));
      if (share === 0) continue;
      change.data[i] = Math.max(1, Math.round(share * 255));
      const tone = 25 * Math.sin((px + 0.7 * py) / stripe);
      for (let c = 0; c < Math.min(3, channels); c++) {
        const from = original.data[i * channels + c] ?? 0;
        const to = Math.min(255, Math.max(0, (tint[c] ?? 0) + tone)) * scale;
        scene.data[i * channels + c] = Math.round(from + (to - from) * share);
      }
    }
  }
  return { mask, scene, change };
}
