// Pictures of nothing in particular: folded silk, sheets of paper one on the other, or drifting light.
import { lchFromRgb, mixRgb, rgbFromLch, shadeRgb, type Rgb } from "./colour.ts";
import { sampleNoise } from "./noise-tile.ts";
import { distance, shadeRows, shadeSmooth, smoothstep } from "./raster.ts";
import type { Scene } from "./scene.ts";

export function paintAbstract(scene: Scene): void {
  const { prompt, chance } = scene;
  if (/\b(silk|marble|fluid|fabric|liquid)\b/i.test(prompt)) paintSilk(scene);
  else if (/\b(paper|layer|geometr|shape|poster|pattern)/i.test(prompt)) paintSheets(scene);
  else if (/\b(gradient|light|glow|minimal|soft)/i.test(prompt)) paintDrift(scene);
  else chance.pick([paintSilk, paintSheets, paintDrift])(scene);
}

function ramp(scene: Scene): readonly [Rgb, Rgb, Rgb, Rgb, Rgb] {
  const { accent, second } = scene.palette;
  const [, chroma, hue] = lchFromRgb(accent);
  const away = rgbFromLch([0.32, Math.min(0.13, chroma + 0.03), hue - 35]);
  return [shadeRgb(accent, -0.3), away, accent, mixRgb(accent, second, 0.6), shadeRgb(second, 0.2, 0.7)];
}

/** The colour at a place of a ramp, 0 to 1. */
function along(colours: readonly Rgb[], share: number, out: Float32Array): void {
  const place = Math.min(0.9999, Math.max(0, share)) * (colours.length - 1);
  const first = Math.floor(place);
  const t = place - first;
  const from = colours[first] ?? [0, 0, 0];
  const to = colours[first + 1] ?? from;
  const soft = t * t * (3 - 2 * t);
  for (let part = 0; part < 3; part += 1)
    out[part] = (from[part] ?? 0) + ((to[part] ?? 0) - (from[part] ?? 0)) * soft;
}

function paintSilk(scene: Scene): void {
  const { raster, smooth, rough, unit, chance } = scene;
  const colours = ramp(scene);
  const startX = chance.between(0, 512);
  const startY = chance.between(0, 512);
  const size = chance.between(0.16, 0.24);
  const fold = (u: number, v: number): number => {
    const warp = sampleNoise(smooth, u * 0.7, v * 0.7) * 60;
    const twist = sampleNoise(smooth, u * 0.7 + 99, v * 0.7 + 41) * 60;
    const wave = sampleNoise(smooth, u * 0.6 + warp, v * 0.6 + twist);
    return Math.sin(wave * 5 + (u + v * 0.6 + warp) * 0.07) * 0.6 + wave * 0.5;
  };
  shadeSmooth(raster, (x, y, out) => {
    const u = (x / unit) * size + startX;
    const v = (y / unit) * size + startY;
    const height = fold(u, v);
    const slopeX = height - fold(u + 0.5, v);
    const slopeY = height - fold(u, v + 0.5);
    const weave = sampleNoise(rough, x / unit, y / unit) * 0.015;
    along(colours, 0.5 + height * 0.4 + weave, out);
    const lit = slopeX * 9 + slopeY * 13;
    const shine = smoothstep(0.12, 0.5, lit);
    for (let part = 0; part < 3; part += 1) {
      const value = (out[part] ?? 0) * (1 + Math.max(-0.6, Math.min(0.35, lit * 0.9)));
      out[part] = value + (255 - value) * shine * 0.38;
    }
  });
}

function paintSheets(scene: Scene): void {
  const { raster, soft, smooth, rough, unit, chance } = scene;
  const colours = ramp(scene);
  const count = chance.whole(7, 10);
  const angle = chance.between(-0.7, 0.7);
  const along0 = Math.cos(angle);
  const across = Math.sin(angle);
  const sheets = Array.from({ length: count }, (_, index) => ({
    row: chance.between(0, 512),
    start: chance.between(0, 512),
    rise: unit * chance.between(40, 95),
    level: (index / (count - 1) - 0.5) * 1.05 * Math.min(raster.height * 1.15, unit * 1000),
    stretch: chance.between(0.09, 0.17),
  }));
  const edge = new Float32Array(count);
  shadeRows(raster, 0, raster.height, (x, y, out) => {
    const px = x - raster.width / 2;
    const py = y - raster.height / 2;
    const u = (px * along0 + py * across) / unit;
    const v = py * along0 - px * across;
    let top = -1;
    for (let index = 0; index < count; index += 1) {
      const sheet = sheets[index];
      if (!sheet) continue;
      const line =
        sheet.level + sheet.rise * sampleNoise(smooth, u * sheet.stretch * 2 + sheet.start, sheet.row) * 1.7;
      edge[index] = v - line;
      if (v >= line - 0.5) top = index;
    }
    along(colours, 1 - (top + 1) / count, out);
    const above = top + 1 < count ? -(edge[top + 1] ?? 0) : unit * 999;
    const inside = top >= 0 ? (edge[top] ?? 0) : unit * 999;
    const shadow = Math.exp(-above / (unit * 17)) * 0.5 + Math.exp(-above / (unit * 60)) * 0.16;
    const rim = Math.exp(-inside / (unit * 1.6)) * 0.3;
    const fibre =
      sampleNoise(rough, x / unit / 0.8, y / unit / 0.8) * 0.028 +
      sampleNoise(soft, u * 0.2, v / unit / 4) * 0.07;
    const cover = top >= 0 ? Math.min(1, inside + 0.5) : 1;
    for (let part = 0; part < 3; part += 1) {
      const value = (out[part] ?? 0) * (1 - shadow) * (1 + fibre);
      out[part] = (value + (255 - value) * rim) * (0.86 + 0.14 * cover);
    }
  });
}

function paintDrift(scene: Scene): void {
  const { raster, palette, smooth, unit, chance } = scene;
  const colours = ramp(scene);
  const base = shadeRgb(palette.skyLow, 0.03, 0.8);
  const spots = Array.from({ length: 7 }, (_, index) => ({
    x: raster.width * chance.between(0.05, 0.95),
    y: raster.height * chance.between(0.05, 0.95),
    reach: unit * chance.between(190, 430),
    colour: colours[(index + 1) % colours.length] ?? base,
  }));
  const start = chance.between(0, 512);
  shadeSmooth(raster, (x, y, out) => {
    const warpX = sampleNoise(smooth, (x / unit) * 0.1 + start, (y / unit) * 0.1) * unit * 260;
    const warpY = sampleNoise(smooth, (x / unit) * 0.1 + start + 160, (y / unit) * 0.1 + 80) * unit * 260;
    let total = 0.16;
    let red = base[0] * 0.16;
    let green = base[1] * 0.16;
    let blue = base[2] * 0.16;
    for (const spot of spots) {
      const away = distance(x + warpX - spot.x, y + warpY - spot.y) / spot.reach;
      const weight = 1 / (0.06 + away * away * away);
      total += weight;
      red += spot.colour[0] * weight;
      green += spot.colour[1] * weight;
      blue += spot.colour[2] * weight;
    }
    const sheen = 1 + 0.05 * Math.sin((warpX + warpY) / unit / 26);
    out[0] = (red / total) * sheen;
    out[1] = (green / total) * sheen;
    out[2] = (blue / total) * sheen;
  });
}
