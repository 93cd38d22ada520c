// Sizes an endpoint accepts. The limits are data given by the caller; knows no endpoint and no window.

/** Limits of a request size. Edges in px, area in px, ratio = long edge : short edge. */
export type SizeLimits = {
  readonly multiple: number;
  readonly maxEdge: number;
  readonly maxRatio: number;
  readonly minPixels: number;
  readonly maxPixels: number;
};

export type Size = { readonly width: number; readonly height: number };

/** True when every limit is kept. */
export function isLegalSize(size: Size, limits: SizeLimits): boolean {
  const { width, height } = size;
  const area = width * height;
  return (
    width > 0 &&
    height > 0 &&
    width % limits.multiple === 0 &&
    height % limits.multiple === 0 &&
    Math.max(width, height) <= limits.maxEdge &&
    Math.max(width, height) <= limits.maxRatio * Math.min(width, height) &&
    area >= limits.minPixels &&
    area <= limits.maxPixels
  );
}

/**
 * The legal size nearest to a wished one: least |ln of the ratio error| × 8 + |ln of the area error|, so that shape
 * counts more than scale. Throws when the limits admit no size at all.
 */
export function nearestLegalSize(wish: Size, limits: SizeLimits): Size {
  const { multiple, maxEdge } = limits;
  const ratio = wish.width / wish.height;
  const area = wish.width * wish.height;
  let best: Size | undefined;
  let bestCost = Infinity;
  for (let width = multiple; width <= maxEdge; width += multiple) {
    const lowest = Math.max(limits.minPixels / width, width / limits.maxRatio);
    const highest = Math.min(limits.maxPixels / width, width * limits.maxRatio, maxEdge);
    const wished = Math.min(highest, Math.max(lowest, width / ratio));
    const below = Math.floor(wished / multiple) * multiple;
    for (const height of [below, below + multiple]) {
      const size = { width, height };
      if (!isLegalSize(size, limits)) continue;
      const cost =
        8 * Math.abs(Math.log(width / height / ratio)) + Math.abs(Math.log((width * height) / area));
      if (cost < bestCost) {
        bestCost = cost;
        best = size;
      }
    }
  }
  if (best === undefined) throw new RangeError("the limits admit no size");
  return best;
}
