// The guide: the window with the region outlined in one loud colour, and how much of that colour came back in a reply.
// Knows no request.
import { binariseMask, dilateMask } from "./mask-morphology.ts";
import { colourCount, levelScale, type Plane8, type Raster } from "./pixel-types.ts";

/** Magenta: rare in photographs. */
const GUIDE_COLOUR = [255, 0, 255] as const;
/** Width of the line and how far outside the region it runs, px. */
const LINE_PX = 4;
const GAP_PX = 3;
/** How far from where it was drawn the line is looked for: a reply comes back moved, px. */
const STRAY_PX = 12;
/** 8-bit levels by which red and blue must both exceed green, and exceed it more than they did before. */
const LOUD = 80;

/** A copy with a line around the region. `mask` is 0..255 at the picture's size. */
export function outlineRegion(picture: Raster, mask: Plane8): Raster {
  const line = lineAround(mask, GAP_PX, GAP_PX + LINE_PX);
  const data = picture.data.slice();
  const scale = levelScale(picture);
  const colours = colourCount(picture);
  for (let i = 0; i < line.data.length; i++) {
    if (line.data[i] === 0) continue;
    for (let c = 0; c < colours; c++) data[i * picture.channels + c] = (GUIDE_COLOUR[c] ?? 0) * scale;
  }
  return { ...picture, data };
}

/**
 * How much of the guide's line a reply shows where the guide had it: pixels that are loud now and were not before, as a
 * share of the line's own, 0..1. `original` and `mask` are of one size, the reply may be of another. Pictures without
 * colour answer 0. A share over `LEAK_SHARE` is a line that can be seen.
 */
export function guideLeak(original: Raster, reply: Raster, mask: Plane8): number {
  if (colourCount(original) < 3 || colourCount(reply) < 3) return 0;
  const line = lineAround(mask, GAP_PX, GAP_PX + LINE_PX);
  const near = lineAround(mask, 0, GAP_PX + LINE_PX + STRAY_PX);
  let [drawn, leaked] = [0, 0];
  for (let y = 0; y < mask.height; y++) {
    const row =
      Math.min(reply.height - 1, Math.floor(((y + 0.5) * reply.height) / mask.height)) * reply.width;
    for (let x = 0; x < mask.width; x++) {
      const i = y * mask.width + x;
      if (line.data[i] !== 0) drawn++;
      if (near.data[i] === 0) continue;
      const k = row + Math.min(reply.width - 1, Math.floor(((x + 0.5) * reply.width) / mask.width));
      const now = loudness(reply, k);
      if (now > LOUD && now - loudness(original, i) > LOUD) leaked++;
    }
  }
  return drawn === 0 ? 0 : Math.min(1, leaked / drawn);
}

/** Share of the line from which it is told: less is a few pixels of a flower. */
export const LEAK_SHARE = 0.08;

function loudness(picture: Raster, pixel: number): number {
  const i = pixel * picture.channels;
  const [red = 0, green = 0, blue = 0] = [picture.data[i], picture.data[i + 1], picture.data[i + 2]];
  return (Math.min(red, blue) - green) / levelScale(picture);
}

/** Set between two distances outside the region, px. */
function lineAround(mask: Plane8, fromPx: number, toPx: number): Plane8 {
  const region = binariseMask(mask, 0.1);
  const inner = fromPx === 0 ? region : dilateMask(region, fromPx);
  const outer = dilateMask(region, toPx);
  return { ...outer, data: outer.data.map((value, i) => (inner.data[i] === 0 ? value : 0)) };
}
