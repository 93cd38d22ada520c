// S0: from a drawn mask to the selection and its support. Nothing outside the support ever changes.
import { dropIslands, fillHoles } from "./mask-components.ts";
import { binariseMask, maskBounds } from "./mask-morphology.ts";
import { cutMask } from "./cut-window.ts";
import { createPlane, type Plane8, type Rect } from "./pixel-types.ts";
import { fullRect, inflateRect, intersectRects, isEmptyRect } from "./rect.ts";
import {
  edgeOf,
  LEAST_ISLAND_PX,
  MASK_THRESHOLD,
  MAX_GROW_PX,
  type PlaceSettings,
} from "./place-settings.ts";
import { squaredDistance } from "./squared-distance.ts";

/** A cleaned binary selection (0 or 255) and its bounds, window pixels. */
export type Selection = { readonly mask: Plane8; readonly bounds: Rect };

/** The support Ω with the edge that made it. */
export type Support = {
  readonly mask: Plane8;
  readonly bounds: Rect;
  readonly growPx: number;
  readonly featherPx: number;
};

/** Binarises at 0.1, fills holes, drops islands under 64 px (the largest part always stays). Works within the bounds. */
export function prepareSelection(region: Plane8): Selection {
  const drawn = maskBounds(region);
  const area = intersectRects(inflateRect(drawn, 1), fullRect(region));
  const mask = createPlane(region.width, region.height);
  if (isEmptyRect(drawn)) return { mask, bounds: drawn };
  const part = dropIslands(fillHoles(binariseMask(cutMask(region, area), MASK_THRESHOLD)), LEAST_ISLAND_PX);
  for (let y = 0; y < area.height; y++) {
    mask.data.set(
      part.data.subarray(y * area.width, (y + 1) * area.width),
      (area.y + y) * mask.width + area.x,
    );
  }
  return { mask, bounds: maskBounds(mask, area) };
}

/** Squared distance (px²) from each pixel of `area` to the selection, as far as a support may grow. */
export type Reach = { readonly area: Rect; readonly squared: Uint16Array };

/** Measured once, it gives the support of any grow. */
export function reachOf({ mask, bounds }: Selection): Reach {
  const area = intersectRects(inflateRect(bounds, MAX_GROW_PX), fullRect(mask));
  return { area, squared: squaredDistance(mask, area, MAX_GROW_PX, false, 0) };
}

/** Ω = dilate(M, g), or M when strict. */
export function supportOf(
  selection: Selection,
  settings: PlaceSettings,
  { area, squared }: Reach = reachOf(selection),
): Support {
  const edge = edgeOf(settings, selection.bounds);
  if (edge.growPx === 0) return { ...selection, ...edge };
  const mask = createPlane(selection.mask.width, selection.mask.height);
  const farthest = edge.growPx * edge.growPx;
  for (let y = 0; y < area.height; y++) {
    const to = (area.y + y) * mask.width + area.x - y * area.width;
    for (let i = y * area.width; i < (y + 1) * area.width; i++)
      if ((squared[i] ?? 0) <= farthest) mask.data[to + i] = 255;
  }
  return { mask, bounds: maskBounds(mask, area), ...edge };
}
