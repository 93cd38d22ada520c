// S8 measured: how far the toned donor is from the original, in cells outside the support and in those inside that show
// unchanged scene. What is solved from it is `membrane.ts`.
import type { TakeAlignment } from "./align-take.ts";
import { type CellSums, type Membrane, solveMembrane } from "./membrane.ts";
import { DONOR_UNIT, levelScale, maxSample, type Plane8, type Raster } from "./pixel-types.ts";
import * as tuned from "./place-settings.ts";
import { applyTone } from "./tone-curve.ts";

/**
 * Cell means of I − tone(F) outside the support, pushed and pulled through it. Cells inside that agree with this first
 * membrane to a few levels, and are no rougher than the surroundings, show unchanged scene: they then bear on a second
 * one. Everything is scaled by the colour amount.
 */
export function measureMembrane(
  original: Raster,
  alignment: TakeAlignment,
  support: Plane8,
  tables: readonly Int16Array[],
  amount: number,
  usesInside: boolean,
): Membrane {
  const cell = cellOf(alignment);
  const limit = tuned.MEMBRANE_LIMIT * DONOR_UNIT;
  const full = (cell * cell) / 8;
  const { outside, inside } = sumCells(original, alignment, support, tables);
  const first = solveMembrane(outside, cell, full, limit);
  if (usesInside) trustInside(outside, inside, first, full);
  const second = solveMembrane(outside, cell, full, limit);
  return { ...second, channels: second.channels.map((values) => values.map((value) => value * amount)) };
}

/** Side of a cell. Two pixels at least: half of the rows and columns are looked at. */
function cellOf({ reduction }: TakeAlignment): number {
  return Math.max(2, tuned.MEMBRANE_CELL_PX / reduction);
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
  const cell = cellOf(alignment);
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
