// The one door of the compositing kernels: a reply laid into its window so that every pixel outside the selection's
// support stays bit-identical. Preview and flatten both come through here.
import { alignTake, type TakeAlignment, type TakeRefusal } from "./align-take.ts";
import { composeBox, fillWindow, type PlacedTake } from "./compose-take.ts";
import { alone, type Crew } from "./crew.ts";
import { matchTake } from "./match-take.ts";
import type { Plane8, Raster } from "./pixel-types.ts";
import { DEFAULT_PLACE_SETTINGS, type PlaceSettings } from "./place-settings.ts";

/** A placement, or why there is none. */
export type Placement = ({ readonly kind: "placed" } & PlacedTake) | TakeRefusal;

/**
 * Places `reply` (any size of about the window's shape) over `original` (the window cut from the document, any depth and
 * channels) inside `region` (drawn mask, window pixels, 0..255).
 * `crew`: the threads that share the work; the result is the same.
 * @returns the window's pixels in the original's depth and channels, the alpha used, and the report.
 * Throws only on malformed input or when a protected pixel would change; both are bugs.
 */
export function placeTake(
  original: Raster,
  reply: Raster,
  region: Plane8,
  settings: PlaceSettings = DEFAULT_PLACE_SETTINGS,
  crew: Crew = alone,
): Placement {
  const placed = placeBox(original, reply, region, settings, crew);
  return placed.kind === "refused" ? placed : { kind: "placed", ...fillWindow(original, placed) };
}

/** The same, answering only the box of the window in which anything can change. */
export function placeBox(
  original: Raster,
  reply: Raster,
  region: Plane8,
  settings: PlaceSettings = DEFAULT_PLACE_SETTINGS,
  crew: Crew = alone,
): Placement {
  const alignment = alignTake(original, reply, region, settings, "outside", crew);
  if (alignment.kind === "refused") return alignment;
  return { kind: "placed", ...blendTake(original, alignment, settings, crew) };
}

/** Match and compose again from a kept alignment: what a slider runs. Answers the box. */
export function blendTake(
  original: Raster,
  alignment: TakeAlignment,
  settings: PlaceSettings,
  crew: Crew = alone,
): PlacedTake {
  return composeBox(original, alignment, matchTake(original, alignment, settings, crew), settings);
}
