// A take placed with what is kept of the last time in the same place; and how much of its guide it drew.
import type { PlacedTake } from "#shared/pixels/compose-take.ts";
import { guideLeak } from "#shared/pixels/guide-picture.ts";
import type { PlaceSettings } from "#shared/pixels/place-settings.ts";
import { type KeptStages, placeAgain, type TakePlace } from "#shared/pixels/place-take.ts";
import type { PlaceOutcome, TakeSource } from "./place-messages.ts";

export type KeptTake = KeptStages & {
  /** Which selection and reply it is of, and on which pixels it was measured. */
  readonly of: string;
  readonly ground: string;
  /** How much of the guide's outline the reply drew, 0..1. */
  readonly guideLeak: number;
};

/** Places a take and keeps its stages by its job. `ground` names the original, `of` selection and reply. */
export function placeKept(
  place: TakePlace & { readonly ground: string },
  settings: PlaceSettings,
  of: string,
  isDraft: boolean,
  kept: Map<string, KeptTake>,
  { job, hasGuide }: TakeSource,
): PlacedTake | PlaceOutcome {
  const { original, reply, region, ground } = place;
  const known = kept.get(job);
  const before = known?.of === of && known.ground === ground ? known : null;
  const again = placeAgain(place, settings, before, isDraft);
  if (again.kind === "refused") return again;
  const leak = !hasGuide ? 0 : (before?.guideLeak ?? guideLeak(original, reply, region));
  kept.set(job, { ...again.kept, of, ground, guideLeak: leak });
  return again.placed;
}
