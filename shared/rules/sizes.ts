// Size arithmetic: what the API takes as `size`, why a size is refused, and which legal ones are nearest.
import type { Violation } from "#shared/errors/violation.ts";
import type { SizePx } from "#shared/model/image-request.ts";
import { limits, type SizeLimits } from "./limits.ts";

/** The presets the API documents, in its order. */
export const presetSizes: readonly SizePx[] = [
  { widthPx: 1024, heightPx: 1024 },
  { widthPx: 1536, heightPx: 1024 },
  { widthPx: 1024, heightPx: 1536 },
  { widthPx: 2048, heightPx: 2048 },
  { widthPx: 2048, heightPx: 1152 },
  { widthPx: 3840, heightPx: 2160 },
  { widthPx: 2160, heightPx: 3840 },
];

/** `1536x1024`, the form the API takes. */
export function formatSize(size: SizePx): string {
  return `${size.widthPx}x${size.heightPx}`;
}

/** Reads `1536x1024`, `1536 × 1024` or `1536*1024`; null for anything else. Legality is another question. */
export function parseSize(text: string): SizePx | null {
  const match = /^\s*(\d{1,5})\s*[x×*]\s*(\d{1,5})\s*$/i.exec(text);
  if (!match) return null;
  const widthPx = Number(match[1]);
  const heightPx = Number(match[2]);
  return widthPx > 0 && heightPx > 0 ? { widthPx, heightPx } : null;
}

/** Every rule that a size breaks, in the order of SPEC.md; empty for a legal size. */
export function checkSize(size: SizePx, bounds: SizeLimits = limits.size): readonly Violation[] {
  const { widthPx, heightPx } = size;
  const broken: Violation[] = [];
  // Every sentence can name the size, and offer its neighbours (S6).
  const add = (rule: string, values: Violation["values"]) =>
    broken.push({ rule, field: "size", values: { widthPx, heightPx, ...values } });

  if (widthPx % bounds.multiplePx !== 0 || heightPx % bounds.multiplePx !== 0)
    add("S1", { multiplePx: bounds.multiplePx });
  const longPx = Math.max(widthPx, heightPx);
  const shortPx = Math.min(widthPx, heightPx);
  if (longPx > bounds.maxEdgePx) add("S2", { actual: longPx, limit: bounds.maxEdgePx });
  // A side of nothing has no ratio; S4 tells of it.
  if (shortPx > 0 && longPx > bounds.maxRatio * shortPx)
    add("S3", { actual: (longPx / shortPx).toFixed(2), limit: bounds.maxRatio });
  const pixels = widthPx * heightPx;
  if (pixels < bounds.minPixels) add("S4", { actual: pixels, limit: bounds.minPixels });
  if (pixels > bounds.maxPixels) add("S5", { actual: pixels, limit: bounds.maxPixels });
  return broken;
}

export function isLegalSize(size: SizePx, bounds: SizeLimits = limits.size): boolean {
  return checkSize(size, bounds).length === 0;
}

/** All legal sizes, widths ascending, then heights. 29,146 of them under the documented limits. */
export function listLegalSizes(bounds: SizeLimits = limits.size): readonly SizePx[] {
  const sizes: SizePx[] = [];
  for (let widthPx = bounds.multiplePx; widthPx <= bounds.maxEdgePx; widthPx += bounds.multiplePx)
    for (let heightPx = bounds.multiplePx; heightPx <= bounds.maxEdgePx; heightPx += bounds.multiplePx)
      if (isLegalSize({ widthPx, heightPx }, bounds)) sizes.push({ widthPx, heightPx });
  return sizes;
}

let legalSizes: readonly SizePx[] | undefined;

/**
 * The `count` legal sizes nearest to a wished one, nearest first (S6). Distance is the sum of squared
 * differences of log-area and twice log-ratio: shape counts more than amount. A legal wish comes back first.
 */
export function nearestLegalSizes(wish: SizePx, count = 3): readonly SizePx[] {
  legalSizes ??= listLegalSizes();
  const wishArea = Math.log(Math.max(1, wish.widthPx) * Math.max(1, wish.heightPx));
  const wishRatio = Math.log(Math.max(1, wish.widthPx) / Math.max(1, wish.heightPx));
  const ranked = legalSizes.map((size) => {
    const area = Math.log(size.widthPx * size.heightPx) - wishArea;
    const ratio = 2 * (Math.log(size.widthPx / size.heightPx) - wishRatio);
    return { size, distance: area * area + ratio * ratio };
  });
  ranked.sort((a, b) => a.distance - b.distance);
  return ranked.slice(0, count).map(({ size }) => size);
}

/**
 * The smallest whole-number ratio of a size (`3:2`); where that would be unreadable at most two decimals against 1
 * (`1.76:1`), or `≈ 1:1` for what is square to the eye. Both sides at least 1.
 */
export function describeRatio(size: SizePx): string {
  const divisor = greatestCommonDivisor(size.widthPx, size.heightPx);
  const width = size.widthPx / divisor;
  const height = size.heightPx / divisor;
  if (width <= 21 && height <= 21) return `${width}:${height}`;
  const isWide = width >= height;
  const toOne = Number((isWide ? width / height : height / width).toFixed(2));
  if (toOne === 1) return "≈ 1:1";
  return isWide ? `${toOne}:1` : `1:${toOne}`;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
