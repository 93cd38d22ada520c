// The window that a selection would be sent in, in document px, and how much of the limit its prompt takes. Pure.
import { frameOf, type Composition } from "#shared/model/composition.ts";
import type { PatchWindow } from "#shared/model/patch.ts";
import type { RectPx } from "#shared/model/region.ts";
import { isLegalSize, nearestLegalSize } from "#shared/pixels/legal-size.ts";
import { DEFAULT_WINDOW_SETTINGS, planWindow } from "#shared/pixels/plan-window.ts";
import { DEFAULT_PLACE_SETTINGS, edgeOf } from "#shared/pixels/place-settings.ts";
import { inflateRect, intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import { canvasPromptRoom, type RegionShare } from "#shared/rules/frame-canvas-prompt.ts";
import { limits } from "#shared/rules/limits.ts";

const sizeLimits = {
  multiple: limits.size.multiplePx,
  maxEdge: limits.size.maxEdgePx,
  maxRatio: limits.size.maxRatio,
  minPixels: limits.size.minPixels,
  maxPixels: limits.size.maxPixels,
};

type Frame = Pick<Composition, "sizePx" | "origin">;

/** The least legal window around what is selected (with the edge it will get); null when nothing in the frame is. */
export function planRun(selected: RectPx, composition: Frame, isWholeFrame: boolean): PatchWindow | null {
  const frame = frameOf(composition);
  const inside = intersectRects(selected, frame);
  if (isEmptyRect(inside)) return null;
  const { growPx } = edgeOf(DEFAULT_PLACE_SETTINGS, inside);
  const support = intersectRects(inflateRect(inside, Math.ceil(growPx)), frame);
  const planned = planWindow(
    { ...support, x: support.x - frame.x, y: support.y - frame.y },
    frame,
    sizeLimits,
    { ...DEFAULT_WINDOW_SETTINGS, isWholeFrame },
  );
  const { rect } = planned;
  return { ...planned, rect: { ...rect, x: rect.x + frame.x, y: rect.y + frame.y } };
}

/** The window moved as a whole: it stays in the frame and holds what is selected, and keeps its size. */
export function moveWindow({ rect }: PatchWindow, to: RectPx, selected: RectPx, composition: Frame): RectPx {
  const frame = frameOf(composition);
  const held = intersectRects(selected, frame);
  const place = (axis: "x" | "y", side: "width" | "height") => {
    const least = Math.max(frame[axis], held[axis] + held[side] - rect[side]);
    const most = Math.min(held[axis], frame[axis] + frame[side] - rect[side]);
    return least > most ? rect[axis] : Math.min(most, Math.max(least, to[axis]));
  };
  return { ...rect, x: place("x", "width"), y: place("y", "height") };
}

/**
 * The window after its handles were dragged: as dragged but never without the selection, and out of the frame only by what is
 * missing to a legal side. Sent 1:1 where a legal size is less than a step away, else at the nearest legal one. Null when its
 * shape cannot be sent at all: longer than the limit's ratio.
 */
export function windowFromHandles(dragged: RectPx, selected: RectPx, composition: Frame): PatchWindow | null {
  const frame = frameOf(composition);
  const held = intersectRects(selected, frame);
  const cut = unionRects(intersectRects(dragged, frame), held);
  const stepped = {
    ...stepAxis(cut, held, frame, "x", "width"),
    ...stepAxis(cut, held, frame, "y", "height"),
  };
  const isNative = isLegalSize(stepped, sizeLimits);
  const rect = isNative ? stepped : cut;
  const { width, height } = rect;
  if (width < 1 || height < 1) return null;
  if (Math.max(width, height) / Math.min(width, height) > limits.size.maxRatio) return null;
  const request = isNative ? { width, height } : nearestLegalSize(rect, sizeLimits);
  return {
    rect,
    request,
    scaleX: request.width / width,
    scaleY: request.height / height,
    isNative: request.width === width && request.height === height,
    pad: {
      left: Math.max(0, frame.x - rect.x),
      top: Math.max(0, frame.y - rect.y),
      right: Math.max(0, rect.x + width - frame.x - frame.width),
      bottom: Math.max(0, rect.y + height - frame.y - frame.height),
    },
  };
}

function unionRects(a: RectPx, b: RectPx): RectPx {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const right = Math.max(a.x + a.width, b.x + b.width);
  const bottom = Math.max(a.y + a.height, b.y + b.height);
  return { x, y, width: right - x, height: bottom - y };
}

/**
 * One axis of the window brought to a multiple of the limit: what lies at the frame's edge is given up where the selection
 * allows, else the side grows into the frame; one as long as the frame is made up by reflection.
 */
function stepAxis<Axis extends "x" | "y", Side extends "width" | "height">(
  cut: RectPx,
  held: RectPx,
  frame: RectPx,
  axis: Axis,
  side: Side,
): Record<Axis | Side, number> {
  const of = (start: number, length: number) =>
    ({ [axis]: start, [side]: length }) as Record<Axis | Side, number>;
  const { multiple } = sizeLimits;
  const [start, length] = [cut[axis], cut[side]];
  const [end, frameEnd] = [start + length, frame[axis] + frame[side]];
  const over = length % multiple;
  const more = multiple - over;
  if (over === 0) return of(start, length);
  if (length >= frame[side]) return of(start - Math.floor(more / 2), length + more);
  if (end === frameEnd && end - over >= held[axis] + held[side]) return of(start, length - over);
  if (start === frame[axis] && start + over <= held[axis]) return of(start + over, length - over);
  if (end + more <= frameEnd) return of(start, length + more);
  return start - more >= frame[axis] ? of(start - more, length + more) : of(start, length);
}

/** Where the selection lies in its window, as the prompt's frame says it. */
export function shareOf(selected: RectPx, window: RectPx): RegionShare {
  return {
    left: (selected.x - window.x) / window.width,
    top: (selected.y - window.y) / window.height,
    right: (selected.x + selected.width - window.x) / window.width,
    bottom: (selected.y + selected.height - window.y) / window.height,
  };
}

/** Characters of the prompt as it is sent: the frame counts, and reference labels as `rules/prepare-request.ts` adds them. */
export function promptChars(
  prompt: string,
  sent: {
    /** Null for an edit of everything. */
    readonly region: RegionShare | null;
    readonly hasGuide: boolean;
    readonly labels: readonly string[];
  },
): number {
  const { region, hasGuide, labels } = sent;
  const lines = labels.flatMap((label, i) =>
    label.trim() === "" ? [] : [`Image ${i + 2} is the ${label.trim()} reference.`],
  );
  const guidePlace = hasGuide ? labels.length + 2 : null;
  const around = limits.prompt.editMaxChars - canvasPromptRoom({ region, guidePlace });
  return prompt.trim().length + around + (lines.length === 0 ? 0 : lines.join("\n").length + 2);
}
