// A picture in memory while it is drawn: 8-bit sRGB, three bytes a pixel, rows from the top.
import type { Rgb } from "./colour.ts";
import { pixelChance } from "./chance.ts";

export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

export function blankRaster(width: number, height: number): Raster {
  return { width, height, data: new Uint8ClampedArray(width * height * 3) };
}

/** The colour of one pixel, written by a shader into a three-number array. */
export type Shader = (x: number, y: number, out: Float32Array) => void;

/** Runs a shader over whole rows, `top` included to `bottom` excluded; dithers so that gradients do not band. */
export function shadeRows(raster: Raster, top: number, bottom: number, shader: Shader): void {
  const { width, data } = raster;
  const out = new Float32Array(3);
  for (let y = Math.max(0, top); y < Math.min(raster.height, bottom); y += 1) {
    let at = y * width * 3;
    for (let x = 0; x < width; x += 1) {
      shader(x, y, out);
      const dither = pixelChance(x, y, 77) - 0.5;
      data[at] = (out[0] ?? 0) + dither;
      data[at + 1] = (out[1] ?? 0) + dither;
      data[at + 2] = (out[2] ?? 0) + dither;
      at += 3;
    }
  }
}

/**
 * Runs a shader on every second row and column of a large picture and fills in between. For pictures without
 * sharp edges; small pictures are shaded in full.
 */
export function shadeSmooth(raster: Raster, shader: Shader): void {
  const { width, height } = raster;
  if (width * height < 3_000_000) {
    shadeRows(raster, 0, height, shader);
    return;
  }
  const across = Math.ceil(width / 2) + 1;
  const colours = new Float32Array(across * (Math.ceil(height / 2) + 1) * 3);
  const one = new Float32Array(3);
  for (let at = 0; at < colours.length; at += 3) {
    const column = (at / 3) % across;
    shader(column * 2, ((at / 3 - column) / across) * 2, one);
    colours.set(one, at);
  }
  shadeRows(raster, 0, height, (x, y, out) => {
    const at = ((y >> 1) * across + (x >> 1)) * 3;
    const right = at + (x & 1) * 3;
    const below = at + (y & 1) * across * 3;
    const last = right + (y & 1) * across * 3;
    for (let part = 0; part < 3; part += 1)
      out[part] =
        ((colours[at + part] ?? 0) +
          (colours[right + part] ?? 0) +
          (colours[below + part] ?? 0) +
          (colours[last + part] ?? 0)) /
        4;
  });
}

/** Lays a colour over one pixel; `share` 0 to 1. Outside the raster nothing happens. */
export function blendPixel(raster: Raster, x: number, y: number, colour: Rgb, share: number): void {
  if (x < 0 || y < 0 || x >= raster.width || y >= raster.height) return;
  const { data } = raster;
  const at = (y * raster.width + x) * 3;
  for (let part = 0; part < 3; part += 1) {
    const under = data[at + part] ?? 0;
    data[at + part] = under + ((colour[part] ?? 0) - under) * share;
  }
}

/** Adds light in a soft disc, brightest in the middle; `strength` 0 to 1. */
export function addGlow(
  raster: Raster,
  centreX: number,
  centreY: number,
  radius: number,
  colour: Rgb,
  strength: number,
): void {
  const top = Math.max(0, Math.floor(centreY - radius));
  const bottom = Math.min(raster.height, Math.ceil(centreY + radius));
  const left = Math.max(0, Math.floor(centreX - radius));
  const right = Math.min(raster.width, Math.ceil(centreX + radius));
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      const near = 1 - distance(x - centreX, y - centreY) / radius;
      if (near > 0) addLight(raster, x, y, colour, strength * near * near);
    }
}

/** Screens a colour over one pixel: never darker, never clipped. */
function addLight(raster: Raster, x: number, y: number, colour: Rgb, share: number): void {
  const { data } = raster;
  const at = (y * raster.width + x) * 3;
  for (let part = 0; part < 3; part += 1) {
    const under = data[at + part] ?? 0;
    data[at + part] = under + (((255 - under) * (colour[part] ?? 0)) / 255) * share;
  }
}

/** The length of (x, y); much quicker than Math.hypot, which minds overflow. */
export function distance(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function smoothstep(low: number, high: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return t * t * (3 - 2 * t);
}
