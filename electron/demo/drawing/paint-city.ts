// A skyline: rows of buildings from the haze to the foreground, with lit windows, over water or a wet street.
import { pixelChance } from "./chance.ts";
import { mixRgb, type Rgb } from "./colour.ts";
import { sampleNoise } from "./noise-tile.ts";
import { paintReflection } from "./paint-reflection.ts";
import { paintSky } from "./paint-sky.ts";
import { addGlow, shadeRows, smoothstep } from "./raster.ts";
import type { Scene } from "./scene.ts";

interface Block {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Edge of a window's cell in pixels, across and down. */
  readonly cellX: number;
  readonly cellY: number;
  readonly shade: number;
  readonly seed: number;
}

export function paintCity(scene: Scene): void {
  const { raster, chance, palette } = scene;
  const ground = Math.round(raster.height * chance.between(0.74, 0.8));
  const light = paintSky(scene, ground);
  const rows = 4;
  for (let row = 0; row < rows; row += 1) paintRow(scene, row / (rows - 1), ground);
  if (palette.isNight) {
    addGlow(raster, raster.width * 0.5, ground, raster.width * 0.6, palette.accent, 0.22);
    addGlow(raster, light.x, ground * 0.9, raster.width * 0.35, palette.second, 0.16);
  }
  paintReflection(scene, light, ground);
}

function paintRow(scene: Scene, depth: number, ground: number): void {
  const { raster, palette, rough, unit, mood } = scene;
  const blocks = blocksFor(scene, depth, ground);
  const index = new Int16Array(raster.width).fill(-1);
  blocks.forEach((block, at) => index.fill(at, Math.max(0, block.left), Math.max(0, block.right)));
  const wall = mixRgb(palette.haze, palette.near, 0.16 + 0.74 * depth);
  const isLit = palette.isNight || mood === "sunset" || mood === "storm";
  const litShare = (palette.isNight ? 0.46 : isLit ? 0.22 : 0.05) * (0.45 + 0.55 * depth);
  const warm: readonly Rgb[] = [[255, 214, 140], [255, 236, 196], palette.accent, [255, 190, 104]];
  const glass = mixRgb(palette.skyLow, wall, 0.45);
  const highest = Math.floor(Math.min(ground, ...blocks.map((block) => block.top)));
  shadeRows(raster, highest, ground, (x, y, out) => {
    const at = (y * raster.width + x) * 3;
    const block = blocks[index[x] ?? -1];
    const isWall = block !== undefined && y >= block.top;
    if (!block || !isWall) {
      for (let part = 0; part < 3; part += 1) out[part] = raster.data[at + part] ?? 0;
      return;
    }
    const side = (x - block.left) / (block.right - block.left);
    const stain = sampleNoise(rough, x / unit / 2, y / unit / 5) * 0.05;
    const relief = 1 + block.shade + (side < 0.3 ? 0.1 : 0) + (side > 0.93 ? -0.12 : 0) + stain;
    const column = Math.floor((x - block.left) / block.cellX);
    const floor = Math.floor((y - block.top) / block.cellY);
    const inX = (x - block.left) / block.cellX - column;
    const inY = (y - block.top) / block.cellY - floor;
    const isWindow = inX > 0.22 && inX < 0.8 && inY > 0.28 && inY < 0.78 && floor > 0 && side < 0.96;
    const luck = isWindow ? pixelChance(column, floor, block.seed) : 1;
    const lamp = luck < litShare ? (warm[Math.floor(luck * 997) % warm.length] ?? palette.light) : undefined;
    const mist = smoothstep(0.55, 1, y / ground) * (1 - depth) * 0.55;
    for (let part = 0; part < 3; part += 1) {
      let value = (wall[part] ?? 0) * relief;
      if (lamp) value = (lamp[part] ?? 0) * (0.72 + 0.28 * depth) * (0.8 + 0.2 * inY);
      else if (isWindow) value += ((glass[part] ?? 0) * (1.1 - inY * 0.4) - value) * 0.5;
      out[part] = value + ((palette.haze[part] ?? 0) - value) * mist;
    }
  });
}

function blocksFor(scene: Scene, depth: number, ground: number): readonly Block[] {
  const { chance, raster, unit } = scene;
  const blocks: Block[] = [];
  const centre = raster.width * chance.between(0.3, 0.7);
  const cellX = unit * (3.2 + 6.5 * depth);
  for (let left = -unit * 30; left < raster.width;) {
    const width = unit * (24 + 42 * depth) * chance.between(0.55, 1.5);
    const middle = Math.exp(-(((left - centre) / (raster.width * 0.34)) ** 2));
    const tall = ground * (0.2 + 0.42 * (1 - depth) * (0.3 + 0.7 * middle)) * chance.between(0.55, 1.25);
    const top = ground - tall * (depth > 0.9 ? 0.62 : 1);
    const shade = chance.between(-0.16, 0.16);
    const seed = chance.whole(0, 2 ** 30);
    blocks.push({
      left: Math.round(left),
      right: Math.round(left + width),
      top,
      cellX,
      cellY: cellX * 1.35,
      shade,
      seed,
    });
    if (chance.next() < 0.4) blocks.push(setback(blocks[blocks.length - 1], unit, chance.between(0.2, 0.36)));
    left += width + (chance.next() < 0.3 ? unit * chance.between(2, 16) : 0);
  }
  return blocks;
}

/** A narrower storey or a mast on top of the block before it. */
function setback(below: Block | undefined, unit: number, inset: number): Block {
  const base = below ?? { left: 0, right: 1, top: 0, cellX: 1, cellY: 1, shade: 0, seed: 0 };
  const width = base.right - base.left;
  const top = base.top - unit * 34 * inset * 3;
  return {
    ...base,
    left: Math.round(base.left + width * inset),
    right: Math.round(base.right - width * inset),
    top,
    shade: base.shade - 0.04,
  };
}
