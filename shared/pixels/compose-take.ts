// S10 to S12: alpha, blend, proof. The last stage, and the only one a feather, an opacity or a "keep detail" re-runs.
import type { TakeAlignment } from "./align-take.ts";
import { blendBox } from "./blend-box.ts";
import { cutWindow } from "./cut-window.ts";
import { capAlpha, edgeAlpha, type EdgeDistance } from "./edge-alpha.ts";
import { gateTake, type Verdict } from "./gate-take.ts";
import type { DrawnMatch, MatchedTake } from "./match-take.ts";
import { maskBounds } from "./mask-morphology.ts";
import { blendBands } from "./multiband.ts";
import type { Plane8, Raster, Rect } from "./pixel-types.ts";
import { edgeOf, MULTIBAND_SEAM, OVERFLOW_SHARE, type PlaceSettings } from "./place-settings.ts";
import { proveProtected } from "./prove-protected.ts";
import { fullRect, intersectRects, isEmptyRect } from "./rect.ts";
import type { Registration } from "./register-reply.ts";

/** Everything a user may be told about a placement. Pixels are those of the whole window. */
export type PlaceReport = {
  readonly verdict: Verdict;
  readonly registration: Registration;
  /** Root mean square of the local flow that was kept, px; 0 when none was. */
  readonly flowPx: number;
  /** True when the reply came in another size and was resampled to the window. */
  readonly isResized: boolean;
  readonly protectedPixels: number;
  /** Always 0: a placement that would say otherwise is thrown as a bug. */
  readonly changedProtectedPixels: 0;
  /** Protected pixels the raw reply would have changed. */
  readonly rawChangedPixels: number;
  /** Mean ΔE00 across the edge where the donor shows. */
  readonly seam: number;
  readonly isMultiband: boolean;
  readonly growPx: number;
  readonly featherPx: number;
  /** Share of the selection's border that a change crosses, and whether to offer a larger selection. */
  readonly overflowShare: number;
  readonly offersExtension: boolean;
};

/** `pixels` and `alpha` cover `box` of the window; outside of it α is 0 and the window is the original. */
export type PlacedTake = {
  readonly box: Rect;
  readonly pixels: Raster;
  readonly alpha: Plane8;
  readonly report: PlaceReport;
};

/**
 * The part of the window in which α can be above 0: the support's bounds, and with "keep detail" no more of them than the
 * change cap opens. At least one pixel.
 */
export function openBox(
  { donor }: TakeAlignment,
  { support, cap }: DrawnMatch,
  { keepDetail }: PlaceSettings,
): Rect {
  const whole = intersectRects(support.bounds, donor.box);
  if (!keepDetail) return whole;
  const held = maskBounds(cap);
  // A sample of the cap reaches one pixel beyond its own two.
  const opened = {
    x: donor.box.x + 2 * held.x - 1,
    y: donor.box.y + 2 * held.y - 1,
    width: 2 * held.width + 2,
    height: 2 * held.height + 2,
  };
  const box = intersectRects(whole, opened);
  return isEmptyRect(held) || isEmptyRect(box) ? { ...whole, width: 1, height: 1 } : box;
}

/** S10: where the donor shows, and how much of it: α over `openBox`. `edge` was measured of this support over this box. */
export function openAlpha(
  alignment: TakeAlignment,
  matched: DrawnMatch,
  settings: PlaceSettings,
  edge?: EdgeDistance,
): Pick<PlacedTake, "box" | "alpha"> & { readonly featherPx: number } {
  const { donor, selection } = alignment;
  const box = openBox(alignment, matched, settings);
  const { featherPx } = edgeOf(settings, selection.bounds);
  const opacity = Math.min(1, Math.max(0, settings.opacity));
  const data = edgeAlpha(matched.support, box, featherPx, opacity, edge);
  if (settings.keepDetail) capAlpha(data, box, donor.box, matched.cap);
  return { box, featherPx, alpha: { width: box.width, height: box.height, data } };
}

/** The donor's colours as they are laid: matched, or in bands (S11). */
export function layColours(
  original: Raster,
  { donor, reduction }: TakeAlignment,
  { colour }: DrawnMatch,
  { box, alpha }: Pick<PlacedTake, "box" | "alpha">,
  isMultiband: boolean,
): Int16Array {
  if (!isMultiband) return colour;
  return blendBands(original, colour, donor.box, within(alpha, box, donor.box), reduction);
}

