// From placed pixels to pictures on the stage, and the views over them: difference, changed pixels, how often. For the eye
// only; nothing that is kept is made from these.
import type { Raster, Rect } from "#shared/pixels/pixel-types.ts";
import { wholePixels } from "#shared/pixels/whole-pixels.ts";
import { cutLevels } from "./cut-levels.ts";
import { DEPTH_ALPHA, depthStep, depthSteps } from "./depth-steps.ts";
import type { OverlayKind, PlacedPicture } from "./place-messages.ts";
import type { StackedLayer } from "./stacked-layer.ts";
import type { MixedPreview } from "./preview-mix.ts";

/** How much the difference is amplified. */
const GAIN = 4;
const CHANGED: readonly [number, number, number, number] = [255, 0, 140, 170];

/** The layer's pixels where it shows; null when it shows nowhere. */
export async function pictureOf(layer: StackedLayer): Promise<PlacedPicture | null> {
  const { mixed, bounds, window } = layer;
  if (mixed === null || bounds.width === 0) return null;
  const image = new ImageData(bounds.width, bounds.height);
  const out = new Uint32Array(image.data.buffer);
  const pixels = wholePixels(mixed.pixels);
  if (pixels === undefined) throw new RangeError("the page places 8-bit RGBA only");
  for (let row = 0, to = 0; row < bounds.height; row++) {
    let from = (bounds.y + row) * window.width + bounds.x;
    for (let x = 0; x < bounds.width; x++, from++, to++)
      if (mixed.alpha.data[from] !== 0) out[to] = pixels[from] ?? 0;
  }
  return await cutLevels(image, { ...bounds, x: bounds.x + window.x, y: bounds.y + window.y });
}

/** Colours with α, stretched over their place by whoever draws them. */
export async function pictureOfPreview({ pixels, rect }: MixedPreview): Promise<PlacedPicture | null> {
  if (pixels.width === 0) return null;
  const image = new ImageData(pixels.width, pixels.height);
  image.data.set(pixels.data);
  return { levels: [[{ bitmap: await createImageBitmap(image), rect }]], rect };
}

/**
 * A view of one layer among the others. `before` are the window's pixels of the base alone; what layers above cover is theirs
 * to show. `steps`: which of `depthSteps` occur in it.
 */
export async function overlayOf(
  kind: OverlayKind,
  layer: StackedLayer,
  { below, above }: { readonly below: readonly StackedLayer[]; readonly above: readonly StackedLayer[] },
  before: Raster,
): Promise<{
  readonly picture: PlacedPicture | null;
  readonly changedPixels: number;
  readonly steps: ReadonlySet<number>;
}> {
  const { mixed, bounds, window } = layer;
  const steps = new Set<number>();
  if (mixed === null || bounds.width === 0) return { picture: null, changedPixels: 0, steps };
  let changedPixels = 0;
  const picture = await paint(bounds, window, (out, to, from, x, y) => {
    if (mixed.alpha.data[from] === 0) return;
    if (above.some((other) => alphaAt(other, x, y) !== 0)) return;
    if (kind === "depth") {
      const step = depthStep(depthAt([...below, layer], x, y));
      steps.add(step);
      const colour = depthSteps[step] ?? [];
      for (let c = 0; c < 3; c++) out[to + c] = colour[c] ?? 0;
      out[to + 3] = DEPTH_ALPHA;
      return;
    }
    let isChanged = false;
    for (let c = 0; c < 4; c++) {
      const off = Math.abs((mixed.pixels.data[from * 4 + c] ?? 0) - (before.data[from * 4 + c] ?? 0));
      isChanged ||= off !== 0;
      if (kind === "difference") out[to + c] = c === 3 ? 255 : Math.min(255, GAIN * off);
    }
    if (!isChanged) return;
    changedPixels++;
    if (kind === "changed") for (let c = 0; c < 4; c++) out[to + c] = CHANGED[c] ?? 0;
  });
  return { picture, changedPixels, steps };
}

/** How often a pixel of the document was made anew; the layers bottom to top, the last shows there. At least 1. */
export function depthAt(layers: readonly StackedLayer[], x: number, y: number): number {
  let times = 0;
  for (const layer of layers) {
    const alpha = alphaAt(layer, x, y);
    if (alpha === 0) continue;
    // What is cut from the base begins anew where it shows whole; its soft edge adds nothing to what lies below.
    if (layer.cutFrom === "base") times = alpha === 255 ? 1 : Math.max(1, times);
    else times++;
  }
  return Math.max(1, times);
}

/** A layer's α at a pixel of the document. */
function alphaAt({ mixed, window }: StackedLayer, x: number, y: number): number {
  const [at, row] = [x - window.x, y - window.y];
  if (mixed === null || at < 0 || row < 0 || at >= window.width || row >= window.height) return 0;
  return mixed.alpha.data[row * window.width + at] ?? 0;
}

/** `write(out, to, from, x, y)`: bytes at `to` for pixel `from` of the window, which is (x, y) of the document. */
async function paint(
  bounds: Rect,
  window: Rect,
  write: (out: Uint8ClampedArray, to: number, from: number, x: number, y: number) => void,
): Promise<PlacedPicture> {
  const image = new ImageData(bounds.width, bounds.height);
  for (let row = 0; row < bounds.height; row++) {
    const from = (bounds.y + row) * window.width + bounds.x;
    for (let x = 0; x < bounds.width; x++) {
      write(
        image.data,
        (row * bounds.width + x) * 4,
        from + x,
        window.x + bounds.x + x,
        window.y + bounds.y + row,
      );
    }
  }
  const rect = { ...bounds, x: bounds.x + window.x, y: bounds.y + window.y };
  return { levels: [[{ bitmap: await createImageBitmap(image), rect }]], rect };
}
