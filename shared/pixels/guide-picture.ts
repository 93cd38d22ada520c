// The guide: the window with the region outlined in one loud colour. Knows no request.
import { binariseMask, dilateMask } from "./mask-morphology.ts";
import { colourCount, levelScale, type Plane8, type Raster } from "./pixel-types.ts";

/** Magenta: rare in photographs. */
const GUIDE_COLOUR = [255, 0, 255] as const;
/** Width of the line and how far outside the region it runs, px. */
const LINE_PX = 4;
const GAP_PX = 3;

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
