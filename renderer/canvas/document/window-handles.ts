// The window's handles: which one lies under a pointer, and what a drag makes of the window. Pure arithmetic in document
// px; whether the result is a legal window is for its planner to say.
import type { RectPx } from "#shared/model/region.ts";
import { docPoint, toScreen, type DocPoint, type ScreenPoint, type View } from "./doc-point.ts";

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

/** The rectangle after a handle was dragged by whole document px; sides never pass each other. */
export function dragHandle(rect: RectPx, handle: WindowHandle, dx: number, dy: number): RectPx {
  const [x, width] = dragAxis(rect.x, rect.width, handle.x, Math.round(dx), handle.y === 0 && handle.x === 0);
  const [y, height] = dragAxis(
    rect.y,
    rect.height,
    handle.y,
    Math.round(dy),
    handle.y === 0 && handle.x === 0,
  );
  return { x, y, width, height };
}

function dragAxis(
  start: number,
  length: number,
  side: -1 | 0 | 1,
  by: number,
  isWhole: boolean,
): readonly [number, number] {
  if (isWhole) return [start + by, length];
  if (side === 1) return [start, Math.max(1, length + by)];
  if (side === -1) {
    const moved = Math.min(by, length - 1);
    return [start + moved, length - moved];
  }
  return [start, length];
}

/** The CSS cursor over a handle. */
export function handleCursor(handle: WindowHandle): string {
  if (handle.x === 0) return "ns-resize";
  if (handle.y === 0) return "ew-resize";
  return handle.x === handle.y ? "nwse-resize" : "nesw-resize";
}
