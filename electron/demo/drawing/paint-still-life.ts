// A table by a wall in side light, with turned vessels and fruit on it.
import { mixRgb, rgbFromLch, shadeRgb, type Rgb } from "./colour.ts";
import { sampleNoise } from "./noise-tile.ts";
import { blendPixel, distance, shadeRows, smoothstep } from "./raster.ts";
import type { Scene } from "./scene.ts";

/** A thing made on a wheel: the half width at each height, both as shares of the thing's own height. */
interface Vessel {
  readonly x: number;
  readonly base: number;
  readonly tall: number;
  readonly colour: Rgb;
  readonly gloss: number;
  /** Half width at a height, 0 at the base to 1 at the top. */
  readonly half: (up: number) => number;
  readonly isOpen: boolean;
}

export function paintStillLife(scene: Scene): void {
  const { raster, chance } = scene;
  const edge = Math.round(raster.height * chance.between(0.58, 0.66));
  const isFromLeft = chance.next() < 0.5;
  paintRoom(scene, edge, isFromLeft);
  const things = arrange(scene, edge).toSorted((a, b) => a.base - b.base);
  for (const thing of things) paintCastShadow(scene, thing, isFromLeft);
  for (const thing of things) paintVessel(scene, thing, isFromLeft);
}

function paintRoom(scene: Scene, edge: number, isFromLeft: boolean): void {
  const { raster, palette, soft, rough, unit, chance } = scene;
  const wall = mixRgb(palette.haze, palette.second, 0.16);
  const wood = mixRgb(rgbFromLch([0.5, 0.075, 58]), palette.near, 0.2);
  const beam = raster.width * (isFromLeft ? chance.between(0.2, 0.4) : chance.between(0.6, 0.8));
  shadeRows(raster, 0, raster.height, (x, y, out) => {
    const across = isFromLeft ? x / raster.width : 1 - x / raster.width;
    if (y < edge) {
      const plaster =
        sampleNoise(soft, (x / unit) * 0.5, (y / unit) * 0.5) * 0.05 +
        sampleNoise(rough, x / unit, y / unit) * 0.018;
      const slant = (x - beam) * (isFromLeft ? 1 : -1) - y * 0.55;
      const pane =
        smoothstep(-unit * 40, unit * 10, slant + unit * 170) * smoothstep(unit * 190, unit * 130, slant);
      const bar = 1 - 0.75 * smoothstep(unit * 13, unit * 8, Math.abs(slant - unit * 10));
      const light = 0.98 - across * 0.5 - 0.16 * (1 - y / edge) + pane * bar * 0.22 + plaster;
      const near = smoothstep(edge - unit * 60, edge, y) * 0.14;
      for (let part = 0; part < 3; part += 1) {
        const lit = (wall[part] ?? 0) * light;
        out[part] = (lit + ((palette.light[part] ?? 0) - lit) * pane * bar * 0.2) * (1 - near);
      }
      return;
    }
    const down = (y - edge) / (raster.height - edge);
    const depth = 1 / (0.5 + down);
    const u = ((x - raster.width / 2) / unit) * depth;
    const ring = sampleNoise(soft, u * 0.13, depth * 190) * 26 + depth * 330;
    const grain = Math.sin(ring * 0.5) * 0.07 + sampleNoise(rough, u * 0.25, depth * 900) * 0.07;
    const board = Math.abs(((depth * 7) % 1) - 0.5) < 0.012 ? 0.3 : 0;
    const light = (1.06 - across * 0.5 + grain) * (1 - board) * (0.84 + 0.2 * smoothstep(0, 0.04, down));
    for (let part = 0; part < 3; part += 1) out[part] = (wood[part] ?? 0) * light;
  });
}

function arrange(scene: Scene, edge: number): readonly Vessel[] {
  const { raster, chance, palette, prompt } = scene;
  const size = Math.min(raster.width, raster.height);
  const colours = [
    palette.accent,
    palette.second,
    shadeRgb(palette.accent, 0.16, 0.5),
    rgbFromLch([0.9, 0.03, 85]),
  ];
  const hasTall = /\b(vase|bottle|perfume|lamp|flower)/i.test(prompt) || chance.next() < 0.8;
  const fruits = chance.whole(2, 4);
  const middle = raster.width * chance.between(0.42, 0.58);
  const things: Vessel[] = [];
  const add = (
    x: number,
    tall: number,
    step: number,
    colour: Rgb,
    half: Vessel["half"],
    gloss: number,
    isOpen: boolean,
  ): void => {
    things.push({ x, base: edge + size * step, tall: size * tall, colour, half, gloss, isOpen });
  };
  if (hasTall) {
    const belly = chance.between(0.2, 0.3);
    const neck = chance.between(0.06, 0.11);
    const waist = chance.between(0.5, 0.68);
    add(
      middle - size * 0.16,
      chance.between(0.44, 0.56),
      0.08,
      colours[0] ?? palette.accent,
      (up) => vaseHalf(up, belly, neck, waist),
      0.5,
      true,
    );
  }
  const wide = chance.between(0.62, 0.8);
  add(
    middle + size * chance.between(0.16, 0.24),
    0.2,
    0.13,
    colours[1] ?? palette.second,
    (up) => wide * (0.42 + 0.58 * Math.sin(Math.min(1, up * 1.02) * 1.45)),
    0.35,
    true,
  );
  for (let fruit = 0; fruit < fruits; fruit += 1) {
    const tall = chance.between(0.1, 0.135);
    const x = middle + size * (fruit * 0.14 - 0.22 + chance.between(-0.03, 0.03));
    const hue = chance.pick([28, 62, 95, 125, 20]);
    const skin = mixRgb(rgbFromLch([0.68, 0.16, hue]), palette.accent, chance.between(0.1, 0.5));
    add(
      x,
      tall,
      0.17 + chance.between(0, 0.07),
      skin,
      (up) => 0.53 * Math.sqrt(Math.max(0, 1 - (2 * up - 1) ** 2)),
      0.25,
      false,
    );
  }
  return things;
}

