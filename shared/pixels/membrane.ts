// S8: what colour difference is left around the selection, carried smoothly through it. Push-pull interpolation (Gortler
// et al. 1996, Grossman & Dally 1998) of cell means, so the finest feature is one cell. Works on any grid of cells.

/** Sums per cell of one channel: Σ weight·value and Σ weight. */
export type CellSums = {
  readonly columns: number;
  readonly rows: number;
  readonly value: Float32Array;
  readonly weight: Float32Array;
};

/** A smooth correction on cell centres, in donor units. */
export type Membrane = {
  readonly cellPx: number;
  readonly columns: number;
  readonly rows: number;
  readonly channels: readonly Float32Array[];
};

/**
 * Fills every cell: its own mean as far as its weight reaches `fullWeight`, the rest from the coarser level.
 * With no weight anywhere the result is 0.
 */
export function pushPull(sums: CellSums, fullWeight: number): Float32Array {
  const { columns, rows } = sums;
  const trust = new Float32Array(columns * rows);
  const mean = new Float32Array(columns * rows);
  for (let i = 0; i < mean.length; i++) {
    const weight = sums.weight[i] ?? 0;
    trust[i] = Math.min(1, weight / fullWeight);
    mean[i] = weight > 0 ? (sums.value[i] ?? 0) / weight : 0;
  }
  if (columns === 1 && rows === 1) return mean;
  const coarse = pushPull(pullLevel(mean, trust, columns, rows), 1);
  return pushLevel(mean, trust, coarse, columns, rows);
}

function pullLevel(mean: Float32Array, trust: Float32Array, columns: number, rows: number): CellSums {
  const halfColumns = (columns + 1) >> 1;
  const halfRows = (rows + 1) >> 1;
  const value = new Float32Array(halfColumns * halfRows);
  const weight = new Float32Array(halfColumns * halfRows);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const i = y * columns + x;
      const j = (y >> 1) * halfColumns + (x >> 1);
      value[j] = (value[j] ?? 0) + (mean[i] ?? 0) * (trust[i] ?? 0);
      weight[j] = (weight[j] ?? 0) + (trust[i] ?? 0);
    }
  }
  return { columns: halfColumns, rows: halfRows, value, weight };
}

/** Coarse values stand in the middle of 2 × 2 cells, so a cell takes three parts of its own and one of the next. */
function pushLevel(
  mean: Float32Array,
  trust: Float32Array,
  coarse: Float32Array,
  columns: number,
  rows: number,
): Float32Array {
  const halfColumns = (columns + 1) >> 1;
  const halfRows = (rows + 1) >> 1;
  const out = new Float32Array(columns * rows);
  const line = new Float32Array(halfColumns);
  for (let y = 0; y < rows; y++) {
    const near = (y >> 1) * halfColumns;
    const far = Math.min(halfRows - 1, Math.max(0, (y >> 1) + ((y & 1) === 0 ? -1 : 1))) * halfColumns;
    for (let x = 0; x < halfColumns; x++)
      line[x] = 0.75 * (coarse[near + x] ?? 0) + 0.25 * (coarse[far + x] ?? 0);
    for (let x = 0; x < columns; x++) {
      const own = x >> 1;
      const next = own + ((x & 1) === 0 ? -1 : 1);
      const beside = next < 0 ? 0 : next < halfColumns ? next : own;
      const filled = 0.75 * (line[own] ?? 0) + 0.25 * (line[beside] ?? 0);
      const i = y * columns + x;
      const share = trust[i] ?? 0;
      out[i] = share * (mean[i] ?? 0) + (1 - share) * filled;
    }
  }
  return out;
}

/** The membrane of all channels, each value held within ±`limit` (donor units). */
export function solveMembrane(
  sums: readonly CellSums[],
  cellPx: number,
  fullWeight: number,
  limit: number,
): Membrane {
  const channels = sums.map((sum) =>
    pushPull(sum, fullWeight).map((v) => Math.min(limit, Math.max(-limit, v))),
  );
  return { cellPx, columns: sums[0]?.columns ?? 0, rows: sums[0]?.rows ?? 0, channels };
}

/** A correction is under 2^10 donor units, so 20 bits of fraction fit a whole number. */
export const FIXED_BITS = 20;
const FIXED = 1 << FIXED_BITS;

/**
 * A channel's correction along pixel row `y` of the box, as straight lines between cell centres: line k of
 * `columns + 1` ends before pixel (k + ½)·cell. Its value at its first pixel and its step from pixel to pixel go to place
 * `to + k`, with `FIXED_BITS` of fraction, rounding included.
 */
export function membraneSteps(
  membrane: Membrane,
  channel: number,
  y: number,
  starts: Int32Array,
  steps: Int32Array,
  to: number,
): void {
  const values = membrane.channels[channel];
  if (values === undefined) return;
  const { columns, rows, cellPx } = membrane;
  const v = Math.min(rows - 1, Math.max(0, (y + 0.5) / cellPx - 0.5));
  const y0 = Math.min(Math.max(0, rows - 2), Math.floor(v));
  const upper = y0 * columns;
  const lower = Math.min(rows - 1, y0 + 1) * columns;
  const fv = v - y0;
  const half = cellPx / 2;
  let left = (values[upper] ?? 0) * (1 - fv) + (values[lower] ?? 0) * fv;
  for (let k = 0; k <= columns; k++) {
    const i = k < columns ? k : columns - 1;
    const right = (values[upper + i] ?? 0) * (1 - fv) + (values[lower + i] ?? 0) * fv;
    const slope = (right - left) / cellPx;
    // The first line begins in the middle of its cell.
    const skipped = k === 0 ? half : 0;
    starts[to + k] = Math.floor((left + slope * (skipped + 0.5) + 0.5) * FIXED + 0.5);
    steps[to + k] = Math.floor(slope * FIXED + 0.5);
    left = right;
  }
}

/** One row of a channel's correction at pixel row `y` of the box, written into `out` (one value per pixel). */
export function membraneRow(membrane: Membrane, channel: number, y: number, out: Int16Array): void {
  const { columns, cellPx } = membrane;
  const starts = new Int32Array(columns + 1);
  const steps = new Int32Array(columns + 1);
  membraneSteps(membrane, channel, y, starts, steps, 0);
  let x = 0;
  for (let k = 0; k <= columns; k++) {
    const end = Math.min(out.length, k * cellPx + cellPx / 2);
    const step = steps[k] ?? 0;
    for (let value = starts[k] ?? 0; x < end; x++, value = (value + step) | 0) out[x] = value >> FIXED_BITS;
  }
}
