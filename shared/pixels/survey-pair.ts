// The one look at every pixel of a window and its reply: reduced lumas for S4, whether either shows through, and how many
// pixels the reply changed. Taken together because a 4K picture takes longer to read than to add up.
import { alone, type Crew } from "./crew.ts";
import { reduceLuma } from "./luma-plane.ts";
import type { PlaneF, Raster } from "./pixel-types.ts";
import { countDifferences } from "./prove-protected.ts";
import { isOpaque, wholePixels } from "./whole-pixels.ts";

/** What one look tells of two rasters of one size. */
export type PairSurvey = {
  /** Block means of luma, as `reduceLuma` gives them. */
  readonly original: PlaneF;
  readonly reply: PlaneF;
  readonly isOriginalOpaque: boolean;
  readonly isReplyOpaque: boolean;
  /** Pixels that differ in any sample. */
  readonly changedPixels: number;
};

/** Reads both once where both are 8-bit RGBA, otherwise piece by piece. `factor` is a whole number from 1. */
export function surveyPair(original: Raster, reply: Raster, factor: number, crew: Crew = alone): PairSurvey {
  const before = factor <= 128 ? wholePixels(original) : undefined;
  const after = factor <= 128 ? wholePixels(reply) : undefined;
  if (before !== undefined && after !== undefined && Math.min(original.width, original.height) >= factor)
    return surveyWhole(before, after, original, factor, crew);
  return {
    original: reduceLuma(original, factor),
    reply: reduceLuma(reply, factor),
    isOriginalOpaque: isOpaque(original),
    isReplyOpaque: isOpaque(reply),
    changedPixels: countDifferences(original, reply),
  };
}

function surveyWhole(
  before: Uint32Array,
  after: Uint32Array,
  { width, height }: Raster,
  factor: number,
  crew: Crew,
): PairSurvey {
  const size = { width: Math.floor(width / factor), height: Math.floor(height / factor) };
  const make = () => new Float32Array(crew.make(4 * size.width * size.height));
  const work = { before, after, width, height, factor, sumBefore: make(), sumAfter: make() };
  const parts = crew.split("survey", work, Math.ceil(height / factor));
  const all = (at: number) => parts.reduce((bits, part) => bits & (part[at] ?? 0), -1);
  return {
    original: { ...size, data: work.sumBefore },
    reply: { ...size, data: work.sumAfter },
    isOriginalOpaque: all(0) >>> 24 === 255,
    isReplyOpaque: all(1) >>> 24 === 255,
    changedPixels: parts.reduce((sum, part) => sum + (part[2] ?? 0), 0),
  };
}
