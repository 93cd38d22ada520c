// S7 to S9 applied: tone table and membrane over the donor, the change map on the result, and the seam score. Depends on
// the support and the colour amount; opacity, feather and "keep detail" come later and reuse this.
import {
  changeCap,
  type ChangeEnergy,
  changedParts,
  changeThresholds,
  halveSupport,
  LEAST_CHANGE,
  plainThresholds,
  smoothEnergy,
} from "./change-map.ts";
import { alone, type Crew } from "./crew.ts";
import { findOverflow, type Overflow } from "./change-overflow.ts";
import { findEmptyGround, settleEmptyGround } from "./empty-ground.ts";
import { gateTake } from "./gate-take.ts";
import { measureMembrane } from "./measure-membrane.ts";
import type { Membrane } from "./membrane.ts";
import { DONOR_UNIT, type Plane8, type Raster } from "./pixel-types.ts";
import * as tuned from "./place-settings.ts";
import type { PlaceSettings } from "./place-settings.ts";
import { type Support, supportOf } from "./prepare-selection.ts";
import { scoreSeam } from "./seam-score.ts";
import { toneTable } from "./tone-curve.ts";
import type { TakeAlignment } from "./align-take.ts";

/** A donor in the original's colours with what S9 found. Plain data, transferable. */
export type MatchedTake = {
  readonly support: Support;
  /** Matched colours over the donor's box, donor units, interleaved. */
  readonly colour: Int16Array;
  /** α_c over the box at half size. */
  readonly cap: Plane8;
  readonly overflow: Overflow;
  /** Mean ΔE00 of low-passed colours across the edge of the support where the donor shows. */
  readonly seam: number;
  /** Largest correction the membrane applied, levels. */
  readonly membranePeak: number;
};

/** As much of it as is drawn: all that a preview needs. */
export type DrawnMatch = Pick<MatchedTake, "support" | "colour" | "cap">;

/** Matches the donor's colours to the original and finds what changed. */
export function matchTake(
  original: Raster,
  alignment: TakeAlignment,
  settings: PlaceSettings,
  crew: Crew = alone,
): MatchedTake {
  const { energy, thresholds, selected, empty, membrane, ...drawn } = matchDrawn(
    original,
    alignment,
    settings,
    crew,
  );
  const { support, colour, cap } = drawn;
  const shown = { ...cap, data: empty === null ? cap.data : cap.data.slice() };
  if (empty !== null) settleEmptyGround(shown, 0, empty);
  const peaks = membrane.channels.map((c) => c.reduce((top, value) => Math.max(top, Math.abs(value)), 0));
  return {
    ...drawn,
    overflow: findOverflow(energy, thresholds, selected),
    seam: scoreSeam(original, colour, alignment.donor.box, support.mask, shown),
    membranePeak: Math.max(...peaks) / DONOR_UNIT,
  };
}

/** The same without what is only told; and what that is told from. */
export function matchDrawn(
  original: Raster,
  alignment: TakeAlignment,
  settings: PlaceSettings,
  crew: Crew = alone,
) {
  const { donor, tone, reduction } = alignment;
  const { toneAmount, keepDetail } = settings;
  const support = supportAt(alignment, settings);
  const tables = tone.channels.map((channel) => toneTable(channel, toneAmount));
  const membrane = measureMembrane(original, alignment, support.mask, tables, toneAmount, keepDetail);
  const { colour, energy } = matchColours(original, alignment, tables, membrane, crew);
  const selected = halveSupport(support.mask, donor.box);
  const empty = alignment.isOriginalOpaque ? null : findEmptyGround(original, donor.box);
  const untold = { ...selected, data: empty === null ? selected.data : selected.data.slice() };
  if (empty !== null) {
    settleEmptyGround(untold, 255, empty);
    settleEmptyGround(energy, 0, empty);
  }
  const thresholds = changeThresholds(energy, untold);
  // The surroundings of another picture are no measure of noise: by it, nothing inside would have changed.
  const isAnother = gateTake(alignment.registration) === "changed";
  const inside = isAnother ? plainThresholds : thresholds;
  const changed = changedParts(energy, inside, selected, LEAST_CHANGE / (reduction * reduction));
  if (empty !== null) settleEmptyGround(changed, 255, empty, selected);
  const cap = changeCap(changed, tuned.CHANGE_GROW_PX / reduction, tuned.CHANGE_FALL_PX / reduction);
  return { support, colour, cap, energy, thresholds, selected, empty, membrane };
}

/** The support that was measured with, where the settings still ask for it. */
function supportAt(alignment: TakeAlignment, settings: PlaceSettings): Support {
  const { selection, support, reach } = alignment;
  const edge = tuned.edgeOf(settings, selection.bounds);
  return edge.growPx === support.growPx ? { ...support, ...edge } : supportOf(selection, settings, reach);
}

/** F = tone(F) + d̂ over the whole box, and how far it is from the original. */
function matchColours(
  original: Raster,
  { donor }: TakeAlignment,
  tables: readonly Int16Array[],
  membrane: Membrane,
  crew: Crew,
): { readonly colour: Int16Array; readonly energy: ChangeEnergy } {
  const { box } = donor;
  const width = (box.width + 1) >> 1;
  const height = (box.height + 1) >> 1;
  const out = new Int16Array(crew.make(2 * donor.colour.length));
  const energy = new Uint16Array(crew.make(2 * width * height));
  crew.split("match", { original, box, colour: donor.colour, tables, membrane, out, energy }, height);
  return { colour: out, energy: smoothEnergy({ width, height, data: energy }) };
}
