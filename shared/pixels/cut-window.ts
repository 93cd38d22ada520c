// Cuts a window out of a picture and puts one back. What sticks out of the picture is filled by reflection
// (…c b a | a b c…), repeated as often as needed. Copies samples only: nothing is resampled here.
import { assertRaster, createRasterLike, type Plane8, type Raster, type Rect } from "./pixel-types.ts";
import { fullRect, intersectRects, isEmptyRect } from "./rect.ts";

/** The index in 0..size-1 that reflection puts at `at`. */
export function reflectIndex(at: number, size: number): number {
  const period = 2 * size;
  const folded = ((at % period) + period) % period;
  return folded < size ? folded : period - 1 - folded;
}

/** The window's samples, same depth and channels. */
export function cutWindow(picture: Raster, rect: Rect): Raster {
  assertRaster(picture, "picture");
  const out = createRasterLike(picture, rect.width, rect.height);
  const { channels } = picture;
  const inside = intersectRects(rect, fullRect(picture));
  const from = inside.x - rect.x;
  for (let y = 0; y < rect.height; y++) {
    const sourceRow = reflectIndex(rect.y + y, picture.height) * picture.width;
    const targetRow = y * rect.width;
    if (inside.width > 0) {
      const begin = (sourceRow + inside.x) * channels;
      out.data.set(
        picture.data.subarray(begin, begin + inside.width * channels),
        (targetRow + from) * channels,
      );
    }
    for (let x = 0; x < rect.width; x++) {
      if (x === from && inside.width > 0) x += inside.width;
      if (x >= rect.width) break;
      const source = (sourceRow + reflectIndex(rect.x + x, picture.width)) * channels;
      for (let c = 0; c < channels; c++)
        out.data[(targetRow + x) * channels + c] = picture.data[source + c] ?? 0;
    }
  }
  return out;
}

/** The window of a mask; outside the picture nothing is selected. */
export function cutMask(mask: Plane8, rect: Rect): Plane8 {
  const data = new Uint8Array(rect.width * rect.height);
  const inside = intersectRects(rect, fullRect(mask));
  if (isEmptyRect(inside)) return { width: rect.width, height: rect.height, data };
  for (let y = 0; y < inside.height; y++) {
    const begin = (inside.y + y) * mask.width + inside.x;
    data.set(
      mask.data.subarray(begin, begin + inside.width),
      (inside.y - rect.y + y) * rect.width + inside.x - rect.x,
    );
  }
  return { width: rect.width, height: rect.height, data };
}

/**
 * Writes a placed window back over a picture, in place: only pixels whose alpha is not 0, so that a flatten of many
 * patches copies nothing it need not. Depth and channels must agree.
 */
export function pasteWindow(picture: Raster, placed: Raster, alpha: Plane8, rect: Rect): void {
  if (
    placed.channels !== picture.channels ||
    placed.data.BYTES_PER_ELEMENT !== picture.data.BYTES_PER_ELEMENT
  ) {
    throw new RangeError("a window of another depth or channel count cannot be pasted");
  }
  const inside = intersectRects(rect, fullRect(picture));
  const { channels } = picture;
  for (let y = inside.y; y < inside.y + inside.height; y++) {
    const windowRow = (y - rect.y) * rect.width - rect.x;
    for (let x = inside.x; x < inside.x + inside.width; x++) {
      const source = windowRow + x;
      if (alpha.data[source] === 0) continue;
      const target = (y * picture.width + x) * channels;
      for (let c = 0; c < channels; c++) picture.data[target + c] = placed.data[source * channels + c] ?? 0;
    }
  }
}
