// A region replayed into a mask: its operations, first to last, over the pixels that are asked for and no more. Takes
// the shape of shared/model's Region without knowing it.
import { blurBox } from "./change-map.ts";
import { cutMask } from "./cut-window.ts";
import { fillHoles } from "./mask-components.ts";
import { binariseMask, combineMasks, dilateMask, erodeMask, invertMask } from "./mask-morphology.ts";
import { decodeRuns } from "./mask-runs.ts";
import { createPlane, type Plane8, type Rect } from "./pixel-types.ts";
import { fullRect, inflateRect, intersectRects, isEmptyRect } from "./rect.ts";
import { drawShape, evenCover, shapeBounds, type RegionShape } from "./region-coverage.ts";
import { unpackLengths } from "./run-text.ts";

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
type Mode = { readonly mode: "add" | "subtract" | "intersect" | "replace" };

/** An operation that draws, in document px. Points are laid end to end: x, y, pressure; or x, y. */
export type DrawnOperation = Mode &
  (
    | {
        readonly kind: "stroke";
        readonly radiusPx: number;
        readonly hardness: number;
        readonly points: readonly number[];
      }
    | ({ readonly kind: "rectangle" | "ellipse" } & Box)
    | { readonly kind: "polygon"; readonly points: readonly number[] }
    | { readonly kind: "runs"; readonly bounds: Box; readonly runs: string }
  );

/** An operation on all that is selected so far; distances in px, 0..255. */
export type WideOperation =
  | { readonly kind: "invert" | "fill-holes" }
  | { readonly kind: "grow" | "shrink" | "feather"; readonly px: number };

export type RasterOperation = DrawnOperation | WideOperation;

/** Nothing outside `extent` is ever selected. */
export type RasterRegion = { readonly extent: Rect; readonly operations: readonly RasterOperation[] };

/** Share from which a pixel counts as selected when a selection grows or shrinks. */
const HALF = 0.5;
/** Passes of a box filter that make a feather near enough to a Gaussian. */
const BLUR_PASSES = 3;

type Origin = { readonly x: number; readonly y: number };

/** An operation made ready to be applied to many planes: what is costly to unpack is unpacked once. */
export type PreparedOperation = {
  /** How far a pixel's value depends on its surroundings, px; Infinity: on everything. */
  readonly reachPx: number;
  /** The pixels it draws on, document px; null for operations on everything. */
  readonly bounds: Rect | null;
  /** What it draws on a rectangle (document px) when that is one value, 0 or 255; null when it may not be. */
  readonly evenOver: (rect: Rect) => 0 | 255 | null;
  /** Applies to a plane whose first pixel is document pixel `origin`. May draw into `mask` itself. */
  readonly apply: (mask: Plane8, origin: Origin) => Plane8;
};

/** The mask of `area` (document px), 0..255, row-major. */
export function rasterRegion(region: RasterRegion, area: Rect): Plane8 {
  return rasterPrepared(region.operations.map(prepareOperation), region.extent, area);
}

/** The same from operations that were made ready, for who draws many parts of one region. */
export function rasterPrepared(prepared: readonly PreparedOperation[], extent: Rect, area: Rect): Plane8 {
  let needed = intersectRects(area, extent);
  for (const { reachPx } of prepared.toReversed()) {
    needed = reachPx === Infinity ? extent : intersectRects(inflateRect(needed, reachPx), extent);
  }
  if (isEmptyRect(needed)) return createPlane(area.width, area.height);
  let mask = createPlane(needed.width, needed.height);
  for (const { apply } of prepared) mask = apply(mask, needed);
  return cutMask(mask, { ...area, x: area.x - needed.x, y: area.y - needed.y });
}

/** Makes one operation ready. */
export function prepareOperation(operation: RasterOperation): PreparedOperation {
  switch (operation.kind) {
    case "invert":
      return wide(0, invertMask);
    case "fill-holes":
      return wide(Infinity, fillSoft);
    case "grow":
      return wide(Math.ceil(operation.px) + 1, (mask) => growSoft(mask, operation.px));
    case "shrink":
      return wide(Math.ceil(operation.px) + 1, (mask) => shrinkSoft(mask, operation.px));
    case "feather":
      return wide(BLUR_PASSES * blurRadius(operation.px), (mask) => featherMask(mask, operation.px));
    case "runs":
      return prepareRuns(operation);
    default: {
      const { mode } = operation;
      const shape = shapeOf(operation, 0, 0);
      const bounds = shapeBounds(shape);
      const apply = (mask: Plane8, origin: Origin) => {
        if (mode === "replace") mask.data.fill(0);
        drawShape(mask, shapeOf(operation, origin.x, origin.y), mode === "replace" ? "add" : mode);
        return mask;
      };
      return { reachPx: 0, bounds, evenOver: (rect) => evenCover(shape, rect), apply };
    }
  }
}

