// S9 where the original is empty: there is nothing that a reply could have left as it was, and nothing that tells how
// noisy the surroundings are.
import type { ChangeEnergy } from "./change-map.ts";
import { levelScale, type Plane8, type Raster, type Rect } from "./pixel-types.ts";

/** Levels of alpha from which a pixel is there. */
const OPAQUE_FROM = 250;
const CERTAIN = 65535;

/**
 * Makes empty ground a change for certain inside the selection and none outside, in place. All planes are half size over
 * `box`, a cell being empty when one of its 2 × 2 pixels is.
 * @returns the cells that tell nothing of the noise: 255 where selected or empty
 */
export function settleEmptyGround(
  energy: ChangeEnergy,
  original: Raster,
  box: Rect,
  selected: Plane8,
): Plane8 {
  const { channels, data, width } = original;
  const least = OPAQUE_FROM * levelScale(original);
  const isEmpty = new Uint8Array(selected.data.length);
  for (let y = 0; y < box.height; y++) {
    const row = (box.y + y) * width + box.x;
    const base = (y >> 1) * selected.width;
    for (let x = 0; x < box.width; x++)
      if ((data[(row + x) * channels + channels - 1] ?? 0) < least) isEmpty[base + (x >> 1)] = 255;
  }
  const untold = selected.data.slice();
  for (let i = 0; i < isEmpty.length; i++) {
    if (isEmpty[i] === 0) continue;
    untold[i] = 255;
    energy.data[i] = selected.data[i] === 0 ? 0 : CERTAIN;
  }
  return { ...selected, data: untold };
}
