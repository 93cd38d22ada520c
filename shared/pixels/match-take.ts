// S7 to S9 applied: tone table and membrane over the donor, the change map on the result, and the seam score. Depends on
// the support and the colour amount; opacity, feather and "keep detail" come later and reuse this.
import { changeCap, changedParts, changeEnergy, changeThresholds, halveSupport } from "./change-map.ts";
import { findOverflow, type Overflow } from "./change-overflow.ts";
import { type CellSums, type Membrane, membraneRow, solveMembrane } from "./membrane.ts";
import {
  colourCount,
  DONOR_UNIT,
  hasAlpha,
  levelScale,
  maxSample,
  type Plane8,
  type Raster,
} from "./pixel-types.ts";
import * as tuned from "./place-settings.ts";
import type { PlaceSettings } from "./place-settings.ts";
import { type Support, supportOf } from "./prepare-selection.ts";
import { scoreSeam } from "./seam-score.ts";
import { applyTone, toneTable } from "./tone-curve.ts";
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

/** Matches the donor's colours to the original and finds what changed. */
export function matchTake(original: Raster, alignment: TakeAlignment, settings: PlaceSettings): MatchedTake {
  const support = supportOf(alignment.selection, settings);
  const tables = alignment.tone.channels.map((channel) => toneTable(channel, settings.toneAmount));
  const membrane = measureMembrane(original, alignment, support.mask, tables, settings.toneAmount);
  const colour = matchColours(alignment, tables, membrane);
  const { box } = alignment.donor;
  const selected = halveSupport(support.mask, box);
  const energy = changeEnergy(original, colour, box);
  const thresholds = changeThresholds(energy, selected);
  const changed = changedParts(energy, thresholds, selected);
  const cap = changeCap(changed, tuned.CHANGE_GROW_PX, tuned.CHANGE_FALL_PX);
  return {
    support,
    colour,
    cap,
    overflow: findOverflow(energy, thresholds, selected),
    seam: scoreSeam(original, colour, box, support.mask, cap),
    membranePeak:
      membrane.channels.reduce((top, c) => c.reduce((t, v) => Math.max(t, Math.abs(v)), top), 0) / DONOR_UNIT,
  };
}

/** Cell means of I − tone(F) outside the support, pushed and pulled through it; scaled by the colour amount. */
function measureMembrane(
  original: Raster,
  alignment: TakeAlignment,
  support: Plane8,
  tables: readonly Int16Array[],
  amount: number,
): Membrane {
  const { donor } = alignment;
  const { box } = donor;
  const cell = tuned.MEMBRANE_CELL_PX;
  const columns = Math.ceil(box.width / cell);
  const rows = Math.ceil(box.height / cell);
  const colours = colourCount(original);
  const sums: CellSums[] = tables.map(() => {
    const value = new Float32Array(columns * rows);
    return { columns, rows, value, weight: new Float32Array(columns * rows) };
  });
  const toUnits = DONOR_UNIT / levelScale(original);
  const reject = tuned.MEMBRANE_REJECT * DONOR_UNIT;
  const alphaAt = hasAlpha(original) ? original.channels - 1 : -1;
  const opaque = 0.98 * maxSample(original);
  for (let y = 0; y < box.height; y += 2) {
    const row = (box.y + y) * original.width + box.x;
    const cells = Math.floor(y / cell) * columns;
    for (let x = (y >> 1) & 1; x < box.width; x += 2) {
      if (support.data[row + x] !== 0) continue;
      const i = (row + x) * original.channels;
      if (alphaAt >= 0 && (original.data[i + alphaAt] ?? 0) < opaque) continue;
      const j = (y * box.width + x) * colours;
      const k = cells + Math.floor(x / cell);
      for (let c = 0; c < colours; c++) {
        const d =
          (original.data[i + c] ?? 0) * toUnits -
          applyTone(tables[c] as Int16Array, donor.colour[j + c] ?? 0);
        if (d > reject || d < -reject) continue;
        const sum = sums[c] as CellSums;
        sum.value[k] = (sum.value[k] ?? 0) + d * amount;
        sum.weight[k] = (sum.weight[k] ?? 0) + 1;
      }
    }
  }
  return solveMembrane(sums, cell, (cell * cell) / 8, tuned.MEMBRANE_LIMIT * DONOR_UNIT);
}

/** F = tone(F) + d̂ over the whole box. */
function matchColours(
  alignment: TakeAlignment,
  tables: readonly Int16Array[],
  membrane: Membrane,
): Int16Array {
  const { donor } = alignment;
  const { width, height } = donor.box;
  const { colours } = donor;
  const out = new Int16Array(donor.colour.length);
  const correction = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    for (let c = 0; c < colours; c++) {
      const table = tables[c];
      if (table === undefined) continue;
      membraneRow(membrane, c, y, correction);
      let j = y * width * colours + c;
      for (let x = 0; x < width; x++, j += colours) {
        out[j] = applyTone(table, donor.colour[j] ?? 0) + Math.round(correction[x] ?? 0);
      }
    }
  }
  return out;
}
