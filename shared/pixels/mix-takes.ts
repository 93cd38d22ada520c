// Several takes in one patch: parts of others painted over the first. All were placed over the same original with the same
// selection, so what is protected in each stays protected in the mix.
import type { Plane8, Raster } from "./pixel-types.ts";

/** A placed take as far as a mix needs it. */
export type MixedTake = { readonly pixels: Raster; readonly alpha: Plane8 };

/** A take and where it was painted, 0..255, window pixels. */
export type PaintedTake = MixedTake & { readonly mask: Plane8 };

/**
 * O = O + (O_k − O)·m for each painted take, first to last. α goes along, and stays above 0 wherever a take that shows
 * has it above 0. Answers `first` itself when nothing is painted.
 */
export function mixTakes(first: MixedTake, painted: readonly PaintedTake[]): MixedTake {
  if (painted.length === 0) return first;
  const pixels = { ...first.pixels, data: first.pixels.data.slice() };
  const alpha = { ...first.alpha, data: first.alpha.data.slice() };
  const { channels } = pixels;
  for (const take of painted) {
    for (let i = 0; i < take.mask.data.length; i++) {
      const share = take.mask.data[i] ?? 0;
      if (share === 0) continue;
      const before = alpha.data[i] ?? 0;
      const after = take.alpha.data[i] ?? 0;
      if (before === 0 && after === 0) continue;
      alpha.data[i] =
        share === 255 ? after : Math.max(1, Math.round(before + ((after - before) * share) / 255));
      for (let c = i * channels; c < (i + 1) * channels; c++) {
        const from = pixels.data[c] ?? 0;
        pixels.data[c] = Math.round(from + (((take.pixels.data[c] ?? 0) - from) * share) / 255);
      }
    }
  }
  return { pixels, alpha };
}
