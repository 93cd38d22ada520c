// S8 measured: how far the toned donor is from the original, in cells outside the support and in those inside that show
// unchanged scene. What is solved from it is `membrane.ts`.
import type { TakeAlignment } from "./align-take.ts";
import { type CellSums, type Membrane, solveMembrane } from "./membrane.ts";
import { DONOR_UNIT, levelScale, maxSample, type Plane8, type Raster } from "./pixel-types.ts";
import * as tuned from "./place-settings.ts";
import { applyTone } from "./tone-curve.ts";
import type { Donor } from "./warp-donor.ts";

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
  const full = (cell * cell) / (4 * rowStep(alignment));
  const { outside, inside } = sumCells(original, alignment, support, tables);
  const first = solveMembrane(outside, cell, full, limit);
  if (usesInside) trustInside(outside, inside, first, full);
  const second = solveMembrane(outside, cell, full, limit);
  return { ...second, channels: second.channels.map((values) => values.map((value) => value * amount)) };
}

/** Every how many rows are looked at; of reduced ones, which are means already but few, half. */
function rowStep({ reduction }: TakeAlignment): number {
  return reduction === 1 ? 4 : 2;
}

/** Side of a cell. Two pixels at least: of a row, every other pixel is looked at. */
function cellOf({ reduction }: TakeAlignment): number {
  return Math.max(2, tuned.MEMBRANE_CELL_PX / reduction);
}

type CellPair = { readonly outside: CellMoments[]; readonly inside: CellMoments[] };
/** Sums with the squares that tell how rough a cell is. */
type CellMoments = CellSums & { readonly squares: Float32Array };

/** Where a sample counts. */
const OUTSIDE = 0;
const INSIDE = 1;
const NOWHERE = 2;

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
  const places = new Uint8Array((box.width + 1) >> 1);
  const step = rowStep(alignment);
  for (let y = 0; y < box.height; y += step) {
    const first = (y / step) & 1;
    findPlaces(original, alignment, support, y, first, places);
    for (const [c, table] of tables.entries()) {
      const sums = { outside: outside[c], inside: inside[c] };
      if (sums.outside === undefined || sums.inside === undefined) continue;
      const cells = Math.floor(y / cell) * columns;
      sumRow(original, donor, table, c, y, first, cell, places, sums.outside, sums.inside, cells);
    }
  }
  return { outside, inside };
}

/** Of every other pixel of a row, from `first` on: inside or outside the support, or not there at all. */
function findPlaces(
  original: Raster,
  { donor: { box }, isOriginalOpaque }: TakeAlignment,
  support: Plane8,
  y: number,
  first: number,
  places: Uint8Array,
): void {
  const { data, channels, width } = original;
  const row = (box.y + y) * width + box.x;
  const opaque = 0.98 * maxSample(original);
  for (let x = first, k = 0; x < box.width; x += 2, k++) {
    const isThere = isOriginalOpaque || (data[(row + x) * channels + channels - 1] ?? 0) >= opaque;
    places[k] = !isThere ? NOWHERE : support.data[row + x] === 0 ? OUTSIDE : INSIDE;
  }
}

/** Adds one channel of every other pixel of a row to the cells from `cells` on. */
function sumRow(
  original: Raster,
  { box, colours, colour }: Donor,
  table: Int16Array,
  channel: number,
  y: number,
  first: number,
  cell: number,
  places: Uint8Array,
  outside: CellMoments,
  inside: CellMoments,
  cells: number,
): void {
  const { data, channels } = original;
  const toUnits = DONOR_UNIT / levelScale(original);
  const reject = tuned.MEMBRANE_REJECT * DONOR_UNIT;
  let i = ((box.y + y) * original.width + box.x + first) * channels + channel;
  let j = (y * box.width + first) * colours + channel;
  for (let x = first, at = 0, end = cell, k = cells; x < box.width; end += cell, k++) {
    let [valueOut, weightOut, squaresOut] = [0, 0, 0];
    let [valueIn, weightIn, squaresIn] = [0, 0, 0];
    for (const last = Math.min(end, box.width); x < last; x += 2, i += 2 * channels, j += 2 * colours) {
      const place = places[at++] ?? NOWHERE;
      const d = (data[i] ?? 0) * toUnits - applyTone(table, colour[j] ?? 0);
      if (d > reject || d < -reject) continue;
      if (place === OUTSIDE) {
        valueOut += d;
        weightOut++;
        squaresOut += d * d;
      } else if (place === INSIDE) {
        valueIn += d;
        weightIn++;
        squaresIn += d * d;
      }
    }
    addMoments(outside, k, valueOut, weightOut, squaresOut);
    addMoments(inside, k, valueIn, weightIn, squaresIn);
  }
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
  const spreads = new Float64Array(sum.weight.length);
  let count = 0;
  for (let k = 0; k < spreads.length; k++) {
    const weight = sum.weight[k] ?? 0;
    if (weight < full) continue;
    const mean = (sum.value[k] ?? 0) / weight;
    spreads[count++] = Math.sqrt(Math.max(0, (sum.squares[k] ?? 0) / weight - mean * mean));
  }
  return spreads.subarray(0, count).toSorted()[Math.floor(0.9 * count)] ?? 0;
}
