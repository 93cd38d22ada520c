// The quickest picture there is: one gradient, of another colour for another variation.
import type { PixelSize } from "#electron/demo/check-size.ts";
import { seededChance } from "./chance.ts";
import { rgbFromLch } from "./colour.ts";
import { blankRaster, type Raster } from "./raster.ts";

export function paintPlain({ width, height }: PixelSize, variation: number): Raster {
  const chance = seededChance(variation);
  const top = rgbFromLch([chance.between(0.4, 0.9), 0.12, chance.between(0, 360)]);
  const foot = rgbFromLch([chance.between(0.4, 0.9), 0.12, chance.between(0, 360)]);
  const raster = blankRaster(width, height);
  for (let y = 0; y < height; y += 1) {
    const share = y / height;
    const row = raster.data.subarray(y * width * 3, (y + 1) * width * 3);
    for (let at = 0; at < row.length; at += 1) {
      const from = top[at % 3] ?? 0;
      row[at] = from + ((foot[at % 3] ?? 0) - from) * share;
    }
  }
  return raster;
}