/**
 * Lays the matched donor over the original, within `openBox`: nothing outside of it is even written. `edge`
 * is what was kept of the last time. Throws when a protected pixel would differ: that is a bug, never a result.
 */
export function composeBox(
  original: Raster,
  alignment: TakeAlignment,
  matched: MatchedTake,
  settings: PlaceSettings,
  edge?: EdgeDistance,
): PlacedTake {
  const { donor } = alignment;
  const opened = openAlpha(alignment, matched, settings, edge);
  const { box, alpha, featherPx } = opened;
  const isMultiband =
    settings.multiband === "always" || (settings.multiband === "auto" && matched.seam > MULTIBAND_SEAM);
  const pixels = cutWindow(original, box);
  const colour = layColours(original, alignment, matched, opened, isMultiband);
  blendBox(pixels, box, donor, colour, alpha.data, alignment.isOriginalOpaque);
  const proof = proveProtected(original, pixels, alpha, box);
  if (proof.changedPixels !== 0) throw new Error(`${proof.changedPixels} protected pixels would change`);
  const outside = original.width * original.height - box.width * box.height;
  return {
    box,
    pixels,
    alpha,
    report: {
      verdict: gateTake(alignment.registration),
      registration: alignment.registration,
      flowPx: alignment.flowPx,
      isResized: alignment.isResized,
      protectedPixels: outside + proof.protectedPixels,
      changedProtectedPixels: 0,
      rawChangedPixels: alignment.rawChangedPixels - countOpen(alignment, alpha.data, box),
      seam: matched.seam,
      isMultiband,
      growPx: matched.support.growPx,
      featherPx,
      overflowShare: matched.overflow.share,
      offersExtension: matched.overflow.share > OVERFLOW_SHARE,
    },
  };
}

/** Pixels the raw reply changed that the placement may change too. */
function countOpen({ rawChanged: { area, bits } }: TakeAlignment, alpha: Uint8Array, box: Rect): number {
  let count = 0;
  for (let y = 0; y < box.height; y++) {
    let k = (box.y - area.y + y) * area.width + box.x - area.x;
    for (let i = y * box.width; i < (y + 1) * box.width; i++, k++)
      if (alpha[i] !== 0) count += ((bits[k >> 5] ?? 0) >>> (k & 31)) & 1;
  }
  return count;
}

/** A plane over `inner` as one over `outer`, 0 around it. */
function within(plane: Plane8, inner: Rect, outer: Rect): Uint8Array {
  const data = new Uint8Array(outer.width * outer.height);
  for (let y = 0; y < inner.height; y++)
    data.set(
      plane.data.subarray(y * inner.width, (y + 1) * inner.width),
      (inner.y - outer.y + y) * outer.width + inner.x - outer.x,
    );
  return data;
}

/** `composeBox` over the whole window. */
export function composeTake(
  original: Raster,
  alignment: TakeAlignment,
  matched: MatchedTake,
  settings: PlaceSettings,
): PlacedTake {
  return fillWindow(original, composeBox(original, alignment, matched, settings));
}

/**
 * The placement over the whole window: a copy of the original with the box laid in, compared with it pixel by pixel once
 * more. Throws as `composeBox` does.
 */
export function fillWindow(original: Raster, placed: PlacedTake): PlacedTake {
  const { box } = placed;
  const full = fullRect(original);
  const pixels = { ...original, data: original.data.slice() };
  const alpha = { width: full.width, height: full.height, data: within(placed.alpha, box, full) };
  const { channels } = original;
  for (let y = 0; y < box.height; y++) {
    const row = placed.pixels.data.subarray(y * box.width * channels, (y + 1) * box.width * channels);
    pixels.data.set(row, ((box.y + y) * original.width + box.x) * channels);
  }
  const { changedPixels } = proveProtected(original, pixels, alpha);
  if (changedPixels !== 0) throw new Error(`${changedPixels} protected pixels would change`);
  return { box: full, pixels, alpha, report: placed.report };
}
