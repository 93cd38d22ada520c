// S0: from a drawn mask to the selection and its support. Nothing outside the support ever changes.
import { dropIslands, fillHoles } from "./mask-components.ts";
import { binariseMask, dilateMask, maskBounds } from "./mask-morphology.ts";
import type { Plane8, Rect } from "./pixel-types.ts";
import { edgeOf, LEAST_ISLAND_PX, MASK_THRESHOLD, type PlaceSettings } from "./place-settings.ts";

/** A cleaned binary selection (0 or 255) and its bounds, window pixels. */
export type Selection = { readonly mask: Plane8; readonly bounds: Rect };

/** The support Ω with the edge that made it. */
export type Support = {
  readonly mask: Plane8;
  readonly bounds: Rect;
  readonly growPx: number;
  readonly featherPx: number;
};

/** Binarises at 0.1, fills holes, drops islands under 64 px (the largest part always stays). */
export function prepareSelection(region: Plane8): Selection {
  const mask = dropIslands(fillHoles(binariseMask(region, MASK_THRESHOLD)), LEAST_ISLAND_PX);
  return { mask, bounds: maskBounds(mask) };
}

/** Ω = dilate(M, g), or M when strict. */
export function supportOf(selection: Selection, settings: PlaceSettings): Support {
  const edge = edgeOf(settings, selection.bounds);
  const mask = edge.growPx > 0 ? dilateMask(selection.mask, edge.growPx) : selection.mask;
  return { mask, bounds: edge.growPx > 0 ? maskBounds(mask) : selection.bounds, ...edge };
}
