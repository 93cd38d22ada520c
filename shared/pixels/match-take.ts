// S7 to S9 applied: tone table and membrane over the donor, the change map on the result, and the seam score. Depends on
// the support and the colour amount; opacity, feather and "keep detail" come later and reuse this.
import { changeCap, changedParts, changeEnergy, changeThresholds, halveSupport } from "./change-map.ts";
import { findOverflow, type Overflow } from "./change-overflow.ts";
import { type CellSums, type Membrane, membraneRow, solveMembrane } from "./membrane.ts";
import { DONOR_UNIT, levelScale, maxSample, type Plane8, type Raster } from "./pixel-types.ts";
import * as tuned from "./place-settings.ts";
import type { PlaceSettings } from "./place-settings.ts";
import { type Support, supportOf } from "./prepare-selection.ts";
import { scoreSeam } from "./seam-score.ts";
import { applyTone, applyToneRow, toneTable } from "./tone-curve.ts";
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
  const support = supportAt(alignment, settings);
  const tables = alignment.tone.channels.map((channel) => toneTable(channel, settings.toneAmount));
  const membrane = measureMembrane(
    original,
    alignment,
    support.mask,
    tables,
    settings.toneAmount,
    settings.keepDetail,
  );
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

/** The support that was measured with, where the settings still ask for it. */
function supportAt(alignment: TakeAlignment, settings: PlaceSettings): Support {
  const { selection, support, reach } = alignment;
  const edge = tuned.edgeOf(settings, selection.bounds);
  return edge.growPx === support.growPx ? { ...support, ...edge } : supportOf(selection, settings, reach);
}

/**
 * Cell means of I − tone(F) outside the support, pushed and pulled through it. Cells inside that agree with this first
 * membrane to a few levels, and are no rougher than the surroundings, show unchanged scene: they then bear on a second
 * one. Everything is scaled by the colour amount.
 */
function measureMembrane(
  original: Raster,
  alignment: TakeAlignment,
  support: Plane8,
  tables: readonly Int16Array[],
  amount: number,
  usesInside: boolean,
): Membrane {
  const cell = tuned.MEMBRANE_CELL_PX;
  const limit = tuned.MEMBRANE_LIMIT * DONOR_UNIT;
  const full = (cell * cell) / 8;
  const { outside, inside } = sumCells(original, alignment, support, tables);
  const first = solveMembrane(outside, cell, full, limit);
  if (usesInside) trustInside(outside, inside, first, full);
  const second = solveMembrane(outside, cell, full, limit);
  return { ...second, channels: second.channels.map((values) => values.map((value) => value * amount)) };
}

type CellPair = { readonly outside: CellMoments[]; readonly inside: CellMoments[] };
/** Sums with the squares that tell how rough a cell is. */
type CellMoments = CellSums & { readonly squares: Float32Array };

function sumCells(
  original: Raster,
  alignment: TakeAlignment,
  support: Plane8,
  tables: readonly Int16Array[],
): CellPair {
  const { donor } = alignment;
  const { box } = donor;
  const cell = tuned.MEMBRANE_CELL_PX;
  const columns = Math.ceil(box.width / cell);
  const rows = Math.ceil(box.height / cell);
  const empty = (): CellMoments => {
    const size = columns * rows;
    const [value, weight, squares] = [new Float32Array(size), new Float32Array(size), new Float32Array(size)];
    return { columns, rows, value, weight, squares };
  };
  const outside = tables.map(empty);
  const inside = tables.map(empty);
  for (let y = 0; y < box.height; y += 2) {
    const cells = Math.floor(y / cell) * columns;
    tables.forEach((table, c) => {
      const sums = { outside: outside[c], inside: inside[c] };
      if (sums.outside === undefined || sums.inside === undefined) return;
      for (let column = 0; column < columns; column++) {
        const first = column * cell + ((y >> 1) & 1);
        const end = Math.min(box.width, (column + 1) * cell);
        sumCell(
          original,
          alignment,
          support,
          table,
          c,
          y,
          first,
          end,
          sums.outside,
          sums.inside,
          cells + column,
        );
      }
    });
  }
  return { outside, inside };
}

