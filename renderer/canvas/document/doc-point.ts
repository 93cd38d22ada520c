// Two spaces and the one pair of functions between them: document px, and CSS px of the stage. A view is how the one
// lies on the other.
import type { RectPx } from "#shared/model/region.ts";

declare const space: unique symbol;

/** A point of the document, px; whole numbers are corners of pixels, the base's first pixel begins at (0, 0). */
export type DocPoint = { readonly x: number; readonly y: number; readonly [space]: "document" };
/** A point of the stage, CSS px from its top left corner. */
export type ScreenPoint = { readonly x: number; readonly y: number; readonly [space]: "screen" };

/** Where the document lies on the stage: screen = document · scale + (x, y). `scale` is CSS px per document px. */
export type View = { readonly scale: number; readonly x: number; readonly y: number };

/** CSS px. */
export type StageSize = { readonly width: number; readonly height: number };

export const MIN_SCALE = 0.005;
export const MAX_SCALE = 64;

export function docPoint(x: number, y: number): DocPoint {
  return { x, y } as DocPoint;
}

export function screenPoint(x: number, y: number): ScreenPoint {
  return { x, y } as ScreenPoint;
}

export function toScreen(view: View, point: DocPoint): ScreenPoint {
  return screenPoint(point.x * view.scale + view.x, point.y * view.scale + view.y);
}

export function toDocument(view: View, point: ScreenPoint): DocPoint {
  return docPoint((point.x - view.x) / view.scale, (point.y - view.y) / view.scale);
}

/** Zooms by a factor; what lies under `at` stays there. */
export function zoomAt(view: View, at: ScreenPoint, factor: number): View {
  const scale = Math.min(MAX_SCALE, Math.max(MIN_SCALE, view.scale * factor));
  const ratio = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio };
}

/** Moves the document by CSS px. */
export function panBy(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x + dx, y: view.y + dy };
}

/** The whole frame in the middle of the stage with room around it; never larger than `maxScale`. */
export function fitView(frame: RectPx, stage: StageSize, marginPx = 32, maxScale = MAX_SCALE): View {
  const across = Math.max(1, stage.width - 2 * marginPx) / Math.max(1, frame.width);
  const down = Math.max(1, stage.height - 2 * marginPx) / Math.max(1, frame.height);
  const scale = Math.min(maxScale, MAX_SCALE, Math.max(MIN_SCALE, Math.min(across, down)));
  return {
    scale,
    x: (stage.width - frame.width * scale) / 2 - frame.x * scale,
    y: (stage.height - frame.height * scale) / 2 - frame.y * scale,
  };
}

/** The document px that the stage shows, whole, uncut. */
export function visibleRect(view: View, stage: StageSize): RectPx {
  return rectUnder(view, { x: 0, y: 0, ...stage });
}

/** The document px that a part of the stage shows, CSS px; whole, uncut. */
export function rectUnder(view: View, part: RectPx): RectPx {
  const from = toDocument(view, screenPoint(part.x, part.y));
  const to = toDocument(view, screenPoint(part.x + part.width, part.y + part.height));
  const x = Math.floor(from.x);
  const y = Math.floor(from.y);
  return { x, y, width: Math.ceil(to.x) - x, height: Math.ceil(to.y) - y };
}

/** Coordinates of operations are kept to 1/16 px: short in JSON, and sums of them are exact. */
export function quantise(coordinate: number): number {
  return Math.round(coordinate * 16) / 16;
}
