// S7 and S8 applied, and the first half of S9 measured on the result while it is at hand: rows of a donor in the original's
// colours, and how far they are from the original.
import { addEnergyRow, type EnergySums, writeEnergyRow } from "./change-energy.ts";
import { FIXED_BITS, type Membrane, membraneRow, membraneSteps } from "./membrane.ts";
import { DONOR_SHIFT, type Raster, type Rect } from "./pixel-types.ts";
import { applyToneRow, TONE_MARGIN } from "./tone-curve.ts";
import { wholePixels } from "./whole-pixels.ts";

/** Colours of the donor over `box` of the original, and what is made of them; one table a channel. */
export type MatchWork = {
  readonly original: Raster;
  readonly box: Rect;
  readonly colour: Int16Array;
  readonly tables: readonly Int16Array[];
  readonly membrane: Membrane;
  readonly out: Int16Array;
  /** At half size: mean |F − I| over 2 × 2 px and channels, `ENERGY_UNIT` a level. */
  readonly energy: Uint16Array;
};

/** F = tone(F) + d̂ and its energy over some rows of half size. */
export function matchRows(work: MatchWork, from: number, to: number): number[] {
  const { box, tables, energy } = work;
  const { sums, matchRow } = rowMatcher(work);
  for (let y = from; y < to; y++) {
    sums.fill(0);
    for (let k = 2 * y; k < Math.min(box.height, 2 * y + 2); k++) matchRow(k);
    writeEnergyRow(sums, box, y, tables.length, energy);
  }
  return [];
}

/** Matches row `y` of the box and adds its |F − I| in pairs to `sums`, donor units. */
type RowMatcher = { readonly sums: EnergySums; readonly matchRow: (y: number) => void };

function rowMatcher(work: MatchWork): RowMatcher {
  const { original, box, colour, tables, membrane, out } = work;
  const pixels = tables.length === 3 ? wholePixels(original) : undefined;
  if (pixels !== undefined) return wholeMatcher(work, pixels);
  const sums = new Float32Array((box.width + 1) >> 1);
  const correction = new Int16Array(box.width);
  const matchRow = (y: number) => {
    for (const [c, table] of tables.entries()) {
      membraneRow(membrane, c, y, correction);
      applyToneRow(table, colour, out, y * box.width * tables.length + c, tables.length, correction);
    }
    addEnergyRow(original, out, box, y, sums);
  };
  return { sums, matchRow };
}

/** 8-bit RGBA: three colours at once, the membrane as a straight line in whole numbers from cell to cell. */
function wholeMatcher(
  { original, box, colour, tables, membrane, out }: MatchWork,
  pixels: Uint32Array,
): RowMatcher {
  const [red, green, blue] = tables as [Int16Array, Int16Array, Int16Array];
  const segments = membrane.columns + 1;
  const starts = new Int32Array(3 * segments);
  const steps = new Int32Array(3 * segments);
  const half = membrane.cellPx / 2;
  const shift = FIXED_BITS;
  const sums = new Int32Array((box.width + 1) >> 1);
  const matchRow = (y: number) => {
    for (let c = 0; c < 3; c++) membraneSteps(membrane, c, y, starts, steps, c * segments);
    let i = (box.y + y) * original.width + box.x;
    let j = y * box.width * 3;
    let x = 0;
    for (let k = 0; k < segments; k++) {
      const end = Math.min(box.width, k * membrane.cellPx + half);
      let r = starts[k] ?? 0;
      let g = starts[k + segments] ?? 0;
      let b = starts[k + 2 * segments] ?? 0;
      const stepR = steps[k] ?? 0;
      const stepG = steps[k + segments] ?? 0;
      const stepB = steps[k + 2 * segments] ?? 0;
      for (; x < end; x++, i++, j += 3) {
        const pixel = pixels[i] ?? 0;
        const atR = (colour[j] ?? 0) + TONE_MARGIN;
        const atG = (colour[j + 1] ?? 0) + TONE_MARGIN;
        const atB = (colour[j + 2] ?? 0) + TONE_MARGIN;
        const toR = (red[atR >> 3] ?? 0) + (atR & 7) + (r >> shift);
        const toG = (green[atG >> 3] ?? 0) + (atG & 7) + (g >> shift);
        const toB = (blue[atB >> 3] ?? 0) + (atB & 7) + (b >> shift);
        out[j] = toR;
        out[j + 1] = toG;
        out[j + 2] = toB;
        const sum =
          Math.abs(toR - ((pixel & 255) << DONOR_SHIFT)) +
          Math.abs(toG - (((pixel >> 8) & 255) << DONOR_SHIFT)) +
          Math.abs(toB - (((pixel >> 16) & 255) << DONOR_SHIFT));
        sums[x >> 1] = (sums[x >> 1] ?? 0) + sum;
        r = (r + stepR) | 0;
        g = (g + stepG) | 0;
        b = (b + stepB) | 0;
      }
    }
  };
  return { sums, matchRow };
}
