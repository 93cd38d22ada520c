// The window that a selection would be sent in, in document px, and how much of the limit its prompt takes. Pure.
import { frameOf, type Composition } from "#shared/model/composition.ts";
import type { PatchWindow } from "#shared/model/patch.ts";
import type { RectPx } from "#shared/model/region.ts";
import { nearestLegalSize } from "#shared/pixels/legal-size.ts";
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

/**
 * The window after its handles were dragged: as dragged but never without the selection and never out of the frame, with
 * the nearest legal request. Null when its shape cannot be sent at all: longer than the limit's ratio.
 */
export function windowFromHandles(dragged: RectPx, selected: RectPx, composition: Frame): PatchWindow | null {
  const frame = frameOf(composition);
  const inside = intersectRects(selected, frame);
  const held = intersectRects(dragged, frame);
  const x = Math.min(held.x, inside.x);
  const y = Math.min(held.y, inside.y);
  const width = Math.max(held.x + held.width, inside.x + inside.width) - x;
  const height = Math.max(held.y + held.height, inside.y + inside.height) - y;
  if (width < 1 || height < 1) return null;
  const ratio = Math.max(width, height) / Math.min(width, height);
  if (ratio > limits.size.maxRatio) return null;
  const request = nearestLegalSize({ width, height }, sizeLimits);
  return {
    rect: { x, y, width, height },
    request,
    scaleX: request.width / width,
    scaleY: request.height / height,
    isNative: request.width === width && request.height === height,
    pad: { left: 0, top: 0, right: 0, bottom: 0 },
  };
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
