// How a patch that is cut from the base lies on what is below: it shows whole, so that no pixel of it holds any of that.
import type { MixedTake } from "#shared/pixels/mix-takes.ts";
import type { Raster } from "#shared/pixels/pixel-types.ts";

/**
 * The pixels below with those of the take wherever its α is above 0, unmixed: they are blended with the base already. α is
 * 0 or 255 then, because that is how much of what lies below it covers.
 */
export function coverBelow(below: Raster, { pixels, alpha }: MixedTake): MixedTake {
  const { channels } = below;
  const data = below.data.slice();
  const cover = alpha.data.slice();
  for (let i = 0; i < cover.length; i++) {
    if (cover[i] === 0) continue;
    cover[i] = 255;
    for (let c = i * channels; c < (i + 1) * channels; c++) data[c] = pixels.data[c] ?? 0;
  }
  return { pixels: { ...below, data }, alpha: { ...alpha, data: cover } };
}
