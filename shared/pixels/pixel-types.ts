// The shapes every kernel speaks: rasters, planes, rectangles. Plain objects over typed arrays, so that all of them
// cross a worker boundary by transfer. Knows no file format, no canvas and no document.

/** Sample storage. 8-bit sources use `Uint8Array` (or the clamped view a canvas gives), deeper ones `Uint16Array`. */
export type Samples = Uint8Array | Uint8ClampedArray | Uint16Array;

/**
 * A picture: rows top to bottom, samples interleaved. 1 = grey, 2 = grey + alpha, 3 = RGB, 4 = RGBA; alpha is straight,
 * never premultiplied. The depth is the array's: `Uint16Array` means 0..65535, anything else 0..255.
 * Inside the kernels colour is measured in 8-bit levels (0..255, a 16-bit sample divided by 257).
 */
export type Raster = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly data: Samples;
};

/** One 8-bit plane: a mask (0 or 255 once binarised) or an alpha (0..255), `width * height` samples. */
export type Plane8 = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** One plane of real numbers in 8-bit levels, used at reduced size only. */
export type PlaneF = { readonly width: number; readonly height: number; readonly data: Float32Array };

/** Whole pixels; `x`, `y` is the first pixel, `width`, `height` the count. Empty when a side is 0. */
export type Rect = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Fractional bits of a donor sample: 1/64 of an 8-bit level in an `Int16Array`, range about -512..511 levels. */
export const DONOR_SHIFT = 6;
/** Donor units per 8-bit level. */
export const DONOR_UNIT = 1 << DONOR_SHIFT;

/** Colour samples of a pixel without its alpha: 1 or 3. */
export function colourCount(raster: Raster): 1 | 3 {
  return raster.channels <= 2 ? 1 : 3;
}

/** True when the last sample of a pixel is its alpha. */
export function hasAlpha(raster: Raster): boolean {
  return raster.channels === 2 || raster.channels === 4;
}

/** The largest sample value: 255 or 65535. */
export function maxSample(raster: Raster): number {
  return raster.data instanceof Uint16Array ? 65535 : 255;
}

/** Sample units per 8-bit level: 1 for 8-bit data, 257 for 16-bit data. */
export function levelScale(raster: Raster): number {
  return raster.data instanceof Uint16Array ? 257 : 1;
}

/** A new raster of the same depth and channels as `like`, all samples 0. */
export function createRasterLike(like: Raster, width: number, height: number): Raster {
  const length = width * height * like.channels;
  const data = like.data instanceof Uint16Array ? new Uint16Array(length) : new Uint8Array(length);
  return { width, height, channels: like.channels, data };
}

/** A new plane filled with one value (0..255). */
export function createPlane(width: number, height: number, fill = 0): Plane8 {
  const data = new Uint8Array(width * height);
  if (fill !== 0) data.fill(fill);
  return { width, height, data };
}

/** Throws when the array does not hold what the header says: a caller's bug, not a user's. */
export function assertRaster(raster: Raster, name: string): void {
  const { width, height, channels, data } = raster;
  if (width < 1 || height < 1 || data.length !== width * height * channels) {
    throw new RangeError(`${name}: ${data.length} samples do not make ${width}x${height}x${channels}`);
  }
}
