// Which part of a window may be selected, and pixels laid into a window. Plain arrays in, plain arrays changed.
import type { Plane8, Raster, Rect } from "#shared/pixels/pixel-types.ts";
import { rasterRegion } from "#shared/pixels/raster-region.ts";
import { intersectRects } from "#shared/pixels/rect.ts";
import type { Region } from "#shared/model/region.ts";

/** What lies outside the frame is made up by reflection and cannot be selected. */
export function maskWithin(region: Region, window: Rect, frame: Rect): Plane8 {
  const mask = rasterRegion(region, window);
  clearOutside(mask, window, frame);
  return mask;
}

export function clearOutside(mask: Plane8, window: Rect, frame: Rect): void {
  const inside = intersectRects(window, frame);
  if (inside.width === window.width && inside.height === window.height) return;
  for (let y = 0; y < mask.height; y++) {
    const row = y * mask.width;
    const at = y + window.y;
    if (at < inside.y || at >= inside.y + inside.height) mask.data.fill(0, row, row + mask.width);
    else {
      mask.data.fill(0, row, row + inside.x - window.x);
      mask.data.fill(0, row + inside.x - window.x + inside.width, row + mask.width);
    }
  }
}

/** Lays an RGBA part into an RGBA raster at (x, y); it must fit. */
export function copyInto(raster: Raster, part: Raster, x: number, y: number): void {
  for (let row = 0; row < part.height; row++) {
    const from = row * part.width * 4;
    raster.data.set(part.data.subarray(from, from + part.width * 4), ((y + row) * raster.width + x) * 4);
  }
}
