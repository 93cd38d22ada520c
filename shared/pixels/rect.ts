// Arithmetic of whole-pixel rectangles. Knows nothing of what lies in them.
import type { Rect } from "./pixel-types.ts";

/** The rectangle of a whole picture. */
export function fullRect(size: { readonly width: number; readonly height: number }): Rect {
  return { x: 0, y: 0, width: size.width, height: size.height };
}

/** True when no pixel lies in it. */
export function isEmptyRect(rect: Rect): boolean {
  return rect.width <= 0 || rect.height <= 0;
}

/** The pixels common to both; width or height 0 when there are none. */
export function intersectRects(a: Rect, b: Rect): Rect {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x);
  const height = Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y);
  return { x, y, width, height };
}

/** The smallest rectangle that holds both; an empty one counts as the point where it begins. */
export function unionRects(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  const width = Math.max(a.x + a.width, b.x + b.width) - x;
  const height = Math.max(a.y + a.height, b.y + b.height) - y;
  return { x, y, width, height };
}

/** The rectangle with `px` added on all four sides (negative shrinks, never below 0). */
export function inflateRect(rect: Rect, px: number): Rect {
  return {
    x: rect.x - px,
    y: rect.y - px,
    width: Math.max(0, rect.width + 2 * px),
    height: Math.max(0, rect.height + 2 * px),
  };
}

/** True when `inner` lies wholly within `outer`; an empty rectangle lies in everything. */
export function containsRect(outer: Rect, inner: Rect): boolean {
  if (isEmptyRect(inner)) return true;
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** True when both are the same pixels. */
export function isSameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
