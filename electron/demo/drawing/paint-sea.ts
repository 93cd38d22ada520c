// Open water under a sky: waves in perspective, the light's path on them, and sometimes an island.
import { paintRidges } from "./paint-ridges.ts";
import { paintSky, type SkyLight } from "./paint-sky.ts";
import { mixRgb, shadeRgb } from "./colour.ts";
import { sampleNoise } from "./noise-tile.ts";
import { shadeRows, smoothstep } from "./raster.ts";
import type { Scene } from "./scene.ts";

export function paintSea(scene: Scene): void {
  const { raster, chance, prompt } = scene;
  const horizon = Math.round(raster.height * chance.between(0.36, 0.5));
  const light = paintSky(scene, horizon);
  if (/\b(island|coast|fjord|harbou?r|shore|beach|lagoon)/i.test(prompt) || chance.next() < 0.45)
    paintRidges(scene, light, {
      top: horizon - scene.unit * 10,
      foot: horizon + scene.unit * 8,
      count: 2,
      hasWoods: false,
    });
  paintWaves(scene, light, horizon);
}

function paintWaves(scene: Scene, light: SkyLight, horizon: number): void {
  const { raster, palette, soft, rough, unit, chance, mood } = scene;
  const { width, height } = raster;
  const far = mixRgb(palette.skyLow, palette.water, 0.45);
  const deep = shadeRgb(palette.water, -0.09, 1.1);
  const clear = shadeRgb(palette.water, 0.12, 1.15);
  const sky = mixRgb(palette.skyLow, palette.skyTop, 0.35);
  const swell = mood === "storm" ? 1.5 : mood === "mist" || mood === "dawn" ? 0.7 : 1;
  const startX = chance.between(0, 512);
  const startY = chance.between(0, 512);
  shadeRows(raster, horizon, height, (x, y, out) => {
    const down = (y - horizon) / (height - horizon);
    const distance = 1 / (0.035 + down);
    const u = ((x - width / 2) / unit) * distance * 0.055 + startX;
    const v = distance * 30 + startY;
    const big = sampleNoise(soft, u * 0.6, v * 1.5);
    const bend = big * 6;
    const wave = sampleNoise(rough, u * 0.9 + bend, v * 1.9 + bend) * 0.8 + big * 0.7;
    const ahead = sampleNoise(rough, u * 0.9 + bend, v * 1.9 + bend + 1.7) * 0.8 + big * 0.7;
    const chop = sampleNoise(rough, u * 3.1 + 40, v * 4.7);
    const slope = (wave - ahead) * swell * (0.5 + 0.5 * Math.min(1, down * 3)) + chop * 0.16;
    const facing = smoothstep(-0.42, 0.5, slope);
    const away = Math.abs(x - light.x) / (unit * (16 + 190 * down));
    const path = Math.exp(-away * away * 0.8);
    const sparkle = smoothstep(0.12, 0.42, slope + chop * 0.22 + path * 0.14 - 0.12) * path;
    const spray = sampleNoise(rough, u * 9 + bend, v * 14);
    const foam =
      smoothstep(0.66, 1.1, wave * 0.75 + chop * 0.4 + spray * 0.5) *
      smoothstep(0.06, 0.4, down) *
      0.6 *
      swell;
    const fade = smoothstep(0, 0.35, down);
    for (let part = 0; part < 3; part += 1) {
      const low = deep[part] ?? 0;
      const high = (sky[part] ?? 0) * 0.55 + (clear[part] ?? 0) * 0.45;
      const near = low + (high - low) * facing;
      const distant = (far[part] ?? 0) * (0.94 + slope * 0.25);
      let value = distant + (near - distant) * fade;
      value += ((palette.light[part] ?? 0) - value) * Math.min(1, sparkle * 0.95 + path * 0.12);
      out[part] = value + (248 - value) * foam;
    }
  });
}
