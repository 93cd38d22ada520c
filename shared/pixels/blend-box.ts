// S11: the donor laid over the original inside a box. α = 0 copies the original bit for bit; depth is the original's.
import type { Donor } from "./warp-donor.ts";
import { colourCount, DONOR_UNIT, hasAlpha, levelScale, maxSample, type Raster } from "./pixel-types.ts";

/**
 * O = I + (F − I)·α, rounded, into `result` (a copy of the original). `colour` is the matched donor over `donor.box` in
 * donor units, `alpha` the box's α 0..255. Where original or donor are transparent the mean is weighted by alpha, so
 * that no hidden colour shows: O_a = I_a + (F_a − I_a)·α, O_c = (I_c·I_a·(1−α) + F_c·F_a·α) / O_a.
 */
export function blendBox(
  original: Raster,
  result: Raster,
  donor: Donor,
  colour: Int16Array,
  alpha: Uint8Array,
  isOriginalOpaque: boolean,
): void {
  const isPlain = donor.alpha === undefined && isOriginalOpaque;
  if (isPlain) blendOpaque(original, result, donor, colour, alpha);
  else blendStraightAlpha(original, result, donor, colour, alpha);
}

function blendOpaque(
  original: Raster,
  result: Raster,
  donor: Donor,
  colour: Int16Array,
  alpha: Uint8Array,
): void {
  const { box } = donor;
  const { channels } = original;
  const colours = colourCount(original);
  const source = original.data;
  const target = result.data;
  const top = maxSample(original);
  const toSamples = levelScale(original) / DONOR_UNIT;
  for (let y = 0; y < box.height; y++) {
    const row = (box.y + y) * original.width + box.x;
    for (let x = 0; x < box.width; x++) {
      const a = alpha[y * box.width + x] ?? 0;
      if (a === 0) continue;
      const share = a / 255;
      const i = (row + x) * channels;
      const j = (y * box.width + x) * colours;
      for (let c = 0; c < colours; c++) {
        const from = source[i + c] ?? 0;
        const value = Math.round(from + ((colour[j + c] ?? 0) * toSamples - from) * share);
        target[i + c] = value < 0 ? 0 : value > top ? top : value;
      }
    }
  }
}

function blendStraightAlpha(
  original: Raster,
  result: Raster,
  donor: Donor,
  colour: Int16Array,
  alpha: Uint8Array,
): void {
  const { box } = donor;
  const { channels } = original;
  const colours = colourCount(original);
  const top = maxSample(original);
  const toSamples = levelScale(original) / DONOR_UNIT;
  const alphaAt = hasAlpha(original) ? channels - 1 : -1;
  for (let y = 0; y < box.height; y++) {
    const row = (box.y + y) * original.width + box.x;
    for (let x = 0; x < box.width; x++) {
      const at = y * box.width + x;
      const share = (alpha[at] ?? 0) / 255;
      if (share === 0) continue;
      const i = (row + x) * channels;
      const before = alphaAt < 0 ? 1 : (original.data[i + alphaAt] ?? 0) / top;
      const over = donor.alpha === undefined ? 1 : (donor.alpha[at] ?? 0) / 255;
      const under = before * (1 - share);
      const cover = under + over * share;
      for (let c = 0; c < colours; c++) {
        const from = original.data[i + c] ?? 0;
        const to = (colour[at * colours + c] ?? 0) * toSamples;
        const value = cover > 0 ? (from * under + to * over * share) / cover : from;
        result.data[i + c] = Math.min(top, Math.max(0, Math.round(value)));
      }
      if (alphaAt >= 0) result.data[i + alphaAt] = Math.min(top, Math.max(0, Math.round(cover * top)));
    }
  }
}
