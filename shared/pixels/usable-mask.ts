// Which pixels may be measured: outside the selection with a margin, opaque, and of full weight. At reduced size, since
// that is where measuring starts.
import { createPlane, hasAlpha, levelScale, type Plane8, type Raster } from "./pixel-types.ts";
import { dilateMask } from "./mask-morphology.ts";

/** Reduces a mask by `factor`: set where any pixel of the block is. Sides as in `reduceLuma`. */
export function reduceMaskAny(mask: Plane8, factor: number): Plane8 {
  const width = Math.max(1, Math.floor(mask.width / factor));
  const height = Math.max(1, Math.floor(mask.height / factor));
  const out = createPlane(width, height);
  for (let y = 0; y < mask.height; y++) {
    const row = Math.min(height - 1, Math.floor(y / factor)) * width;
    const base = y * mask.width;
    for (let x = 0; x < mask.width; x++) {
      if (mask.data[base + x] !== 0) out.data[row + Math.min(width - 1, Math.floor(x / factor))] = 255;
    }
  }
  return out;
}

/**
 * 255 where a block may be measured: no pixel of the support within `marginPx`, and every pixel opaque (alpha of at
 * least 250/255: colour under transparency means nothing).
 */
export function usableMask(original: Raster, support: Plane8, factor: number, marginPx: number): Plane8 {
  const excluded = dilateMask(reduceMaskAny(support, factor), Math.min(255, marginPx / factor));
  if (hasAlpha(original)) excludeTransparent(original, excluded, factor);
  return { ...excluded, data: excluded.data.map((value) => 255 - value) };
}

function excludeTransparent(original: Raster, excluded: Plane8, factor: number): void {
  const { data, channels, width } = original;
  const least = 250 * levelScale(original);
  for (let y = 0; y < excluded.height * factor && y < original.height; y++) {
    const row = Math.min(excluded.height - 1, Math.floor(y / factor)) * excluded.width;
    const base = y * width;
    for (let x = 0; x < width; x++) {
      if ((data[(base + x) * channels + channels - 1] ?? 0) >= least) continue;
      excluded.data[row + Math.min(excluded.width - 1, Math.floor(x / factor))] = 255;
    }
  }
}
