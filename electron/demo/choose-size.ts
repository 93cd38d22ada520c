// What `size: auto` comes to: the documents leave it open, so these are this engine's own choices.
import { brokenSizeRule, type PixelSize } from "./check-size.ts";
import { DOCUMENTED_LIMITS } from "./documented-limits.ts";

const { edgeMultiplePx, maxEdgePx, maxRatio, minPixels, maxPixels } = DOCUMENTED_LIMITS.size;

/** The size of a generated picture under `auto`: tall or wide when the prompt asks for it, else square. */
export function sizeForPrompt(prompt: string): PixelSize {
  if (/\b(portrait|tall|poster|vertical|tower|phone)\b/i.test(prompt)) return { width: 1024, height: 1536 };
  if (/\b(landscape|wide|panorama|horizontal|skyline|sea|ocean)\b/i.test(prompt))
    return { width: 1536, height: 1024 };
  return { width: 1024, height: 1024 };
}

/** The legal size nearest to the primary picture's own, for an edit under `auto`. */
export function sizeForPrimary(primary: PixelSize): PixelSize {
  const ratio = clamp(primary.width / primary.height, 1 / maxRatio, maxRatio);
  const pixels = clamp(primary.width * primary.height, minPixels * 1.05, maxPixels);
  const scale = Math.min(1, maxEdgePx / Math.sqrt(pixels * Math.max(ratio, 1 / ratio)));
  const width = Math.sqrt(pixels * ratio) * scale;
  const steps = [Math.round, Math.floor, Math.ceil];
  const near = steps.flatMap((stepX) =>
    steps.map((stepY) => ({ width: toMultiple(width, stepX), height: toMultiple(width / ratio, stepY) })),
  );
  return near.find((size) => brokenSizeRule(size) === undefined) ?? { width: 1024, height: 1024 };
}

function toMultiple(edge: number, step: (value: number) => number): number {
  return step(edge / edgeMultiplePx) * edgeMultiplePx;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
