// Luma at reduced size and the pyramid registration climbs. Luma is Rec. 601 on the encoded samples, in 8-bit levels.
import { colourCount, levelScale, type Plane8, type PlaneF, type Raster } from "./pixel-types.ts";
import { wholePixels } from "./whole-pixels.ts";

/** Rec. 601 weights of R, G, B. */
export const LUMA = [0.299, 0.587, 0.114] as const;

/** Block averages of luma: `floor(side / factor)` samples per side, at least 1. `factor` is a whole number from 1. */
export function reduceLuma(picture: Raster, factor: number): PlaneF {
  const width = Math.max(1, Math.floor(picture.width / factor));
  const height = Math.max(1, Math.floor(picture.height / factor));
  const spanX = Math.min(factor, picture.width);
  const spanY = Math.min(factor, picture.height);
  const out = new Float32Array(width * height);
  const pixels = factor <= 128 ? wholePixels(picture) : undefined;
  for (let y = 0; y < height; y++) {
    const into = out.subarray(y * width, (y + 1) * width);
    for (let k = 0; k < spanY; k++) {
      if (pixels === undefined) addLumaRow(picture, y * factor + k, spanX, factor, into);
      else addLumaWhole(pixels, (y * factor + k) * picture.width, spanX, factor, into);
    }
  }
  const scale = 1 / (spanX * spanY * levelScale(picture));
  for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) * scale;
  return { width, height, data: out };
}

/** Adds one row of 8-bit RGBA pixels: red and blue are summed in two halves of one integer. */
function addLumaWhole(
  pixels: Uint32Array,
  at: number,
  span: number,
  factor: number,
  into: Float32Array,
): void {
  const [red, green, blue] = LUMA;
  for (let x = 0, from = at; x < into.length; x++, from += factor) {
    let redBlue = 0;
    let greens = 0;
    for (let i = from; i < from + span; i++) {
      const pixel = pixels[i] ?? 0;
      redBlue += pixel & 0xff00ff;
      greens += (pixel >> 8) & 255;
    }
    into[x] = (into[x] ?? 0) + red * (redBlue & 0xffff) + green * greens + blue * (redBlue >>> 16);
  }
}

/** Adds one source row to a row of block sums. */
function addLumaRow(picture: Raster, y: number, span: number, factor: number, into: Float32Array): void {
  const { data, channels } = picture;
  const isColour = colourCount(picture) === 3;
  const [red, green, blue] = LUMA;
  const step = factor * channels;
  let at = y * picture.width * channels;
  for (let x = 0; x < into.length; x++, at += step) {
    let a = 0;
    let b = 0;
    let c = 0;
    for (let k = 0, i = at; k < span; k++, i += channels) {
      a += data[i] ?? 0;
      if (isColour) {
        b += data[i + 1] ?? 0;
        c += data[i + 2] ?? 0;
      }
    }
    into[x] = (into[x] ?? 0) + (isColour ? red * a + green * b + blue * c : a);
  }
}

/** 2 × 2 block averages. */
export function halvePlane(plane: PlaneF): PlaneF {
  const width = Math.max(1, plane.width >> 1);
  const height = Math.max(1, plane.height >> 1);
  const stepX = plane.width > 1 ? 1 : 0;
  const stepY = plane.height > 1 ? plane.width : 0;
  const out = new Float32Array(width * height);
  const { data } = plane;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = 2 * y * plane.width + 2 * x;
      const sum =
        (data[i] ?? 0) + (data[i + stepX] ?? 0) + (data[i + stepY] ?? 0) + (data[i + stepX + stepY] ?? 0);
      out[y * width + x] = sum / 4;
    }
  }
  return { width, height, data: out };
}

/** 2 × 2 reduction of a mask of usable pixels: usable only where all four are. */
export function halveUsable(mask: Plane8): Plane8 {
  const width = Math.max(1, mask.width >> 1);
  const height = Math.max(1, mask.height >> 1);
  const stepX = mask.width > 1 ? 1 : 0;
  const stepY = mask.height > 1 ? mask.width : 0;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = 2 * y * mask.width + 2 * x;
      data[y * width + x] =
        (mask.data[i] ?? 0) &
        (mask.data[i + stepX] ?? 0) &
        (mask.data[i + stepY] ?? 0) &
        (mask.data[i + stepX + stepY] ?? 0);
    }
  }
  return { width, height, data };
}

/** One step of a registration pyramid. */
export type PyramidLevel = { readonly original: PlaneF; readonly reply: PlaneF; readonly usable: Plane8 };

/** Halves until the long edge would fall under `smallestPx`. Finest first. */
export function buildPyramid(top: PyramidLevel, smallestPx: number): PyramidLevel[] {
  const levels = [top];
  let level = top;
  while (Math.max(level.original.width, level.original.height) >= 2 * smallestPx) {
    level = {
      original: halvePlane(level.original),
      reply: halvePlane(level.reply),
      usable: halveUsable(level.usable),
    };
    levels.push(level);
  }
  return levels;
}
