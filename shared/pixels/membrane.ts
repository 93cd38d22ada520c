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
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const i = y * columns + x;
      const filled = bilinear(coarse, halfColumns, halfRows, x / 2 - 0.25, y / 2 - 0.25);
      const own = trust[i] ?? 0;
      out[i] = own * (mean[i] ?? 0) + (1 - own) * filled;
    }
  }
  return out;
}

function bilinear(values: Float32Array, columns: number, rows: number, x: number, y: number): number {
  const cx = Math.min(columns - 1, Math.max(0, x));
  const cy = Math.min(rows - 1, Math.max(0, y));
  const x0 = Math.min(Math.max(0, columns - 2), Math.floor(cx));
  const y0 = Math.min(Math.max(0, rows - 2), Math.floor(cy));
  const x1 = Math.min(columns - 1, x0 + 1);
  const y1 = Math.min(rows - 1, y0 + 1);
  const u = cx - x0;
  const v = cy - y0;
  const top = (values[y0 * columns + x0] ?? 0) * (1 - u) + (values[y0 * columns + x1] ?? 0) * u;
  const bottom = (values[y1 * columns + x0] ?? 0) * (1 - u) + (values[y1 * columns + x1] ?? 0) * u;
  return top * (1 - v) + bottom * v;
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
const FIXED_BITS = 20;
const FIXED = 1 << FIXED_BITS;

/** One row of a channel's correction at pixel row `y` of the box, written into `out` (one value per pixel). */
export function membraneRow(membrane: Membrane, channel: number, y: number, out: Int16Array): void {
  const values = membrane.channels[channel];
  if (values === undefined) return;
  const { columns, rows, cellPx } = membrane;
  const v = Math.min(rows - 1, Math.max(0, (y + 0.5) / cellPx - 0.5));
  const y0 = Math.min(Math.max(0, rows - 2), Math.floor(v));
  const y1 = Math.min(rows - 1, y0 + 1);
  const fv = v - y0;
  const half = cellPx / 2;
  const column = (x: number) => {
    const i = Math.min(columns - 1, Math.max(0, x));
    return (values[y0 * columns + i] ?? 0) * (1 - fv) + (values[y1 * columns + i] ?? 0) * fv;
  };
  for (let cell = -1; cell < columns; cell++) {
    const from = cell * cellPx + half;
    const left = column(cell);
    const slope = (column(cell + 1) - left) / cellPx;
    const start = Math.max(0, from);
    const end = Math.min(out.length, from + cellPx);
    const step = Math.round(slope * FIXED);
    let value = Math.round((left + slope * (start - from + 0.5) + 0.5) * FIXED);
    for (let x = start; x < end; x++, value += step) out[x] = value >> FIXED_BITS;
  }
}