/** Every other pixel of one row of one cell, for one channel. */
function sumCell(
  original: Raster,
  { donor, isOriginalOpaque }: TakeAlignment,
  support: Plane8,
  table: Int16Array,
  channel: number,
  y: number,
  first: number,
  end: number,
  outside: CellMoments,
  inside: CellMoments,
  k: number,
): void {
  const { box, colours, colour } = donor;
  const { data, channels, width } = original;
  const toUnits = DONOR_UNIT / levelScale(original);
  const reject = tuned.MEMBRANE_REJECT * DONOR_UNIT;
  const alphaAt = isOriginalOpaque ? -1 : channels - 1;
  const opaque = 0.98 * maxSample(original);
  const row = (box.y + y) * width + box.x;
  const line = y * box.width;
  let [valueOut, weightOut, squaresOut] = [0, 0, 0];
  let [valueIn, weightIn, squaresIn] = [0, 0, 0];
  for (let x = first; x < end; x += 2) {
    const i = (row + x) * channels;
    if (alphaAt >= 0 && (data[i + alphaAt] ?? 0) < opaque) continue;
    const d =
      (data[i + channel] ?? 0) * toUnits - applyTone(table, colour[(line + x) * colours + channel] ?? 0);
    if (d > reject || d < -reject) continue;
    if (support.data[row + x] === 0) {
      valueOut += d;
      weightOut++;
      squaresOut += d * d;
    } else {
      valueIn += d;
      weightIn++;
      squaresIn += d * d;
    }
  }
  addMoments(outside, k, valueOut, weightOut, squaresOut);
  addMoments(inside, k, valueIn, weightIn, squaresIn);
}

function addMoments(sums: CellMoments, k: number, value: number, weight: number, squares: number): void {
  if (weight === 0) return;
  sums.value[k] = (sums.value[k] ?? 0) + value;
  sums.weight[k] = (sums.weight[k] ?? 0) + weight;
  sums.squares[k] = (sums.squares[k] ?? 0) + squares;
}

/** Levels by which an unchanged cell may miss the first membrane. */
const INSIDE_LEVELS = 3.5;

/** Adds the inside cells that show unchanged scene in every channel to the outside sums. */
function trustInside(outside: CellMoments[], inside: CellMoments[], first: Membrane, full: number): void {
  const rough = outside.map((sum) => 1.5 * quietSpread(sum, full) + DONOR_UNIT / 2);
  const count = inside[0]?.weight.length ?? 0;
  for (let k = 0; k < count; k++) {
    const isUnchanged = inside.every((sum, c) => {
      const weight = sum.weight[k] ?? 0;
      if (weight < full) return false;
      const mean = (sum.value[k] ?? 0) / weight;
      const spread = Math.sqrt(Math.max(0, (sum.squares[k] ?? 0) / weight - mean * mean));
      const off = Math.abs(mean - (first.channels[c]?.[k] ?? 0));
      return off < INSIDE_LEVELS * DONOR_UNIT && spread < (rough[c] ?? 0);
    });
    if (!isUnchanged) continue;
    inside.forEach((sum, c) => {
      const into = outside[c];
      if (into === undefined) return;
      into.value[k] = (into.value[k] ?? 0) + (sum.value[k] ?? 0);
      into.weight[k] = (into.weight[k] ?? 0) + (sum.weight[k] ?? 0);
    });
  }
}

/** 90th percentile of the spread within outside cells, donor units. */
function quietSpread(sum: CellMoments, full: number): number {
  const spreads: number[] = [];
  for (let k = 0; k < sum.weight.length; k++) {
    const weight = sum.weight[k] ?? 0;
    if (weight < full) continue;
    const mean = (sum.value[k] ?? 0) / weight;
    spreads.push(Math.sqrt(Math.max(0, (sum.squares[k] ?? 0) / weight - mean * mean)));
  }
  spreads.sort((a, b) => a - b);
  return spreads[Math.floor(0.9 * spreads.length)] ?? 0;
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
  const correction = new Int16Array(width);
  for (let y = 0; y < height; y++) {
    for (let c = 0; c < colours; c++) {
      const table = tables[c];
      if (table === undefined) continue;
      membraneRow(membrane, c, y, correction);
      applyToneRow(table, donor.colour, out, y * width * colours + c, colours, correction);
    }
  }
  return out;
}
