// S10: how much of the donor shows. A smoothstep over the distance into the support, held down by the change map.
import { type Plane8, type Rect } from "./pixel-types.ts";
import { containsRect } from "./rect.ts";
import { squaredDistance } from "./squared-distance.ts";

/** 3t² − 2t³ for t in 0..1. */
export function smoothstep(t: number): number {
  const at = Math.min(1, Math.max(0, t));
  return at * at * (3 - 2 * at);
}

/** Squared distance (px²) over `box` to the nearest pixel outside the support, exact up to `limitPx`². */
export type EdgeDistance = { readonly box: Rect; readonly limitPx: number; readonly squared: Uint16Array };

/** A support and the rectangle that holds all of it. */
type BoundedSupport = { readonly mask: Plane8; readonly bounds: Rect };

/** Measured as far as a feather reaches; also good for any smaller one. */
export function measureEdge({ mask, bounds }: BoundedSupport, box: Rect, featherPx: number): EdgeDistance {
  const limitPx = Math.min(255, Math.max(1, featherPx));
  // Around a box that holds all of the support everything is clear: what is nearest lies no farther out than 1 px.
  const beyondPx = containsRect(box, bounds) ? 1 : limitPx;
  return { box, limitPx, squared: squaredDistance(mask, box, limitPx, true, beyondPx) };
}

/**
 * α over `box`, 0..255: round(255 · opacity · smoothstep(clamp(d / feather))) with d the distance (px) from the pixel to
 * the nearest one outside the support. 0 outside the support; a feather under 1 px is a hard edge. The border of the
 * plane is no edge. `edge` is what was measured of this support and box before, if it reaches so far.
 */
export function edgeAlpha(
  support: BoundedSupport,
  box: Rect,
  featherPx: number,
  opacity: number,
  { squared }: EdgeDistance = measureEdge(support, box, featherPx),
): Uint8Array {
  const feather = Math.min(255, Math.max(1, featherPx));
  const byDistance = new Uint8Array(Math.ceil(feather * feather) + 1);
  for (let d2 = 1; d2 < byDistance.length; d2++) {
    byDistance[d2] = Math.round(255 * opacity * smoothstep(Math.sqrt(d2) / feather));
  }
  const full = Math.round(255 * opacity);
  const out = new Uint8Array(squared.length);
  for (let i = 0; i < out.length; i++) {
    const d2 = squared[i] ?? 0;
    out[i] = d2 < byDistance.length ? (byDistance[d2] ?? 0) : full;
  }
  return out;
}

/** α = min(α, α_c) over `box`; the cap lies over `outer` at half its size and is read bilinearly. Changes `alpha`. */
export function capAlpha(alpha: Uint8Array, box: Rect, outer: Rect, cap: Plane8): void {
  const { width, height, data } = cap;
  const left = box.x - outer.x;
  // Four times the cap between two of its rows; a pixel takes three parts of the sample that it lies in, one of the next.
  const line = new Int32Array(width + 2);
  for (let y = 0; y < box.height; y++) {
    const row = y + box.y - outer.y;
    const near = (row >> 1) * width;
    const far = Math.min(height - 1, Math.max(0, (row >> 1) + ((row & 1) === 0 ? -1 : 1))) * width;
    for (let x = 0; x < width; x++) line[x + 1] = 3 * (data[near + x] ?? 0) + (data[far + x] ?? 0);
    line[0] = line[1] ?? 0;
    line[width + 1] = line[width] ?? 0;
    const base = y * box.width;
    for (let x = 0; x < box.width; x++) {
      const before = alpha[base + x] ?? 0;
      if (before === 0) continue;
      const own = (left + x) >> 1;
      const next = own + (((left + x) & 1) << 1);
      const limit = (3 * (line[own + 1] ?? 0) + (line[next] ?? 0) + 8) >> 4;
      if (limit < before) alpha[base + x] = limit;
    }
  }
}
