// Shapes of binary masks: threshold, grow, shrink, set algebra, bounds. Masks are 0 or 255 throughout; distances are
// Euclidean between pixel centres. Knows nothing of strokes or of pictures.
import { createPlane, type Plane8, type Rect } from "./pixel-types.ts";
import { fullRect, inflateRect, intersectRects, isEmptyRect } from "./rect.ts";
import { columnDistances, MAX_DISTANCE_PX, squaredDistance } from "./squared-distance.ts";

/** 255 where the value is at least `threshold` (a share of 255, above 0), else 0. */
export function binariseMask(mask: Plane8, threshold = 0.1): Plane8 {
  const least = Math.max(1, Math.ceil(threshold * 255));
  const out = createPlane(mask.width, mask.height);
  const { data } = mask;
  for (let i = 0; i < data.length; i++) if ((data[i] ?? 0) >= least) out.data[i] = 255;
  return out;
}

/** The smallest rectangle with every non-zero pixel of `within`; width 0 when there is none. */
export function maskBounds(mask: Plane8, within: Rect = fullRect(mask)): Rect {
  const { width, data } = mask;
  const isSet = rowScanner(mask, within);
  let top = within.y;
  let bottom = within.y + within.height;
  while (top < bottom && !isSet(top)) top++;
  if (top >= bottom) return { x: 0, y: 0, width: 0, height: 0 };
  while (!isSet(bottom - 1)) bottom--;
  let left = within.x + within.width;
  let right = within.x;
  for (let y = top; y < bottom; y++) {
    const base = y * width;
    let x = within.x;
    while (x < left && data[base + x] === 0) x++;
    left = x;
    x = within.x + within.width;
    while (x > right && data[base + x - 1] === 0) x--;
    right = x;
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Says of a row whether anything is set in it; whole rows are read four pixels at a time. */
function rowScanner({ width, data }: Plane8, { x, width: span }: Rect): (y: number) => boolean {
  if (span === width && width % 4 === 0 && data.byteOffset % 4 === 0) {
    const words = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2);
    const step = width / 4;
    return (y) => {
      for (let i = y * step; i < (y + 1) * step; i++) if (words[i] !== 0) return true;
      return false;
    };
  }
  return (y) => {
    for (let i = y * width + x; i < y * width + x + span; i++) if (data[i] !== 0) return true;
    return false;
  };
}

/** How many pixels are not 0. */
export function countSet(mask: Plane8): number {
  let count = 0;
  const { data } = mask;
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) count++;
  return count;
}

/** Every pixel within `radiusPx` (0..255) of the set. `bounds` must hold every set pixel. */
export function dilateMask(mask: Plane8, radiusPx: number, bounds: Rect = maskBounds(mask)): Plane8 {
  const out = { ...mask, data: mask.data.slice() };
  const area = intersectRects(inflateRect(bounds, Math.ceil(radiusPx)), fullRect(mask));
  if (radiusPx <= 0 || isEmptyRect(bounds)) return out;
  const reach = Math.min(MAX_DISTANCE_PX, radiusPx);
  const rise = columnDistances(mask, area, Math.floor(reach), false);
  const half = Int32Array.from({ length: Math.floor(reach) + 1 }, (_, g) =>
    Math.floor(Math.sqrt(reach * reach - g * g)),
  );
  const opens = new Int32Array(area.width + 1);
  for (let y = 0; y < area.height; y++) {
    opens.fill(0);
    const base = y * area.width;
    for (let x = 0; x < area.width; x++) {
      const g = rise[base + x] ?? 0;
      if (g >= half.length) continue;
      const w = half[g] ?? 0;
      const from = x > w ? x - w : 0;
      const to = x + w + 1 < area.width ? x + w + 1 : area.width;
      opens[from] = (opens[from] ?? 0) + 1;
      opens[to] = (opens[to] ?? 0) - 1;
    }
    const row = (area.y + y) * out.width + area.x;
    let open = 0;
    for (let x = 0; x < area.width; x++) {
      open += opens[x] ?? 0;
      if (open > 0) out.data[row + x] = 255;
    }
  }
  return out;
}

/** The set without every pixel within `radiusPx` (0..255) of a clear one; the border of the plane does not eat. */
export function erodeMask(mask: Plane8, radiusPx: number): Plane8 {
  const out = { ...mask, data: mask.data.slice() };
  const area = maskBounds(mask);
  if (radiusPx <= 0 || isEmptyRect(area)) return out;
  const squared = squaredDistance(mask, area, radiusPx, true);
  for (let y = 0; y < area.height; y++) {
    const row = (area.y + y) * out.width + area.x;
    for (let x = 0; x < area.width; x++) {
      if ((squared[y * area.width + x] ?? 0) <= radiusPx * radiusPx) out.data[row + x] = 0;
    }
  }
  return out;
}

/** Grows by `px` when positive, shrinks when negative. */
export function growMask(mask: Plane8, px: number): Plane8 {
  return px >= 0 ? dilateMask(mask, px) : erodeMask(mask, -px);
}

/** How two selections meet. */
export type MaskMode = "add" | "subtract" | "intersect";

/** Fuzzy set algebra on equal sizes: max, min with the complement, min. For binary masks this is plain set algebra. */
export function combineMasks(base: Plane8, other: Plane8, mode: MaskMode): Plane8 {
  if (base.width !== other.width || base.height !== other.height) throw new RangeError("mask sizes differ");
  const out = createPlane(base.width, base.height);
  for (let i = 0; i < out.data.length; i++) {
    const a = base.data[i] ?? 0;
    const b = other.data[i] ?? 0;
    out.data[i] =
      mode === "add" ? Math.max(a, b) : mode === "subtract" ? Math.min(a, 255 - b) : Math.min(a, b);
  }
  return out;
}

/** 255 minus every value. */
export function invertMask(mask: Plane8): Plane8 {
  return { ...mask, data: mask.data.map((value) => 255 - value) };
}
