// Deep space: veils of gas, stars of all sizes, and a planet lit from one side.
import { pixelChance } from "./chance.ts";
import { mixRgb, rgbFromLch, shadeRgb, type Rgb } from "./colour.ts";
import { sampleNoise } from "./noise-tile.ts";
import { addGlow, blendPixel, distance, shadeRows, smoothstep } from "./raster.ts";
import type { Scene } from "./scene.ts";

export function paintSpace(scene: Scene): void {
  const { raster, chance, palette, prompt, unit } = scene;
  paintVeils(scene);
  paintStars(scene);
  for (let star = 0; star < 9; star += 1) {
    const x = chance.next() * raster.width;
    const y = chance.next() * raster.height;
    addGlow(raster, x, y, unit * chance.between(6, 22), mixRgb([255, 255, 255], palette.second, 0.25), 0.9);
  }
  if (!/\b(nebula|galax|milky way)/i.test(prompt) || /\b(planet|saturn|mars|moon)/i.test(prompt))
    paintPlanet(scene);
}

function paintVeils(scene: Scene): void {
  const { raster, palette, soft, rough, chance, unit } = scene;
  const dark: Rgb = rgbFromLch([0.13, 0.04, 270]);
  const first = shadeRgb(palette.accent, 0.02, 1.1);
  const second = shadeRgb(palette.second, -0.04, 1.15);
  const third = rgbFromLch([0.52, 0.15, chance.between(230, 330)]);
  const startX = chance.between(0, 512);
  const startY = chance.between(0, 512);
  const angle = chance.between(-0.9, 0.9);
  const along = Math.cos(angle);
  const across = Math.sin(angle);
  shadeRows(raster, 0, raster.height, (x, y, out) => {
    const u = (x / unit) * 0.19 + startX;
    const v = (y / unit) * 0.19 + startY;
    const warpX = sampleNoise(soft, u, v) * 46;
    const warpY = sampleNoise(soft, u + 131, v + 57) * 46;
    const gas = sampleNoise(soft, u + warpX, v + warpY);
    const veil = sampleNoise(soft, u * 1.7 + warpY, v * 1.7 - warpX + 200);
    const dust = sampleNoise(rough, u * 1.3 + warpX * 0.7, v * 1.3 + warpY * 0.7);
    const offAxis = ((x - raster.width / 2) * across + (y - raster.height / 2) * along) / (unit * 330);
    const band = Math.exp(-offAxis * offAxis);
    const glowA = smoothstep(-0.25, 0.85, gas + band * 0.45) * (0.35 + 0.65 * band);
    const glowB = smoothstep(-0.05, 0.9, veil + band * 0.3) * (0.3 + 0.7 * band);
    const core = smoothstep(0.35, 1.25, gas + veil * 0.5 + band * 0.5);
    const lane = 1 - 0.55 * smoothstep(0.02, 0.55, dust) * band;
    for (let part = 0; part < 3; part += 1) {
      let value = (dark[part] ?? 0) * 0.8;
      value += (first[part] ?? 0) * glowA * 0.75 + (second[part] ?? 0) * glowB * 0.5;
      value += (third[part] ?? 0) * (1 - band) * glowA * 0.2;
      value += 200 * core * core * 0.5;
      // A shoulder instead of a clip: bright gas keeps its colour.
      out[part] = 255 * (1 - Math.exp(-(value * lane) / 190));
    }
  });
}

function paintStars(scene: Scene): void {
  const { raster, unit, seed } = scene;
  const cell = Math.max(3, Math.round(unit * 5));
  for (let y = 0; y < raster.height; y += cell)
    for (let x = 0; x < raster.width; x += cell) {
      const luck = pixelChance(x, y, seed);
      if (luck < 0.6) continue;
      const share = (luck - 0.6) / 0.4;
      const size = unit * (0.22 + 1.3 * share ** 12) + 0.5;
      const starX = x + pixelChance(x, y, seed + 1) * cell;
      const starY = y + pixelChance(x, y, seed + 2) * cell;
      const warmth = pixelChance(x, y, seed + 3);
      const colour: Rgb = [225 + 30 * warmth, 232, 255 - 40 * warmth];
      for (let py = Math.floor(starY - size); py <= starY + size; py += 1)
        for (let px = Math.floor(starX - size); px <= starX + size; px += 1) {
          const cover = 1 - distance(px - starX, py - starY) / (size + 0.4);
          if (cover > 0) blendPixel(raster, px, py, colour, Math.min(1, cover * (0.35 + share)));
        }
    }
}

