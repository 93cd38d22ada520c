// Exact squared Euclidean distance to a set, up to a limit, by the separable method of Meijster, Roerdink and
// Hesselink (2000). Only a rectangle is computed and values saturate, so growing and feathering touch a band, not a picture.
import type { Plane8, Rect } from "./pixel-types.ts";
import { fullRect, inflateRect, intersectRects } from "./rect.ts";

/** The largest distance that can be asked for, px: its square fits 16 bits. */
export const MAX_DISTANCE_PX = 255;
const FAR = 65535;

/**
 * Squared distance in px² from each pixel centre of `area` to the nearest pixel centre of the set: the non-zero pixels
 * of `mask`, or with `toClear` the zero ones. Exact where it is at most `limitPx`², otherwise 65535. Pixels outside the
 * plane belong to neither set. Distances see the set up to `beyondPx` around `area`: less than the limit is enough where
 * what lies nearest is known to be no farther out.
 * @returns row-major `area.width * area.height` values.
 */
export function squaredDistance(
  mask: Plane8,
  area: Rect,
  limitPx: number,
  toClear = false,
  beyondPx = MAX_DISTANCE_PX,
): Uint16Array {
  const limit = Math.min(MAX_DISTANCE_PX, Math.max(0, Math.ceil(limitPx)));
  const seen = intersectRects(inflateRect(area, Math.min(limit, Math.ceil(beyondPx))), fullRect(mask));
  return rowMinima(columnDistances(mask, seen, limit, toClear), seen, area, limit);
}

/** Distance along the column to the set over `seen`, `limit + 1` when farther; looks no farther than `seen`. */
export function columnDistances(mask: Plane8, seen: Rect, limit: number, toClear: boolean): Uint16Array {
  const { width, height } = seen;
  const out = new Uint16Array(width * height);
  const { data } = mask;
  const far = limit + 1;
  for (let y = 0; y < height; y++) {
    const base = (seen.y + y) * mask.width + seen.x;
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if (toClear ? data[base + x] === 0 : data[base + x] !== 0) continue;
      const above = y === 0 ? far : (out[row + x - width] ?? 0) + 1;
      out[row + x] = above < far ? above : far;
    }
  }
  for (let i = (height - 1) * width - 1; i >= 0; i--) {
    const below = (out[i + width] ?? 0) + 1;
    if (below < (out[i] ?? 0)) out[i] = below;
  }
  return out;
}

/**
 * Lower envelope of the parabolas (x - u)² + g(u)² along each row; the middle of a run of zeros hides behind its ends.
 * Where two of them meet is kept as it is: on equal distance either will do.
 */
function rowMinima(columns: Uint16Array, seen: Rect, area: Rect, limit: number): Uint16Array {
  const span = seen.width;
  const out = new Uint16Array(area.width * area.height);
  const apex = new Int32Array(span + 1);
  const begin = new Float64Array(span + 1);
  /** u² + g² of each apex. */
  const height = new Int32Array(span + 1);
  const halves = Float64Array.from({ length: span + 1 }, (_, step) => 0.5 / step);
  const offset = area.x - seen.x;
  const farthest = limit * limit;
  for (let y = 0; y < area.height; y++) {
    const base = (area.y - seen.y + y) * span;
    let top = -1;
    let [before, g] = [1, columns[base] ?? 0];
    for (let u = 0; u < span; u++) {
      const next = u + 1 < span ? (columns[base + u + 1] ?? 0) : 1;
      const own = g;
      const isHidden = own > limit || (own === 0 && before === 0 && next === 0);
      before = own;
      g = next;
      if (isHidden) continue;
      const high = u * u + own * own;
      let from = -1;
      while (top >= 0) {
        from = (high - (height[top] ?? 0)) * (halves[u - (apex[top] ?? 0)] ?? 0);
        if (from > (begin[top] ?? 0)) break;
        top--;
      }
      if (top < 0) from = -1;
      if (from >= span) continue;
      top++;
      apex[top] = u;
      begin[top] = from;
      height[top] = high;
    }
    const row = y * area.width;
    if (top < 0) {
      out.fill(FAR, row, row + area.width);
      continue;
    }
    let right = area.width - 1;
    for (; top >= 0; top--) {
      const first = top === 0 ? 0 : Math.max(0, Math.ceil((begin[top] ?? 0) - offset));
      const at = (apex[top] ?? 0) - offset;
      const g2 = (height[top] ?? 0) - (at + offset) * (at + offset);
      for (; right >= first; right--) {
        if (columns[base + offset + right] === 0) continue;
        const d2 = (right - at) * (right - at) + g2;
        out[row + right] = d2 <= farthest ? d2 : FAR;
      }
    }
  }
  return out;
}
