// The one door of the compositing kernels: a reply laid into its window so that every pixel outside the selection's
// support stays bit-identical. Preview and flatten both come through here.
import { alignTake, nudgeTake, type TakeAlignment, type TakeRefusal } from "./align-take.ts";
import { composeBox, fillWindow, openBox, type PlacedTake } from "./compose-take.ts";
import { alone, type Crew } from "./crew.ts";
import { type EdgeDistance, measureEdge } from "./edge-alpha.ts";
import { matchTake, type MatchedTake } from "./match-take.ts";
import type { Plane8, Raster } from "./pixel-types.ts";
import {
  DEFAULT_PLACE_SETTINGS,
  donorKey,
  edgeOf,
  matchKey,
  measureKey,
  type PlaceSettings,
} from "./place-settings.ts";

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
  const again = placeAgain({ original, reply, region, crew }, settings, null);
  return again.kind === "refused" ? again : { kind: "placed", ...again.placed };
}

/** What a take is placed in: window, reply and drawn mask as in `placeTake`. */
export type TakePlace = {
  readonly original: Raster;
  readonly reply: Raster;
  readonly region: Plane8;
  readonly crew: Crew;
};

/** The stages of a placement, kept for the next one of the same take in the same place. */
export type KeptStages = {
  readonly settings: PlaceSettings;
  /** `measureKey` of the settings that were measured with. */
  readonly measured: string;
  /** True when those are the settings it is placed with. */
  readonly isExact: boolean;
  readonly alignment: TakeAlignment;
  readonly matched: MatchedTake;
  readonly edge: EdgeDistance;
};

/**
 * Answers the box like `placeBox`, and what it was made from. Of `before` (same original, reply and region; null for the
 * first time) every stage is taken over that the settings leave as it was. `isDraft`: the measurement of other settings
 * will do too.
 */
export function placeAgain(
  { original, reply, region, crew }: TakePlace,
  settings: PlaceSettings,
  before: KeptStages | null,
  isDraft = false,
): { readonly kind: "placed"; readonly placed: PlacedTake; readonly kept: KeptStages } | TakeRefusal {
  const wanted = measureKey(settings);
  const measuredWith = before !== null && (isDraft || before.measured === wanted) ? before : null;
  let alignment = measuredWith?.alignment;
  if (alignment === undefined || measuredWith === null) {
    const found = alignTake(original, reply, region, settings, "outside", crew);
    if (found.kind === "refused") return found;
    alignment = found;
  } else if (donorKey(measuredWith.settings) !== donorKey(settings))
    alignment = nudgeTake(original, reply, alignment, settings, crew);
  const matchedWith =
    before !== null && alignment === before.alignment && matchKey(before.settings) === matchKey(settings)
      ? before
      : null;
  const matched = matchedWith?.matched ?? matchTake(original, alignment, settings, crew);
  const { featherPx } = edgeOf(settings, alignment.selection.bounds);
  const edge =
    matchedWith !== null && matchedWith.edge.limitPx >= Math.min(255, featherPx)
      ? matchedWith.edge
      : measureEdge(matched.support, openBox(alignment, matched, settings), featherPx);
  const measured = measuredWith?.measured ?? wanted;
  return {
    kind: "placed",
    placed: composeBox(original, alignment, matched, settings, edge),
    kept: { settings, measured, isExact: measured === wanted, alignment, matched, edge },
  };
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