function vaseHalf(up: number, belly: number, neck: number, waist: number): number {
  const body = belly * Math.sqrt(Math.max(0, 1 - ((up - 0.36) / 0.62) ** 2));
  const throat = neck + 0.045 * smoothstep(0.9, 1, up);
  const foot = 0.02 * smoothstep(0.05, 0, up);
  return body + (throat - body) * smoothstep(waist, 0.86, up) + foot;
}

function paintCastShadow(scene: Scene, thing: Vessel, isFromLeft: boolean): void {
  const { raster } = scene;
  const side = isFromLeft ? 1 : -1;
  const reach = thing.tall * thing.half(0.4);
  const length = thing.tall * 0.55;
  for (let y = -Math.ceil(reach * 0.7); y <= reach * 0.7; y += 1)
    for (let x = -Math.ceil(reach * 1.6); x <= reach * 1.6 + length; x += 1) {
      const along = x / (reach + length * 0.5);
      const shift = Math.max(0, along) * 0.8;
      const away = distance(
        (x - shift * length * 0.5) / (reach * (1.12 + shift * 0.6)),
        (y - shift * reach * 0.05) / (reach * 0.36),
      );
      const cover = smoothstep(1.25, 0.45, away) * (0.62 - 0.3 * Math.min(1, shift));
      if (cover > 0)
        blendPixel(raster, Math.round(thing.x + side * x), Math.round(thing.base + y), [24, 16, 16], cover);
    }
}

function paintVessel(scene: Scene, thing: Vessel, isFromLeft: boolean): void {
  const { raster, palette, rough, unit } = scene;
  const { tall, x: middle, base, colour, gloss } = thing;
  const side = isFromLeft ? -1 : 1;
  const lipHalf = tall * thing.half(1);
  const bottomDrop = tall * thing.half(0) * 0.2;
  const top = base - tall;
  for (let y = Math.floor(top - lipHalf * 0.3); y <= base + bottomDrop; y += 1) {
    for (let x = Math.floor(-tall); x <= tall; x += 1) {
      // The rows of a round thing seen from a little above are ellipses: undo the bend to find the height.
      const guess = Math.min(1, Math.max(0, (base - y) / tall));
      const across = x / Math.max(1, tall * thing.half(guess));
      if (Math.abs(across) > 1.1) continue;
      const bend =
        Math.sqrt(Math.max(0, 1 - Math.min(1, Math.abs(across)) ** 2)) * tall * thing.half(guess) * 0.2;
      const up = (base + (thing.isOpen ? bend : 0) - y) / tall;
      if (up < 0 || up > 1) continue;
      const half = tall * thing.half(up);
      if (half < 0.5) continue;
      const u = x / half;
      const cover = smoothstep(1 + 0.8 / half, 1 - 0.8 / half, Math.abs(u));
      if (cover <= 0) continue;
      const rise = (thing.half(Math.min(1, up + 0.02)) - thing.half(Math.max(0, up - 0.02))) / 0.04;
      const lean = Math.atan(rise);
      const normalX = u * Math.cos(lean);
      const normalY = -Math.sin(lean);
      const normalZ = Math.sqrt(Math.max(0, 1 - u * u)) * Math.cos(lean);
      const light = Math.max(0, normalX * side * 0.62 + -normalY * -0.42 + normalZ * 0.62);
      const shine = Math.max(0, normalX * side * 0.45 - normalY * -0.3 + normalZ * 0.83) ** 38 * gloss;
      const bounce = Math.max(0, -normalX * side) * 0.1;
      const clay = 1 + sampleNoise(rough, (x / unit) * 0.9, (y / unit) * 2.4) * 0.05;
      const level = (0.2 + light * 0.95 + bounce) * clay;
      const [r, g, b] = mixRgb(
        [colour[0] * level, colour[1] * level, colour[2] * level],
        palette.light,
        Math.min(0.9, shine),
      );
      blendPixel(raster, Math.round(middle + x), y, [r, g, b], cover);
    }
  }
  if (thing.isOpen) paintMouth(scene, thing, lipHalf, top);
}

function paintMouth(scene: Scene, thing: Vessel, half: number, top: number): void {
  const rim = shadeRgb(thing.colour, 0.1, 0.8);
  const inside = shadeRgb(thing.colour, -0.3, 0.9);
  for (let y = -half * 0.24; y <= half * 0.24; y += 1)
    for (let x = -half; x <= half; x += 1) {
      const away = distance(x / half, y / (half * 0.2));
      const cover = smoothstep(1 + 1.5 / half, 1 - 1.5 / half, away);
      if (cover <= 0) continue;
      const depth = smoothstep(0.94, 0.88, away);
      const colour = mixRgb(rim, shadeRgb(inside, (y / half) * 0.25), depth);
      blendPixel(scene.raster, Math.round(thing.x + x), Math.round(top + y), colour, cover);
    }
}
