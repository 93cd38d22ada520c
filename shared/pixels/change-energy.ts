// S9, first half: how far the matched donor is from the original, in rows of half size.
import { colourCount, DONOR_SHIFT, levelScale, type Raster, type Rect } from "./pixel-types.ts";

/** The matched donor of `box` and what is written: mean |F − I| over 2 × 2 px and channels, `unit` a level. */
export type EnergyWork = {
  readonly original: Raster;
  readonly donor: Int16Array;
  readonly box: Rect;
  readonly unit: number;
  readonly out: Uint16Array;
};

/** Some rows of half size. */
export function energyRows(
  { original, donor, box, unit, out }: EnergyWork,
  from: number,
  to: number,
): number[] {
  const width = (box.width + 1) >> 1;
  const colours = colourCount(original);
  const share = unit / (1 << DONOR_SHIFT) / colours;
  const isWhole = !(original.data instanceof Uint16Array) && colours === 3;
  const sums = new Float32Array(width);
  for (let y = from; y < to; y++) {
    sums.fill(0);
    const rows = Math.min(2, box.height - 2 * y);
    for (let k = 0; k < rows; k++) {
      if (isWhole) addRowWhole(original, donor, box, 2 * y + k, sums);
      else addRow(original, donor, box, 2 * y + k, sums);
    }
    for (let x = 0; x < width; x++) {
      const columns = Math.min(2, box.width - 2 * x);
      out[y * width + x] = Math.min(65535, ((sums[x] ?? 0) * share) / (rows * columns));
    }
  }
  return [];
}

/** Adds |F − I| of one row of 8-bit colour pixels, in pairs, in donor units. */
function addRowWhole(original: Raster, donor: Int16Array, box: Rect, y: number, sums: Float32Array): void {
  const { data, channels } = original;
  let i = ((box.y + y) * original.width + box.x) * channels;
  let j = y * box.width * 3;
  let sum = 0;
  for (let x = 0; x < box.width; x++, i += channels, j += 3) {
    sum +=
      Math.abs((donor[j] ?? 0) - ((data[i] ?? 0) << DONOR_SHIFT)) +
      Math.abs((donor[j + 1] ?? 0) - ((data[i + 1] ?? 0) << DONOR_SHIFT)) +
      Math.abs((donor[j + 2] ?? 0) - ((data[i + 2] ?? 0) << DONOR_SHIFT));
    if ((x & 1) === 0 && x + 1 < box.width) continue;
    sums[x >> 1] = (sums[x >> 1] ?? 0) + sum;
    sum = 0;
  }
}

/** The same for any depth and layout. */
function addRow(original: Raster, donor: Int16Array, box: Rect, y: number, sums: Float32Array): void {
  const { data, channels } = original;
  const colours = colourCount(original);
  const toUnits = (1 << DONOR_SHIFT) / levelScale(original);
  let i = ((box.y + y) * original.width + box.x) * channels;
  let j = y * box.width * colours;
  for (let x = 0; x < box.width; x++, i += channels, j += colours) {
    for (let c = 0; c < colours; c++)
      sums[x >> 1] = (sums[x >> 1] ?? 0) + Math.abs((donor[j + c] ?? 0) - (data[i + c] ?? 0) * toUnits);
  }
}
