// Exact squared Euclidean distance to a set, up to a limit, by the separable method of Meijster, Roerdink and
// Hesselink (2000). Only a rectangle is computed and values saturate, so growing and feathering touch a band, not a picture.
import type { Plane8, Rect } from "./pixel-types.ts";

/** The largest distance that can be asked for, px: its square fits 16 bits. */
export const MAX_DISTANCE_PX = 255;
const FAR = 65535;

/**
 * Squared distance in px² from each pixel centre of `area` to the nearest pixel centre of the set: the non-zero pixels
 * of `mask`, or with `toClear` the zero ones. Exact where it is at most `limitPx`², otherwise 65535. Pixels outside the
 * plane belong to neither set. Distances see the set up to `limitPx` beyond `area`.
 * @returns row-major `area.width * area.height` values.
 */
export function squaredDistance(mask: Plane8, area: Rect, limitPx: number, toClear = false): Uint16Array {
  const limit = Math.min(MAX_DISTANCE_PX, Math.max(0, Math.ceil(limitPx)));
  const left = Math.max(0, area.x - limit);
  const right = Math.min(mask.width, area.x + area.width + limit);
  const columns = columnDistances(mask, area, left, right, limit, toClear);
  return rowMinima(columns, area, left, right, limit);
}

/** Distance along the column to the set, `limit + 1` when farther; columns left..right, rows of `area`. */
export function columnDistances(
  mask: Plane8,
  area: Rect,
  left: number,
  right: number,
  limit: number,
  toClear: boolean,
): Uint16Array {
  const span = right - left;
  const out = new Uint16Array(span * area.height);
  const far = limit + 1;
  const run = new Uint16Array(span).fill(far);
  const first = Math.max(0, area.y - limit);
  const last = Math.min(mask.height, area.y + area.height + limit);
  for (let y = first; y < area.y + area.height; y++) {
    advanceColumns(mask, y, left, run, far, toClear);
    if (y >= area.y) out.set(run, (y - area.y) * span);
  }
  run.fill(far);
  for (let y = last - 1; y >= area.y; y--) {
    advanceColumns(mask, y, left, run, far, toClear);
    if (y >= area.y + area.height) continue;
    const base = (y - area.y) * span;
    for (let x = 0; x < span; x++) {
      const value = run[x] ?? 0;
      if (value < (out[base + x] ?? 0)) out[base + x] = value;
    }
  }
  return out;
}

function advanceColumns(
  mask: Plane8,
  y: number,
  left: number,
  run: Uint16Array,
  far: number,
  toClear: boolean,
): void {
  const base = y * mask.width + left;
  const { data } = mask;
  for (let x = 0; x < run.length; x++) {
    if ((data[base + x] === 0) === toClear) run[x] = 0;
    else if ((run[x] ?? 0) < far) run[x] = (run[x] ?? 0) + 1;
  }
}

/** Lower envelope of the parabolas (x - u)² + g(u)² along each row; the middle of a run of zeros hides behind its ends. */
function rowMinima(
  columns: Uint16Array,
  area: Rect,
  left: number,
  right: number,
  limit: number,
): Uint16Array {
  const span = right - left;
  const out = new Uint16Array(area.width * area.height);
  const apex = new Int32Array(span + 1);
  const begin = new Int32Array(span + 1);
  const offset = area.x - left;
  const farthest = limit * limit;
  for (let y = 0; y < area.height; y++) {
    const base = y * span;
    let top = -1;
    for (let u = 0; u < span; u++) {
      const g = columns[base + u] ?? 0;
      if (g > limit) continue;
      if (g === 0 && u > 0 && u < span - 1 && columns[base + u - 1] === 0 && columns[base + u + 1] === 0)
        continue;
      let from = 0;
      while (top >= 0) {
        const at = apex[top] ?? 0;
        const gAt = columns[base + at] ?? 0;
        from = 1 + Math.floor((u * u - at * at + g * g - gAt * gAt) / (2 * (u - at)));
        if (from > (begin[top] ?? 0)) break;
        top--;
      }
      if (top < 0) from = 0;
      if (from >= span) continue;
      top++;
      apex[top] = u;
      begin[top] = from;
    }
    const row = y * area.width;
    if (top < 0) {
      out.fill(FAR, row, row + area.width);
      continue;
    }
    for (let x = area.width - 1; x >= 0; x--) {
      const at = x + offset;
      if (columns[base + at] === 0) continue;
      while (top > 0 && at < (begin[top] ?? 0)) top--;
      const dx = at - (apex[top] ?? 0);
      const g = columns[base + (apex[top] ?? 0)] ?? 0;
      const d2 = dx * dx + g * g;
      out[row + x] = d2 <= farthest ? d2 : FAR;
    }
  }
  return out;
}
