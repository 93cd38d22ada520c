// S9, first half: how far the matched donor is from the original, for any depth and layout, in rows of half size.
import { colourCount, DONOR_SHIFT, DONOR_UNIT, levelScale, type Raster, type Rect } from "./pixel-types.ts";

/** Adds |F − I| of one row of pixels, in pairs, in donor units. `donor` is the matched donor of `box`. */
export function addEnergyRow(
  original: Raster,
  donor: Int16Array,
  box: Rect,
  y: number,
  sums: Float32Array,
): void {
  const { data, channels } = original;
  const colours = colourCount(original);
  const toUnits = DONOR_UNIT / levelScale(original);
  let i = ((box.y + y) * original.width + box.x) * channels;
  let j = y * box.width * colours;
  for (let x = 0; x < box.width; x++, i += channels, j += colours) {
    for (let c = 0; c < colours; c++)
      sums[x >> 1] = (sums[x >> 1] ?? 0) + Math.abs((donor[j + c] ?? 0) - (data[i + c] ?? 0) * toUnits);
  }
}

/** Samples of the energy per level. */
export const ENERGY_UNIT = 16;

/** |F − I| of two rows in pairs of pixels, donor units; whole numbers where the samples have 8 bits. */
export type EnergySums = Float32Array | Int32Array;

/** Row `y` of half size: mean |F − I| over 2 × 2 px and channels, from the sums of its two rows (donor units, in pairs). */
export function writeEnergyRow(
  sums: EnergySums,
  box: Rect,
  y: number,
  colours: number,
  energy: Uint16Array,
): void {
  const share = ENERGY_UNIT / (1 << DONOR_SHIFT) / colours / Math.min(2, box.height - 2 * y);
  const row = y * sums.length;
  const pairs = box.width >> 1;
  for (let x = 0; x < pairs; x++) energy[row + x] = Math.min(65535, ((sums[x] ?? 0) * share) / 2);
  if (pairs < sums.length) energy[row + pairs] = Math.min(65535, (sums[pairs] ?? 0) * share);
}
