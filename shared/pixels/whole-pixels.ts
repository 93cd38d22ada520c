// Four 8-bit samples read as one integer: a quarter of the loads in the loops that touch every pixel of a window.
import { hasAlpha, levelScale, type Raster } from "./pixel-types.ts";

/** One little-endian integer per pixel (R | G << 8 | B << 16 | A << 24), or undefined unless 8-bit RGBA and aligned. */
export function wholePixels(picture: Raster): Uint32Array | undefined {
  const { data, channels } = picture;
  if (data instanceof Uint16Array || channels !== 4 || data.byteOffset % 4 !== 0) return undefined;
  return new Uint32Array(data.buffer, data.byteOffset, data.length / 4);
}

/** True when no sample of the alpha channel is below its maximum, or there is none. */
export function isOpaque(picture: Raster): boolean {
  if (!hasAlpha(picture)) return true;
  const pixels = wholePixels(picture);
  if (pixels !== undefined) {
    let all = 0xff000000;
    for (let i = 0; i < pixels.length; i++) all &= pixels[i] ?? 0;
    return all >>> 24 === 255;
  }
  const full = 255 * levelScale(picture);
  for (let i = picture.channels - 1; i < picture.data.length; i += picture.channels) {
    if (picture.data[i] !== full) return false;
  }
  return true;
}
