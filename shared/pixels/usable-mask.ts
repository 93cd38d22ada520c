// Which pixels may be measured: outside the selection with a margin, opaque, and of full weight. At reduced size, since
// that is where measuring starts.
import { createPlane, levelScale, type Plane8, type Raster, type Rect } from "./pixel-types.ts";
import { dilateMask } from "./mask-morphology.ts";

/** Reduces a mask by `factor`: set where any pixel of the block is. `within` holds every set pixel. Sides as in `reduceLuma`. */
export function reduceMaskAny(mask: Plane8, factor: number, within: Rect): Plane8 {
  const width = Math.max(1, Math.floor(mask.width / factor));
  const height = Math.max(1, Math.floor(mask.height / factor));
  const out = createPlane(width, height);
  const { data } = mask;
  const right = within.x + within.width;
  for (let y = within.y; y < within.y + within.height; y++) {
    const row = Math.min(height - 1, Math.floor(y / factor)) * width;
    const base = y * mask.width;
    for (let column = Math.floor(within.x / factor), x = within.x; x < right; column++) {
      const end = Math.min(right, (column + 1) * factor);
      const to = row + Math.min(width - 1, column);
      // A block that is set already needs no further look.
      if (out.data[to] !== 0) x = end;
      for (; x < end; x++) if (data[base + x] !== 0) out.data[to] = 255;
    }
  }
  return out;
}

/**
 * 255 where a block may be measured: no pixel of the support within `marginPx`, and every pixel opaque (alpha of at
 * least 250/255: colour under transparency means nothing).
 */
export function usableMask(
  original: Raster,
  isOriginalOpaque: boolean,
  support: { readonly mask: Plane8; readonly bounds: Rect },
  factor: number,
  marginPx: number,
): Plane8 {
  const reduced = reduceMaskAny(
    { ...support.mask, width: original.width, height: original.height },
    factor,
    support.bounds,
  );
  const excluded = dilateMask(
    reduced,
    Math.min(255, marginPx / factor),
    coverOf(support.bounds, factor, reduced),
  );
  if (!isOriginalOpaque) excludeTransparent(original, excluded, factor);
  const { data } = excluded;
  for (let i = 0; i < data.length; i++) data[i] = 255 - (data[i] ?? 0);
  return excluded;
}

/** The reduced pixels that hold `bounds`. */
function coverOf(bounds: Rect, factor: number, size: Plane8): Rect {
  const x = Math.floor(bounds.x / factor);
  const y = Math.floor(bounds.y / factor);
  const right = Math.ceil((bounds.x + bounds.width) / factor);
  const bottom = Math.ceil((bounds.y + bounds.height) / factor);
  const left = Math.min(x, size.width - 1);
  const top = Math.min(y, size.height - 1);
  return {
    x: left,
    y: top,
    width: Math.min(right, size.width) - left,
    height: Math.min(bottom, size.height) - top,
  };
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
