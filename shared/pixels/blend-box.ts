// S11: the donor laid over the original inside a box. α = 0 copies the original bit for bit; depth is the original's.
import type { Donor } from "./warp-donor.ts";
import {
  colourCount,
  DONOR_UNIT,
  hasAlpha,
  levelScale,
  maxSample,
  type Raster,
  type Rect,
} from "./pixel-types.ts";

/**
 * O = I + (F − I)·α, rounded, in place: `pixels` is a copy of the original's pixels of `box`. `colour` is the matched donor
 * over its own box, in donor units, `alpha` the α of `box`, 0..255. Where original or donor are transparent the mean is
 * weighted by alpha, so that no hidden colour shows: O_a = I_a + (F_a − I_a)·α, O_c = (I_c·I_a·(1−α) + F_c·F_a·α) / O_a.
 */
export function blendBox(
  pixels: Raster,
  box: Rect,
  donor: Donor,
  colour: Int16Array,
  alpha: Uint8Array,
  isOriginalOpaque: boolean,
): void {
  const isPlain = donor.alpha === undefined && isOriginalOpaque;
  for (let y = 0; y < box.height; y++) {
    const from = (box.y - donor.box.y + y) * donor.box.width + box.x - donor.box.x;
    if (isPlain) blendOpaque(pixels, colour, alpha, y * box.width, from);
    else blendStraightAlpha(pixels, donor, colour, alpha, y * box.width, from);
  }
}

/** One row, from pixel `at` of the box on; `from` is the same pixel in the donor. */
function blendOpaque(pixels: Raster, colour: Int16Array, alpha: Uint8Array, at: number, from: number): void {
  const { channels, data, width } = pixels;
  const colours = colourCount(pixels);
  const top = maxSample(pixels);
  const toSamples = levelScale(pixels) / DONOR_UNIT;
  for (let x = 0; x < width; x++) {
    const a = alpha[at + x] ?? 0;
    if (a === 0) continue;
    const share = a / 255;
    const i = (at + x) * channels;
    const j = (from + x) * colours;
    for (let c = 0; c < colours; c++) {
      const before = data[i + c] ?? 0;
      const value = Math.round(before + ((colour[j + c] ?? 0) * toSamples - before) * share);
      data[i + c] = value < 0 ? 0 : value > top ? top : value;
    }
  }
}

function blendStraightAlpha(
  pixels: Raster,
  donor: Donor,
  colour: Int16Array,
  alpha: Uint8Array,
  at: number,
  from: number,
): void {
  const { channels } = pixels;
  const colours = colourCount(pixels);
  const top = maxSample(pixels);
  const toSamples = levelScale(pixels) / DONOR_UNIT;
  const alphaAt = hasAlpha(pixels) ? channels - 1 : -1;
  for (let x = 0; x < pixels.width; x++) {
    const share = (alpha[at + x] ?? 0) / 255;
    if (share === 0) continue;
    const i = (at + x) * channels;
    const before = alphaAt < 0 ? 1 : (pixels.data[i + alphaAt] ?? 0) / top;
    const over = donor.alpha === undefined ? 1 : (donor.alpha[from + x] ?? 0) / 255;
    const under = before * (1 - share);
    const cover = under + over * share;
    for (let c = 0; c < colours; c++) {
      const own = pixels.data[i + c] ?? 0;
      const to = (colour[(from + x) * colours + c] ?? 0) * toSamples;
      const value = cover > 0 ? (own * under + to * over * share) / cover : own;
      pixels.data[i + c] = Math.min(top, Math.max(0, Math.round(value)));
    }
    if (alphaAt >= 0) pixels.data[i + alphaAt] = Math.min(top, Math.max(0, Math.round(cover * top)));
  }
}
