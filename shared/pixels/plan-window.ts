// S1: the smallest legal window around a selection. Pure arithmetic in document pixels; the limits of the endpoint are
// data. Knows no pixels and sends nothing.
import type { Rect } from "./pixel-types.ts";
import { containsRect, fullRect, intersectRects, isEmptyRect } from "./rect.ts";
import { isLegalSize, nearestLegalSize, type Size, type SizeLimits } from "./legal-size.ts";

/** How much surroundings a window takes. */
export type WindowSettings = {
  /** Least context on each side, px. */
  readonly contextPx: number;
  /** Least context on each side as a share of the selection's side. */
  readonly contextShare: number;
  /** Longest shape wished, long : short. */
  readonly wishedRatio: number;
  /** Least area wished, px. */
  readonly wishedPixels: number;
  /** Share of the picture's area from which the selection's box means the whole frame, 0..1. */
  readonly wholeFrameShare: number;
  /** Send the whole frame whatever the selection. */
  readonly isWholeFrame: boolean;
};

/** The published defaults of S1. */
export const DEFAULT_WINDOW_SETTINGS: WindowSettings = {
  contextPx: 128,
  contextShare: 0.5,
  wishedRatio: 2,
  wishedPixels: 1_050_000,
  wholeFrameShare: 0.6,
  isWholeFrame: false,
};

/** A window of the document and the request it becomes. */
export type PlannedWindow = {
  /** Document pixels; sticks out of the picture only where `pad` says so. */
  readonly rect: Rect;
  /** Legal request size. Equal to the rect's size when `isNative`. */
  readonly request: Size;
  /** Request px per document px on each axis; they differ by rounding only. */
  readonly scaleX: number;
  readonly scaleY: number;
  /** True when no resampling is needed. */
  readonly isNative: boolean;
  /** Pixels on each side that are not in the picture and are filled by reflection. */
  readonly pad: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
};

/**
 * Plans the window for a selection's bounds (of its support Ω). The result is always legal, always holds the bounds'
 * part within the picture, and lies in the picture on every axis where it fits.
 * Throws on an empty picture or a selection wholly outside it.
 */
export function planWindow(
  selection: Rect,
  picture: Size,
  limits: SizeLimits,
  settings: WindowSettings = DEFAULT_WINDOW_SETTINGS,
): PlannedWindow {
  const frame = fullRect(picture);
  const bounds = intersectRects(selection, frame);
  if (isEmptyRect(bounds)) throw new RangeError("the selection has no pixel in the picture");
  const isWhole =
    settings.isWholeFrame ||
    bounds.width * bounds.height > settings.wholeFrameShare * picture.width * picture.height;
  const wish = isWhole ? picture : wishedSize(bounds, picture, settings);
  const native = roundUp(wish, limits.multiple);
  if (isLegalSize(native, limits)) return placeWindow(bounds, native, native, picture);
  return scaledWindow(bounds, wish, picture, limits);
}

/** Bounds with context, grown to the wished ratio and area, each side at most the picture's. */
function wishedSize(bounds: Rect, picture: Size, settings: WindowSettings): Size {
  const context = (side: number) => Math.max(settings.contextPx, Math.ceil(side * settings.contextShare));
  let width = Math.min(picture.width, bounds.width + 2 * context(bounds.width));
  let height = Math.min(picture.height, bounds.height + 2 * context(bounds.height));
  width = Math.min(picture.width, Math.max(width, Math.ceil(height / settings.wishedRatio)));
  height = Math.min(picture.height, Math.max(height, Math.ceil(width / settings.wishedRatio)));
  const growth = Math.sqrt(settings.wishedPixels / (width * height));
  if (growth > 1) {
    width = Math.min(picture.width, Math.ceil(width * growth));
    height = Math.min(picture.height, Math.ceil(height * growth));
    height = Math.min(picture.height, Math.max(height, Math.ceil(settings.wishedPixels / width)));
    width = Math.min(picture.width, Math.max(width, Math.ceil(settings.wishedPixels / height)));
  }
  return { width, height };
}

function roundUp(size: Size, multiple: number): Size {
  const up = (side: number) => Math.ceil(side / multiple) * multiple;
  return { width: up(size.width), height: up(size.height) };
}

/** One uniform scale: the legal size of nearest shape, and the least box of that shape that holds the wish. */
function scaledWindow(bounds: Rect, wish: Size, picture: Size, limits: SizeLimits): PlannedWindow {
  const request = nearestLegalSize(wish, limits);
  const scale = Math.min(request.width / wish.width, request.height / wish.height);
  const cover = {
    width: Math.max(wish.width, Math.round(request.width / scale)),
    height: Math.max(wish.height, Math.round(request.height / scale)),
  };
  return placeWindow(bounds, cover, request, picture);
}

/** Centres on the bounds, then shifts inside the picture; an axis longer than the picture is padded on both ends. */
function placeWindow(bounds: Rect, size: Size, request: Size, picture: Size): PlannedWindow {
  const x = placeAxis(bounds.x, bounds.width, size.width, picture.width);
  const y = placeAxis(bounds.y, bounds.height, size.height, picture.height);
  const rect = { x, y, width: size.width, height: size.height };
  if (!containsRect(rect, bounds)) throw new RangeError("planned window lost the selection");
  return {
    rect,
    request,
    scaleX: request.width / size.width,
    scaleY: request.height / size.height,
    isNative: request.width === size.width && request.height === size.height,
    pad: {
      left: Math.max(0, -x),
      top: Math.max(0, -y),
      right: Math.max(0, x + size.width - picture.width),
      bottom: Math.max(0, y + size.height - picture.height),
    },
  };
}

function placeAxis(start: number, length: number, size: number, limit: number): number {
  if (size >= limit) return -Math.floor((size - limit) / 2);
  const centred = Math.round(start + (length - size) / 2);
  return Math.min(Math.max(0, centred), limit - size);
}

/** Share of the request that is made up by reflection, 0..1. */
export function paddedShare(window: PlannedWindow): number {
  const { rect, pad } = window;
  const inside = (rect.width - pad.left - pad.right) * (rect.height - pad.top - pad.bottom);
  return 1 - inside / (rect.width * rect.height);
}
