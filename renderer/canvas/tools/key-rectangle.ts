// A rectangle selected with the keyboard alone: arrows move it, with Shift they size it, with Alt by one px. Pure.
import type { RectPx } from "#shared/model/region.ts";

export type ArrowKey = "left" | "right" | "up" | "down";

/** A first rectangle in the middle of the frame: a third of its shorter side, at least 1 px. */
export function startRectangle(frame: RectPx): RectPx {
  const side = Math.max(1, Math.round(Math.min(frame.width, frame.height) / 3));
  return {
    x: frame.x + Math.floor((frame.width - side) / 2),
    y: frame.y + Math.floor((frame.height - side) / 2),
    width: side,
    height: side,
  };
}

/** The rectangle after an arrow key: moved, or its right and lower side moved; it never leaves the frame. */
export function stepRectangle(
  rect: RectPx,
  frame: RectPx,
  key: ArrowKey,
  how: { readonly isSizing: boolean; readonly stepPx: number },
): RectPx {
  const dx = key === "left" ? -how.stepPx : key === "right" ? how.stepPx : 0;
  const dy = key === "up" ? -how.stepPx : key === "down" ? how.stepPx : 0;
  if (how.isSizing) {
    return {
      ...rect,
      width: clamp(rect.width + dx, 1, frame.x + frame.width - rect.x),
      height: clamp(rect.height + dy, 1, frame.y + frame.height - rect.y),
    };
  }
  return {
    ...rect,
    x: clamp(rect.x + dx, frame.x, frame.x + frame.width - rect.width),
    y: clamp(rect.y + dy, frame.y, frame.y + frame.height - rect.height),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