function paintPlanet(scene: Scene): void {
  const { raster, palette, soft, rough, chance, unit } = scene;
  const shorter = Math.min(raster.width, raster.height);
  const radius = shorter * chance.between(0.2, 0.33);
  const centreX = raster.width * chance.between(0.3, 0.7);
  const centreY = raster.height * chance.between(0.38, 0.62);
  const turn = chance.between(0, Math.PI * 2);
  const sun = [Math.cos(turn) * 0.75, Math.sin(turn) * 0.55, 0.5] as const;
  const tilt = chance.between(-0.5, 0.5);
  const isBanded = chance.next() < 0.55;
  const rings = chance.next() < 0.6 ? chance.between(1.7, 2.15) : 0;
  const pale = shadeRgb(palette.accent, 0.16, 0.55);
  const dark = shadeRgb(palette.accent, -0.16, 1.1);
  const air = mixRgb(palette.second, [255, 255, 255], 0.35);
  addGlow(raster, centreX, centreY, radius * 1.35, air, 0.4);
  const reach = Math.ceil(radius * Math.max(1.05, rings));
  for (let y = -reach; y <= reach; y += 1)
    for (let x = -reach; x <= reach; x += 1) {
      const u = (x * Math.cos(tilt) + y * Math.sin(tilt)) / radius;
      const v = (y * Math.cos(tilt) - x * Math.sin(tilt)) / radius;
      const away = distance(u, v);
      const px = Math.round(centreX + x);
      const py = Math.round(centreY + y);
      if (away < 1 + 1.5 / radius) {
        const z = Math.sqrt(Math.max(0, 1 - away * away));
        const light = Math.max(0, (x / radius) * sun[0] + (y / radius) * sun[1] + z * sun[2]);
        const swirl = sampleNoise(soft, u * 60 + 20, v * 60) * 0.16;
        const bands = sampleNoise(rough, 10 + u * 6 * z, (v + swirl) * 90);
        const land = sampleNoise(soft, (u / (0.5 + z)) * 90, (v / (0.5 + z)) * 90) * 1.1;
        const blend = isBanded ? 0.5 + bands * 0.9 + swirl : smoothstep(-0.3, 0.4, land) * 0.9 + bands * 0.12;
        const base = mixRgb(dark, pale, Math.min(1, Math.max(0, blend)));
        const rim = (1 - z) ** 3 * light;
        const lit = mixRgb(
          [base[0] * light * 1.15, base[1] * light * 1.15, base[2] * light * 1.15],
          air,
          rim * 0.7,
        );
        blendPixel(raster, px, py, lit, smoothstep(1 + 1.2 / radius, 1 - 1.2 / radius, away));
      }
      if (rings > 0) {
        const ring = distance(u, v / 0.24);
        const isBehind = away < 1 && v < 0;
        if (isBehind || ring < 1.28 || ring > rings) continue;
        const grooves = 0.5 + 0.5 * sampleNoise(rough, ring * 240, 3);
        const soften = smoothstep(1.28, 1.34, ring) * smoothstep(rings, rings - 0.08, ring);
        blendPixel(raster, px, py, mixRgb(pale, air, 0.3), soften * (0.25 + 0.6 * grooves) * 0.8);
      }
    }
  addGlow(
    raster,
    centreX + sun[0] * radius * 3,
    centreY + sun[1] * radius * 3,
    unit * 120,
    [255, 244, 220],
    0.8,
  );
}
