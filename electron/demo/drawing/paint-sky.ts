// The sky of the open-air scenes: gradient, sun or moon, clouds in perspective, stars.
import type { Rgb } from "./colour.ts";
import { pixelChance } from "./chance.ts";
import { sampleNoise } from "./noise-tile.ts";
import { addGlow, blendPixel, distance, shadeRows, smoothstep } from "./raster.ts";
import type { Scene } from "./scene.ts";

/** Where the light stands, in pixels. */
export interface SkyLight {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

const CLOUDINESS = {
  day: 0.5,
  dawn: 0.55,
  sunset: 0.6,
  dusk: 0.5,
  night: 0.22,
  mist: 0.45,
  storm: 0.95,
  winter: 0.4,
} as const;

/** Paints from the top down to the horizon (a row) and says where the light is. */
export function paintSky(scene: Scene, horizon: number): SkyLight {
  const { raster, palette, chance, soft, seed, mood, unit } = scene;
  const { width } = raster;
  const isLow = mood === "sunset" || mood === "dawn" || mood === "dusk";
  const light = {
    x: width * chance.between(0.18, 0.82),
    y: horizon * (isLow ? chance.between(0.68, 0.92) : chance.between(0.18, 0.42)),
    radius: unit * (palette.isNight ? chance.between(20, 30) : chance.between(22, 40)),
  };
  const cloudiness = CLOUDINESS[mood] + chance.between(-0.12, 0.12);
  const offsetX = chance.between(0, 512);
  const offsetY = chance.between(0, 512);
  const reach = unit * (isLow ? 620 : 420);
  const { skyTop, skyLow, light: lit, haze } = palette;
  shadeRows(raster, 0, Math.ceil(horizon) + 2, (x, y, out) => {
    const down = y / horizon;
    const blend = smoothstep(0, 1.05, down ** 1.25);
    const near = Math.max(0, 1 - distance((x - light.x) * 0.8, y - light.y) / reach);
    const glow = near * near * (palette.isNight ? 0.3 : 0.55);
    // Clouds lie on a plane overhead: the lower in the sky, the farther and the flatter.
    const depth = 1 / (1.12 - Math.min(1, down));
    const planeX = (x / unit) * 0.16 * (0.55 + 0.12 * depth) + offsetX;
    const planeY = depth * 26 + down * 45 + offsetY;
    const warp = sampleNoise(soft, planeX * 0.5 + 90, planeY * 0.5);
    const cloud = sampleNoise(soft, planeX + warp * 22, planeY + warp * 10) * 1.25;
    const above = sampleNoise(soft, planeX + warp * 22 + 3, planeY + warp * 10 - 5) * 1.25;
    const edge = 0.62 - cloudiness * 0.75;
    const cover = smoothstep(edge, edge + 0.42, cloud) * smoothstep(-0.1, 0.2, down) * 0.92;
    const relief = Math.min(1, Math.max(0, 0.55 + (cloud - above) * 1.6 + near * 0.3 - cloud * 0.28));
    for (let part = 0; part < 3; part += 1) {
      const low = skyLow[part] ?? 0;
      const top = skyTop[part] ?? 0;
      const bright = lit[part] ?? 0;
      const clear = top + (low - top) * blend;
      const sky = clear + (bright - clear) * glow;
      const shadow = top * 0.62 + (haze[part] ?? 0) * 0.3;
      const cloudColour = shadow + (bright * 0.6 + low * 0.4 - shadow) * relief;
      out[part] = sky + (cloudColour - sky) * cover * (palette.isNight ? 0.5 : 0.85);
    }
  });
  if (palette.isNight) paintStars(scene, horizon, seed);
  paintDisc(scene, light, horizon);
  return light;
}

function paintDisc(scene: Scene, light: SkyLight, horizon: number): void {
  const { raster, palette, mood, rough } = scene;
  if (mood === "storm") return;
  addGlow(raster, light.x, light.y, light.radius * 7, palette.light, 0.5);
  const { radius } = light;
  const share = mood === "mist" ? 0.5 : 0.95;
  for (let y = Math.floor(light.y - radius - 2); y <= Math.min(horizon, light.y + radius + 2); y += 1)
    for (let x = Math.floor(light.x - radius - 2); x <= light.x + radius + 2; x += 1) {
      const cover = smoothstep(radius + 0.8, radius - 0.8, distance(x - light.x, y - light.y));
      if (cover <= 0) continue;
      const spots = palette.isNight
        ? 0.88 + sampleNoise(rough, (x / radius) * 18, (y / radius) * 18) * 0.12
        : 1;
      const [red, green, blue] = palette.light;
      const disc: Rgb = [red * spots, green * spots, blue * spots];
      blendPixel(raster, x, y, disc, cover * share);
    }
}

function paintStars(scene: Scene, horizon: number, seed: number): void {
  const { raster, unit, chance } = scene;
  const cell = Math.max(3, Math.round(unit * 7));
  for (let y = 0; y < horizon * 0.92; y += cell)
    for (let x = 0; x < raster.width; x += cell) {
      const luck = pixelChance(x, y, seed);
      if (luck < 0.72) continue;
      const size = unit * (0.25 + 1.1 * ((luck - 0.72) / 0.28) ** 9) + 0.5;
      const starX = x + pixelChance(x, y, seed + 1) * cell;
      const starY = y + pixelChance(x, y, seed + 2) * cell;
      const fade = 1 - starY / horizon;
      paintStar(scene, starX, starY, size, Math.min(1, fade * 1.6) * (0.25 + luck * luck * 0.7));
    }
  for (let bright = 0; bright < 7; bright += 1)
    addGlow(
      raster,
      chance.next() * raster.width,
      chance.next() * horizon * 0.7,
      unit * 9,
      [255, 250, 240],
      0.8,
    );
}

function paintStar(scene: Scene, starX: number, starY: number, size: number, share: number): void {
  for (let y = Math.floor(starY - size); y <= starY + size; y += 1)
    for (let x = Math.floor(starX - size); x <= starX + size; x += 1) {
      const cover = 1 - distance(x - starX, y - starY) / (size + 0.4);
      if (cover > 0) blendPixel(scene.raster, x, y, [255, 252, 246], Math.min(1, cover * share * 1.3));
    }
}
