// The magic wand: pixels like the one clicked, joined to it or anywhere. Own scanline fill; knows no tool.
import { colourCount, createPlane, hasAlpha, levelScale, type Plane8, type Raster } from "./pixel-types.ts";

/** What counts as alike. */
export type FloodSettings = {
  /** Largest difference of any colour or alpha sample from the clicked pixel, 8-bit levels 0..255. */
  readonly tolerance: number;
  /** True: only pixels joined to the click (4-connected); false: everywhere. */
  readonly contiguous: boolean;
};

/** Selects from pixel (x, y). An empty mask when the click is outside the picture. */
export function floodSelect(picture: Raster, x: number, y: number, settings: FloodSettings): Plane8 {
  const { width, height } = picture;
  const mask = createPlane(width, height);
  if (x < 0 || y < 0 || x >= width || y >= height) return mask;
  const seed = y * width + x;
  if (settings.contiguous) fillFrom(picture, mask, seed, settings.tolerance);
  else {
    const isAlike = likeness(picture, seed, settings.tolerance);
    for (let i = 0; i < mask.data.length; i++) if (isAlike(i)) mask.data[i] = 255;
  }
  return mask;
}

/** Tells whether pixel i is within the tolerance of the seed, in every sample. */
function likeness(picture: Raster, seed: number, tolerance: number): (pixel: number) => boolean {
  const { data, channels } = picture;
  const limit = tolerance * levelScale(picture);
  const [a, b, c] = [0, 1, 2].map((k) => data[seed * channels + k] ?? 0) as [number, number, number];
  const alphaAt = channels - 1;
  const alpha = data[seed * channels + alphaAt] ?? 0;
  const isColour = colourCount(picture) === 3;
  const checksAlpha = hasAlpha(picture);
  return (pixel) => {
    const i = pixel * channels;
    if (Math.abs((data[i] ?? 0) - a) > limit) return false;
    if (isColour && Math.abs((data[i + 1] ?? 0) - b) > limit) return false;
    if (isColour && Math.abs((data[i + 2] ?? 0) - c) > limit) return false;
    return !checksAlpha || Math.abs((data[i + alphaAt] ?? 0) - alpha) <= limit;
  };
}

/** Scanline fill: each popped pixel fills its whole span, then one seed per span above and below is pushed. */
function fillFrom(picture: Raster, mask: Plane8, seed: number, tolerance: number): void {
  const { width, height } = picture;
  const isAlike = likeness(picture, seed, tolerance);
  const stack: number[] = [seed];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (mask.data[at] !== 0) continue;
    const row = at - (at % width);
    let from = at;
    while (from > row && mask.data[from - 1] === 0 && isAlike(from - 1)) from--;
    let to = at + 1;
    while (to < row + width && mask.data[to] === 0 && isAlike(to)) to++;
    mask.data.fill(255, from, to);
    if (row > 0) pushSeeds(mask, from - width, to - width, isAlike, stack);
    if (row < (height - 1) * width) pushSeeds(mask, from + width, to + width, isAlike, stack);
  }
}

function pushSeeds(
  mask: Plane8,
  from: number,
  to: number,
  isAlike: (pixel: number) => boolean,
  stack: number[],
): void {
  let isInside = false;
  for (let i = from; i < to; i++) {
    const isOpen = mask.data[i] === 0 && isAlike(i);
    if (isOpen && !isInside) stack.push(i);
    isInside = isOpen;
  }
}
