// Reads the `size` parameter and holds it against the documented rules.
import { err, ok, type Result } from "#shared/errors/result.ts";
import { DOCUMENTED_LIMITS } from "./documented-limits.ts";
import { badParameter, type Refusal } from "./refusal.ts";

/** Width and height in pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

const { edgeMultiplePx, maxEdgePx, maxRatio, minPixels, maxPixels } = DOCUMENTED_LIMITS.size;

/** Reads "auto" or "WIDTHxHEIGHT"; an illegal size is refused with the rule it breaks. */
export function checkSize(text: string): Result<PixelSize | "auto", Refusal> {
  if (text === "auto") return ok("auto");
  const match = /^([1-9]\d{0,5})x([1-9]\d{0,5})$/.exec(text);
  if (!match) return refuseSize(`Invalid size '${text.slice(0, 40)}': use 'auto' or WIDTHxHEIGHT.`);
  const size = { width: Number(match[1]), height: Number(match[2]) };
  const broken = brokenSizeRule(size);
  return broken === undefined ? ok(size) : refuseSize(`Invalid size '${text}': ${broken}`);
}

/** The first documented rule that the size breaks, as a sentence, or nothing. */
export function brokenSizeRule({ width, height }: PixelSize): string | undefined {
  const pixels = width * height;
  if (width % edgeMultiplePx !== 0 || height % edgeMultiplePx !== 0)
    return `width and height must be multiples of ${edgeMultiplePx}.`;
  if (Math.max(width, height) > maxEdgePx) return `the maximum edge length is ${maxEdgePx} pixels.`;
  if (Math.max(width, height) > maxRatio * Math.min(width, height))
    return `the ratio of the long side to the short side must not exceed ${maxRatio}:1.`;
  if (pixels < minPixels) return `the picture must have at least ${minPixels} pixels.`;
  if (pixels > maxPixels) return `the picture must have at most ${maxPixels} pixels.`;
  return undefined;
}

function refuseSize(message: string): Result<never, Refusal> {
  return err(badParameter("size", "invalid_value", message));
}
