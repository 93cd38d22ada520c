// What the worker of the measuring tools is asked and answers, and the work itself on plain pixels: so that it can be
// tested without a worker.
import { floodSelect, type FloodSettings } from "#shared/pixels/flood-select.ts";
import { guideMask } from "#shared/pixels/guided-filter.ts";
import { growWires, wireCosts, type WireTree } from "#shared/pixels/live-wire.ts";
import { cutMask } from "#shared/pixels/cut-window.ts";
import { encodeRuns } from "#shared/pixels/mask-runs.ts";
import { binariseMask, maskBounds } from "#shared/pixels/mask-morphology.ts";
import { createPlane, type Plane8, type Raster, type Rect } from "#shared/pixels/pixel-types.ts";
import { coverStroke } from "#shared/pixels/region-coverage.ts";
import { packLengths } from "#shared/pixels/run-text.ts";
import { smartSelect, type OpenSides } from "#shared/pixels/smart-select.ts";

/** A ready mask in document px. */
export type FoundMask = { readonly bounds: Rect; readonly runs: string };

/** Where measured pixels lie: `factor` document px (a power of two) per pixel, the first at (x, y). */
export type Lie = { readonly x: number; readonly y: number; readonly factor: number };

export type SelectionAsk =
  | {
      readonly kind: "flood";
      readonly picture: ImageBitmap;
      readonly lie: Lie;
      readonly x: number;
      readonly y: number;
      readonly settings: FloodSettings;
    }
  | {
      readonly kind: "segment";
      readonly small: ImageBitmap;
      readonly full: ImageBitmap;
      readonly lie: Lie;
      /** Stroke in px of `small`: x, y laid end to end. */
      readonly points: readonly number[];
      readonly radiusPx: number;
      /** Sides on which the document ends. */
      readonly open: OpenSides;
    }
  | { readonly kind: "anchor"; readonly picture: ImageBitmap; readonly x: number; readonly y: number }
  | { readonly kind: "way"; readonly x: number; readonly y: number };

export type SelectionAnswer =
  | { readonly kind: "mask"; readonly mask: FoundMask | null }
  | { readonly kind: "way"; readonly points: readonly number[] }
  | { readonly kind: "anchored" }
  | { readonly kind: "failed"; readonly message: string };

/** The wand. Null when nothing is alike, which happens only outside the picture. */
export function flood(
  picture: Raster,
  lie: Lie,
  x: number,
  y: number,
  settings: FloodSettings,
): FoundMask | null {
  return packMask(floodSelect(picture, x, y, settings), lie);
}

/** Smart select: found at the size of `small`, its edge brought to the picture's at the size of `full`. */
export function segment(
  small: Raster,
  full: Raster,
  lie: Lie,
  points: readonly number[],
  radiusPx: number,
  open: OpenSides,
): FoundMask | null {
  const stroke = createPlane(small.width, small.height);
  const path = Array.from({ length: points.length / 2 }, (_, i) => ({
    x: points[2 * i] ?? 0,
    y: points[2 * i + 1] ?? 0,
    radius: Math.max(0.75, radiusPx),
  }));
  coverStroke(stroke, path, 1);
  const found = smartSelect(small, binariseMask(stroke, 0.5), open);
  return packMask(binariseMask(guideMask(found, small, full), 0.5), lie);
}

/** Ways to everywhere from one pixel. */
export function anchorWires(picture: Raster, x: number, y: number): WireTree {
  return growWires(wireCosts(picture), x, y);
}

/** A binary mask of measured pixels as one of document px, within what is set. Null when nothing is. */
export function packMask(mask: Plane8, lie: Lie): FoundMask | null {
  const box = maskBounds(mask);
  if (box.width === 0) return null;
  const cut = enlarge(cutMask(mask, box), lie.factor);
  const bounds = {
    x: lie.x + box.x * lie.factor,
    y: lie.y + box.y * lie.factor,
    width: cut.width,
    height: cut.height,
  };
  return { bounds, runs: packLengths(encodeRuns(cut).lengths) };
}

/** Every pixel as a square of `factor` px. */
function enlarge(mask: Plane8, factor: number): Plane8 {
  if (factor === 1) return mask;
  const width = mask.width * factor;
  const out = createPlane(width, mask.height * factor);
  for (let y = 0; y < mask.height; y++) {
    const row = y * factor * width;
    for (let x = 0; x < mask.width; x++) {
      if (mask.data[y * mask.width + x] !== 0) out.data.fill(255, row + x * factor, row + (x + 1) * factor);
    }
    for (let k = 1; k < factor; k++) out.data.copyWithin(row + k * width, row, row + width);
  }
  return out;
}
