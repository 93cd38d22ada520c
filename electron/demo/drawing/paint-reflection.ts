// Still water: mirrors what is above a row, broken by ripples that grow toward the viewer.
import { sampleNoise } from "./noise-tile.ts";
import { shadeRows, smoothstep } from "./raster.ts";
import type { Scene } from "./scene.ts";
import type { SkyLight } from "./paint-sky.ts";

/** Fills everything below `shore` with water. */
export function paintReflection(scene: Scene, light: SkyLight, shore: number): void {
  const { raster, palette, soft, rough, unit } = scene;
  const { width, height, data } = raster;
  const line = Math.round(shore);
  const { water, light: lit } = palette;
  shadeRows(raster, line, height, (x, y, out) => {
    const down = (y - line) / (height - line);
    const depth = 1 / (0.08 + down);
    const waveX = (x - width / 2) * (depth / unit) * 0.09;
    const waveY = depth * 34;
    const wave = sampleNoise(rough, waveX, waveY) + 0.6 * sampleNoise(soft, waveX * 0.4, waveY * 2.2);
    const shift = wave * unit * (2 + 20 * down);
    const mirror = Math.min(line - 1, Math.max(0, line - 1 - (y - line) * 0.93 + shift * 0.8));
    const column = Math.min(width - 1, Math.max(0, Math.round(x + shift * 0.35)));
    const row = Math.floor(mirror);
    const between = mirror - row;
    const at = (row * width + column) * 3;
    const next = Math.min(line - 1, row + 1) * width * 3 + column * 3;
    const tint = 0.22 + 0.4 * down + Math.max(-0.12, wave * 0.12);
    const path = Math.max(0, 1 - Math.abs(x - light.x) / (unit * (26 + 120 * down)));
    const glint = smoothstep(0.18, 0.75, wave) * path * 0.7;
    const shoreLine = smoothstep(0.02, 0, down) * 0.18;
    for (let part = 0; part < 3; part += 1) {
      const upper = data[at + part] ?? 0;
      const seen = upper + ((data[next + part] ?? 0) - upper) * between;
      let value = seen * 0.94 + ((water[part] ?? 0) - seen * 0.94) * tint;
      value += ((lit[part] ?? 0) - value) * (glint + shoreLine);
      out[part] = value;
    }
  });
}
