// The guide: the window with the region outlined in one loud colour, and the check that this colour did not leak into the
// reply. Knows no request.
import { binariseMask, dilateMask } from "./mask-morphology.ts";
import { colourCount, levelScale, type Plane8, type Raster } from "./pixel-types.ts";

/** Magenta: rare in photographs. */
export const GUIDE_COLOUR = [255, 0, 255] as const;
/** Width of the line and how far outside the region it runs, px. */
const LINE_PX = 4;
const GAP_PX = 3;
/** Distance of a colour from the guide's that still counts as it, levels per channel. */
const NEAR_LEVELS = 60;

/** A copy with a line around the region. `mask` is 0..255 at the picture's size. */
export function outlineRegion(picture: Raster, mask: Plane8): Raster {
  const region = binariseMask(mask, 0.1);
  const inner = dilateMask(region, GAP_PX);
  const outer = dilateMask(region, GAP_PX + LINE_PX);
  const data = picture.data.slice();
  const scale = levelScale(picture);
  const colours = colourCount(picture);
  for (let i = 0; i < inner.data.length; i++) {
    if (outer.data[i] === 0 || inner.data[i] !== 0) continue;
    for (let c = 0; c < colours; c++) data[i * picture.channels + c] = (GUIDE_COLOUR[c] ?? 0) * scale;
  }
  return { ...picture, data };
}

/**
 * Share of the pixels where the guide's line ran that have its colour in the reply but not in the original, 0..1. Both in
 * the size of the mask; over 0.02 the line was drawn into the reply.
 */
export function guideLeak(original: Raster, reply: Raster, mask: Plane8): number {
  const region = binariseMask(mask, 0.1);
  const outer = dilateMask(region, 2 * (GAP_PX + LINE_PX));
  let count = 0;
  let leaked = 0;
  for (let i = 0; i < outer.data.length; i++) {
    if (outer.data[i] === 0 || region.data[i] !== 0) continue;
    count++;
    if (isGuideColour(reply, i) && !isGuideColour(original, i)) leaked++;
  }
  return count === 0 ? 0 : leaked / count;
}

function isGuideColour(picture: Raster, pixel: number): boolean {
  if (colourCount(picture) === 1) return false;
  const scale = levelScale(picture);
  return GUIDE_COLOUR.every(
    (level, c) => Math.abs((picture.data[pixel * picture.channels + c] ?? 0) / scale - level) <= NEAR_LEVELS,
  );
}
