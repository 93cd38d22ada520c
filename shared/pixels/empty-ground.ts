// S9 where the original is empty: there is nothing that a reply could have left as it was, nothing that tells how noisy the
// surroundings are, and no seam.
import { levelScale, type Plane8, type Raster, type Rect } from "./pixel-types.ts";

/** Levels of alpha from which a pixel is there. */
const THERE_FROM = 250;

/** Half size over `box`: 255 where one of the 2 × 2 pixels is not there, or only in part. */
export function findEmptyGround(original: Raster, box: Rect): Plane8 {
  const { channels, data } = original;
  const width = (box.width + 1) >> 1;
  const height = (box.height + 1) >> 1;
  const empty = new Uint8Array(width * height);
  const least = THERE_FROM * levelScale(original);
  for (let y = 0; y < box.height; y++) {
    const row = (box.y + y) * original.width + box.x;
    const base = (y >> 1) * width;
    for (let x = 0; x < box.width; x++)
      if ((data[(row + x) * channels + channels - 1] ?? 0) < least) empty[base + (x >> 1)] = 255;
  }
  return { width, height, data: empty };
}

/** Sets `plane` (of the same size) to `value` on empty ground, in place; within `selected` only where that is given. */
export function settleEmptyGround(
  plane: { readonly data: Uint8Array | Uint8ClampedArray | Uint16Array },
  value: number,
  empty: Plane8,
  selected?: Plane8,
): void {
  for (let i = 0; i < empty.data.length; i++)
    if (empty.data[i] !== 0 && selected?.data[i] !== 0) plane.data[i] = value;
}