function wide(reachPx: number, apply: (mask: Plane8) => Plane8): PreparedOperation {
  return { reachPx, bounds: null, evenOver: () => null, apply };
}

function shapeOf(
  operation: Exclude<DrawnOperation, { readonly kind: "runs" }>,
  originX: number,
  originY: number,
): RegionShape {
  switch (operation.kind) {
    case "stroke": {
      const { points, radiusPx, hardness } = operation;
      const path = Array.from({ length: Math.floor(points.length / 3) }, (_, i) => ({
        x: (points[3 * i] ?? 0) - originX,
        y: (points[3 * i + 1] ?? 0) - originY,
        radius: Math.max(0.5, radiusPx * (points[3 * i + 2] ?? 1)),
      }));
      return { kind: "stroke", points: path, hardness };
    }
    case "polygon": {
      const { points } = operation;
      const path = Array.from({ length: Math.floor(points.length / 2) }, (_, i) => ({
        x: (points[2 * i] ?? 0) - originX,
        y: (points[2 * i + 1] ?? 0) - originY,
      }));
      return { kind: "polygon", points: path };
    }
    default: {
      const { kind, x, y, width, height } = operation;
      return { kind, bounds: { x: x - originX, y: y - originY, width, height } };
    }
  }
}

function prepareRuns(operation: DrawnOperation & { readonly kind: "runs" }): PreparedOperation {
  const { bounds, mode } = operation;
  const { width, height } = bounds;
  const stamp = decodeRuns({ width, height, lengths: unpackLengths(operation.runs) });
  const apply = (mask: Plane8, origin: Origin) => {
    if (mode === "replace") mask.data.fill(0);
    stampMask(
      mask,
      stamp,
      { ...bounds, x: bounds.x - origin.x, y: bounds.y - origin.y },
      mode === "replace" ? "add" : mode,
    );
    return mask;
  };
  return { reachPx: 0, bounds, evenOver: () => null, apply };
}

/** Lays a binary mask over `mask` at `at`. */
function stampMask(mask: Plane8, stamp: Plane8, at: Rect, mode: "add" | "subtract" | "intersect"): void {
  const box = intersectRects(at, fullRect(mask));
  for (let y = 0; y < mask.height; y++) {
    const row = y * mask.width;
    const isInside = y >= box.y && y < box.y + box.height && box.width > 0;
    if (mode === "intersect") {
      mask.data.fill(0, row, isInside ? row + box.x : row + mask.width);
      if (isInside) mask.data.fill(0, row + box.x + box.width, row + mask.width);
    }
    if (!isInside) continue;
    const from = (y - at.y) * at.width - at.x;
    for (let x = box.x; x < box.x + box.width; x++) {
      const isSet = stamp.data[from + x] !== 0;
      if (mode === "add") {
        if (isSet) mask.data[row + x] = 255;
      } else if (isSet === (mode === "subtract")) mask.data[row + x] = 0;
    }
  }
}

/** Grows what is at least half selected; softer edges stay where nothing covers them. */
function growSoft(mask: Plane8, px: number): Plane8 {
  const grown = dilateMask(binariseMask(mask, HALF), px);
  return combineMasks(grown, mask, "add");
}

/** Shrinks what is at least half selected; what remains keeps its softness. */
function shrinkSoft(mask: Plane8, px: number): Plane8 {
  return combineMasks(erodeMask(binariseMask(mask, HALF), px), mask, "intersect");
}

/** Holes become full; soft edges stay as they are. */
function fillSoft(mask: Plane8): Plane8 {
  const filled = fillHoles(mask);
  for (let i = 0; i < filled.data.length; i++) {
    if (mask.data[i] !== 0) filled.data[i] = mask.data[i] ?? 0;
  }
  return filled;
}

function blurRadius(px: number): number {
  return Math.round(px / 2);
}

/** Softens the edge over about `px` on each side: three box means. Beyond the plane its border goes on. */
function featherMask(mask: Plane8, px: number): Plane8 {
  const radius = blurRadius(px);
  if (radius === 0) return mask;
  const scale = 257;
  let deep: Uint16Array = new Uint16Array(mask.data.length);
  for (let i = 0; i < deep.length; i++) deep[i] = (mask.data[i] ?? 0) * scale;
  for (let pass = 0; pass < BLUR_PASSES; pass++) deep = blurBox(deep, mask.width, mask.height, radius);
  const data = new Uint8Array(deep.length);
  for (let i = 0; i < data.length; i++) data[i] = ((deep[i] ?? 0) + scale / 2) / scale;
  return { ...mask, data };
}
