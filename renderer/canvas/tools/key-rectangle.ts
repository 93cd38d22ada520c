// A rectangle selected with the keyboard alone: arrows make, move and size it. Pure.
import type { RectPx, Region, RegionOperation } from "#shared/model/region.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import type { ToolName } from "./tool-settings.ts";

export type ArrowKey = "left" | "right" | "up" | "down";

type SelectionStep =
  | { readonly kind: "move"; readonly dx: number; readonly dy: number }
  | { readonly kind: "select"; readonly operation: RegionOperation };

/**
 * What an arrow key does to a selection: it is moved as it is, whatever its shape and the tool in hand. Sizing is for a
 * single rectangle or ellipse. Where nothing is selected, these two tools make one.
 * @param on `selection` with the box of what it selects (width 0 for nothing); `stepPx` is whole
 * @returns null where the key has nothing to do
 */
export function stepSelection(on: {
  readonly selection: (Pick<Region, "operations"> & { readonly bounds: Rect }) | null;
  readonly frame: RectPx;
  readonly tool: ToolName;
  readonly arrow: ArrowKey;
  readonly isSizing: boolean;
  readonly stepPx: number;
}): SelectionStep | null {
  const { selection, frame, tool, arrow } = on;
  if (selection === null || selection.bounds.width === 0) {
    if (tool !== "rectangle" && tool !== "ellipse") return null;
    return { kind: "select", operation: { kind: tool, mode: "replace", ...startRectangle(frame) } };
  }
  if (!on.isSizing) {
    const { bounds } = selection;
    const moved = stepRectangle(bounds, frame, arrow, on);
    return { kind: "move", dx: moved.x - bounds.x, dy: moved.y - bounds.y };
  }
  const [shape, ...others] = selection.operations;
  if (others.length > 0 || (shape?.kind !== "rectangle" && shape?.kind !== "ellipse")) return null;
  const rect = stepRectangle(shape, frame, arrow, on);
  return { kind: "select", operation: { ...shape, ...rect, mode: "replace" } };
}

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
