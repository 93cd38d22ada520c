// A take placed with what is kept of the last time: measured again only for another place or selection, matched again only
// for other colours or another support.
import { alignTake, nudgeTake, type TakeAlignment } from "#shared/pixels/align-take.ts";
import { composeBox, type PlacedTake } from "#shared/pixels/compose-take.ts";
import type { Crew } from "#shared/pixels/crew.ts";
import { type EdgeDistance, measureEdge } from "#shared/pixels/edge-alpha.ts";
import { guideLeak } from "#shared/pixels/guide-picture.ts";
import { matchTake, type MatchedTake } from "#shared/pixels/match-take.ts";
import type { Plane8, Raster } from "#shared/pixels/pixel-types.ts";
import { donorKey, edgeOf, matchKey, measureKey, type PlaceSettings } from "#shared/pixels/place-settings.ts";
import { intersectRects } from "#shared/pixels/rect.ts";
import type { PlaceOutcome, TakeSource } from "./place-messages.ts";

export type KeptTake = {
  /** Which selection and reply it is of, and on which pixels it was measured. */
  readonly of: string;
  readonly ground: string;
  /** `measureKey` of the settings that were measured with. */
  readonly measured: string;
  /** True when those are the settings it is placed with. */
  readonly isExact: boolean;
  readonly settings: PlaceSettings;
  readonly alignment: TakeAlignment;
  readonly matched: MatchedTake;
  readonly edge: EdgeDistance;
  /** How much of the guide's outline the reply drew, 0..1. */
  readonly guideLeak: number;
};

/** What a take is placed in; `ground` names the original. */
export type TakePlace = {
  readonly original: Raster;
  readonly reply: Raster;
  readonly region: Plane8;
  readonly ground: string;
  /** Who shares the work. */
  readonly crew: Crew;
};

/** Places a take and keeps what was measured by its job. `isDraft`: the measurement of other settings will do. */
export function placeKept(
  place: TakePlace,
  settings: PlaceSettings,
  of: string,
  isDraft: boolean,
  kept: Map<string, KeptTake>,
  { job, hasGuide }: TakeSource,
): PlacedTake | PlaceOutcome {
  const { original, reply, region, ground, crew } = place;
  const wanted = measureKey(settings);
  const before = kept.get(job);
  const isMeasured = before?.of === of && before.ground === ground && (isDraft || before.measured === wanted);
  const measured = isMeasured ? before.measured : wanted;
  let alignment: TakeAlignment;
  if (!isMeasured) {
    const found = alignTake(original, reply, region, settings, "outside", crew);
    if (found.kind === "refused") return found;
    alignment = found;
  } else if (donorKey(before.settings) !== donorKey(settings))
    alignment = nudgeTake(original, reply, before.alignment, settings, crew);
  else alignment = before.alignment;
  const isMatched = alignment === before?.alignment && matchKey(before.settings) === matchKey(settings);
  const matched = isMatched ? before.matched : matchTake(original, alignment, settings, crew);
  const { featherPx } = edgeOf(settings, alignment.selection.bounds);
  const { mask, bounds } = matched.support;
  const isEdgeMeasured = isMatched && before.edge.limitPx >= Math.min(255, featherPx);
  const edge = isEdgeMeasured
    ? before.edge
    : measureEdge(mask, intersectRects(bounds, alignment.donor.box), featherPx);
  const leak = !hasGuide ? 0 : isMeasured ? before.guideLeak : guideLeak(original, reply, region);
  const isExact = measured === wanted;
  kept.set(job, { of, ground, measured, isExact, settings, alignment, matched, edge, guideLeak: leak });
  return composeBox(original, alignment, matched, settings, edge);
}
