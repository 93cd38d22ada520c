// What a drag or a key makes of the document's frame: pixels added on each side. Pure arithmetic in document px.
import { dragHandle, type WindowHandle } from "#renderer/canvas/document/window-handles.ts";
import type { Margins } from "#shared/model/composition.ts";
import type { RectPx } from "#shared/model/region.ts";
import type { ArrowKey } from "./key-rectangle.ts";

export const noMargins: Margins = { left: 0, top: 0, right: 0, bottom: 0 };

/** The longest side a document may have, px. */
const MAX_SIDE_PX = 100_000;

export const frameSides = ["left", "top", "right", "bottom"] as const;

export function hasMargins(margins: Margins): boolean {
  return frameSides.some((side) => margins[side] !== 0);
}

/** The frame with pixels added on each side. */
export function widenFrame(frame: RectPx, { left, top, right, bottom }: Margins): RectPx {
  return {
    x: frame.x - left,
    y: frame.y - top,
    width: frame.width + left + right,
    height: frame.height + top + bottom,
  };
}

export type FrameDrag = {
  readonly handle: WindowHandle;
  /** How far it was dragged, document px. */
  readonly dx: number;
  readonly dy: number;
  /** Keeps the frame's proportions. */
  readonly keepsShape: boolean;
  /** The opposite side goes as far the other way. */
  readonly isMirrored: boolean;
};

/**
 * The margins after a handle of the widened frame was dragged. `kept` is what no side may cut into: the frame can be
 * pulled in again as far as that.
 */
export function dragMargins(start: Margins, drag: FrameDrag, frame: RectPx, kept: RectPx): Margins {
  const before = widenFrame(frame, start);
  const { handle, isMirrored } = drag;
  const after = dragHandle(before, handle, drag.dx, drag.dy);
  const by: Margins = {
    left: before.x - after.x,
    top: before.y - after.y,
    right: after.x + after.width - before.x - before.width,
    bottom: after.y + after.height - before.y - before.height,
  };
  const mirrored: Margins = isMirrored
    ? {
        left: handle.x === 1 ? by.right : by.left,
        right: handle.x === -1 ? by.left : by.right,
        top: handle.y === 1 ? by.bottom : by.top,
        bottom: handle.y === -1 ? by.top : by.bottom,
      }
    : by;
  const shaped = drag.keepsShape ? keepShape(before, mirrored, handle) : mirrored;
  return clampMargins(addMargins(start, shaped), frame, kept);
}

/** The margins after an arrow key: the side it points to goes out by `stepPx`, or in. */
export function stepMargins(
  start: Margins,
  key: ArrowKey,
  stepPx: number,
  frame: RectPx,
  kept: RectPx,
): Margins {
  const side = ({ left: "left", right: "right", up: "top", down: "bottom" } as const)[key];
  return clampMargins({ ...start, [side]: start[side] + stepPx }, frame, kept);
}

function addMargins(a: Margins, b: Margins): Margins {
  return {
    left: a.left + b.left,
    top: a.top + b.top,
    right: a.right + b.right,
    bottom: a.bottom + b.bottom,
  };
}

/** The axis that was dragged further leads; the other follows on the sides of the handle, or on both. */
function keepShape(frame: RectPx, by: Margins, handle: WindowHandle): Margins {
  const factor = Math.max(
    handle.x === 0 ? 0 : 1 + (by.left + by.right) / frame.width,
    handle.y === 0 ? 0 : 1 + (by.top + by.bottom) / frame.height,
  );
  const [across, down] = [Math.round(frame.width * (factor - 1)), Math.round(frame.height * (factor - 1))];
  const [left, right] = share(across, by.left, by.right, handle.x);
  const [top, bottom] = share(down, by.top, by.bottom, handle.y);
  return { left, top, right, bottom };
}

/** Parts what an axis grows by between its two sides: as they were dragged, or evenly where the handle has no say. */
function share(total: number, first: number, last: number, side: -1 | 0 | 1): readonly [number, number] {
  const isBoth = side === 0 || (first !== 0 && last !== 0);
  if (isBoth) return [Math.floor(total / 2), Math.ceil(total / 2)];
  return side === -1 ? [total, 0] : [0, total];
}

function clampMargins(margins: Margins, frame: RectPx, kept: RectPx): Margins {
  const most = (length: number) => Math.max(0, MAX_SIDE_PX - length);
  const across = (px: number, least: number) => Math.round(Math.max(least, Math.min(px, most(frame.width))));
  const down = (px: number, least: number) => Math.round(Math.max(least, Math.min(px, most(frame.height))));
  const left = across(margins.left, Math.min(0, frame.x - kept.x));
  const top = down(margins.top, Math.min(0, frame.y - kept.y));
  const right = across(margins.right, Math.min(0, kept.x + kept.width - frame.x - frame.width));
  const bottom = down(margins.bottom, Math.min(0, kept.y + kept.height - frame.y - frame.height));
  return {
    left,
    top,
    right: Math.min(right, MAX_SIDE_PX - frame.width - left),
    bottom: Math.min(bottom, MAX_SIDE_PX - frame.height - top),
  };
}
