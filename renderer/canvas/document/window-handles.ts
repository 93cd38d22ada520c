// The window's handles: which one lies under a pointer, and what a drag makes of the window. Pure arithmetic in document
// px; whether the result is a legal window is for its planner to say.
import type { RectPx } from "#shared/model/region.ts";
import {
  docPoint,
  toScreen,
  type DocPoint,
  type ScreenPoint,
  type StageSize,
  type View,
} from "./doc-point.ts";

/** Sides that a handle moves: -1 the first, 0 none, 1 the last. (0, 0) moves the whole window. */
export type WindowHandle = { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 };

export const windowHandles: readonly WindowHandle[] = [
  { x: -1, y: -1 },
  { x: 0, y: -1 },
  { x: 1, y: -1 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
  { x: -1, y: 1 },
  { x: -1, y: 0 },
];

/** Where a handle lies, document px. */
export function handlePoint(rect: RectPx, handle: WindowHandle): DocPoint {
  return docPoint(rect.x + (rect.width * (handle.x + 1)) / 2, rect.y + (rect.height * (handle.y + 1)) / 2);
}

/** The handle within `reachPx` CSS px of a point; null when there is none. */
export function handleAt(view: View, rect: RectPx, at: ScreenPoint, reachPx = 8): WindowHandle | null {
  const near = windowHandles.find((handle) => {
    const point = toScreen(view, handlePoint(rect, handle));
    return Math.abs(point.x - at.x) <= reachPx && Math.abs(point.y - at.y) <= reachPx;
  });
  return near ?? null;
}

/** The handle of a side or a corner within `reachPx` CSS px of a point: a side can be taken hold of along its whole length. */
export function edgeHandleAt(view: View, rect: RectPx, at: ScreenPoint, reachPx = 8): WindowHandle | null {
  const from = toScreen(view, docPoint(rect.x, rect.y));
  const to = toScreen(view, docPoint(rect.x + rect.width, rect.y + rect.height));
  const x = sideAt(at.x, from.x, to.x, reachPx);
  const y = sideAt(at.y, from.y, to.y, reachPx);
  return x === null || y === null || (x === 0 && y === 0) ? null : { x, y };
}

/** Which end of a span a coordinate is at: 0 between them, null beyond both. */
function sideAt(at: number, from: number, to: number, reachPx: number): -1 | 0 | 1 | null {
  if (Math.abs(at - to) <= reachPx && Math.abs(at - to) <= Math.abs(at - from)) return 1;
  if (Math.abs(at - from) <= reachPx) return -1;
  return at > from && at < to ? 0 : null;
}

/** Height of a label, and the width of it that can be taken hold of, CSS px. */
const LABEL_HEIGHT_PX = 20;
const LABEL_GRIP_PX = 80;

/** Where a label of so many px stands, CSS px: above the corner (x, y) it belongs to, or within the stage. */
export function labelPlace(
  stage: StageSize,
  x: number,
  y: number,
  width: number,
): { readonly left: number; readonly top: number } {
  return {
    left: Math.min(Math.max(24, x), Math.max(24, stage.width - width - 4)),
    top: Math.min(Math.max(24, y - 26), Math.max(24, stage.height - 24)),
  };
}

/** True over the label of a window: the whole of it is taken hold of there. */
export function isOverLabel(view: View, stage: StageSize, rect: RectPx, at: ScreenPoint): boolean {
  const corner = toScreen(view, docPoint(rect.x, rect.y));
  const { left, top } = labelPlace(stage, corner.x, corner.y, LABEL_GRIP_PX);
  return at.x >= left && at.x <= left + LABEL_GRIP_PX && at.y >= top && at.y <= top + LABEL_HEIGHT_PX;
}

/**
 * The rectangle after a handle was dragged by whole document px; sides never pass each other. What a handle makes longer or
 * shorter becomes a multiple of `stepPx`.
 */
export function dragHandle(
  rect: RectPx,
  handle: WindowHandle,
  dx: number,
  dy: number,
  stepPx: number = 1,
): RectPx {
  const isWhole = handle.y === 0 && handle.x === 0;
  const [x, width] = dragAxis(rect.x, rect.width, handle.x, Math.round(dx), isWhole, stepPx);
  const [y, height] = dragAxis(rect.y, rect.height, handle.y, Math.round(dy), isWhole, stepPx);
  return { x, y, width, height };
}

function dragAxis(
  start: number,
  length: number,
  side: -1 | 0 | 1,
  by: number,
  isWhole: boolean,
  stepPx: number,
): readonly [number, number] {
  if (isWhole) return [start + by, length];
  if (side === 0) return [start, length];
  const next = Math.max(1, Math.round((length + side * by) / stepPx)) * stepPx;
  return [side === 1 ? start : start + length - next, next];
}

/** The CSS cursor over a handle. */
export function handleCursor(handle: WindowHandle): string {
  if (handle.x === 0 && handle.y === 0) return "move";
  if (handle.x === 0) return "ns-resize";
  if (handle.y === 0) return "ew-resize";
  return handle.x === handle.y ? "nwse-resize" : "nesw-resize";
}
