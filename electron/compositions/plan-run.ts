// What a selection becomes: window, framed prompt and request. Pure; document coordinates in and out.
import { err, ok, type Result } from "#shared/errors/result.ts";
import { frameOf, type Composition } from "#shared/model/composition.ts";
import { blankRequest, type ImageRequest, type Reference } from "#shared/model/image-request.ts";
import {
  defaultEdge,
  defaultPlacement,
  defaultTone,
  placeSettingsOf,
  type PatchWindow,
} from "#shared/model/patch.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import { edgeOf } from "#shared/pixels/place-settings.ts";
import { DEFAULT_WINDOW_SETTINGS, planWindow } from "#shared/pixels/plan-window.ts";
import { containsRect, inflateRect, intersectRects } from "#shared/pixels/rect.ts";
import { frameCanvasPrompt } from "#shared/rules/frame-canvas-prompt.ts";
import { limits } from "#shared/rules/limits.ts";

const settings = placeSettingsOf({
  placement: defaultPlacement,
  tone: defaultTone,
  edge: defaultEdge,
  opacity: 1,
});

/** The limits in the words of the planner. */
export const windowLimits = {
  multiple: limits.size.multiplePx,
  maxEdge: limits.size.maxEdgePx,
  maxRatio: limits.size.maxRatio,
  minPixels: limits.size.minPixels,
  maxPixels: limits.size.maxPixels,
} as const;

/**
 * The window of a selection, or the one the designer left, checked: it has to hold the selection and be one that can be
 * placed later. Errors: `invalid-input`.
 */
export function planRunWindow(
  document: Pick<Composition, "sizePx" | "origin">,
  bounds: Rect,
  wish: { readonly window: PatchWindow | null; readonly isWholeFrame: boolean },
): Result<PatchWindow> {
  const frame = frameOf(document);
  const support = inflateRect(bounds, Math.ceil(edgeOf(settings, bounds).growPx));
  const window = wish.window ?? plan(support, frame, wish.isWholeFrame);
  const ratio = window.rect.width / window.rect.height / (window.request.width / window.request.height);
  const isSound = containsRect(window.rect, intersectRects(bounds, frame)) && Math.abs(ratio - 1) <= 0.02;
  return isSound ? ok(window) : err({ kind: "invalid-input", call: "composition.run", issues: ["window"] });
}

function plan(support: Rect, frame: Rect, isWholeFrame: boolean): PatchWindow {
  const planned = planWindow(
    { ...support, x: support.x - frame.x, y: support.y - frame.y },
    frame,
    windowLimits,
    {
      ...DEFAULT_WINDOW_SETTINGS,
      isWholeFrame,
    },
  );
  const rect = { ...planned.rect, x: planned.rect.x + frame.x, y: planned.rect.y + frame.y };
  return { ...planned, rect };
}

/** The request of every take. Without a picture to send it is a plain wish, and the prompt goes as typed. */
export function requestOf(parts: {
  readonly prompt: string;
  readonly bounds: Rect;
  /** An edit of everything: the words point at nothing. */
  readonly isWhole: boolean;
  readonly window: PatchWindow;
  /** Null where nothing of the document shows in the window. */
  readonly primary: Reference | null;
  readonly references: readonly Reference[];
  readonly guide: Reference | null;
}): ImageRequest {
  const { prompt, bounds, isWhole, window, primary, references, guide } = parts;
  const sent = [primary, ...references, guide].filter((reference) => reference !== null);
  const share = (at: number, start: number, length: number) => (at - start) / length;
  const { rect, request } = window;
  const framed = frameCanvasPrompt(prompt, {
    region: isWhole
      ? null
      : {
          left: share(bounds.x, rect.x, rect.width),
          top: share(bounds.y, rect.y, rect.height),
          right: share(bounds.x + bounds.width, rect.x, rect.width),
          bottom: share(bounds.y + bounds.height, rect.y, rect.height),
        },
    guidePlace: guide === null ? null : sent.length,
  });
  return {
    ...blankRequest,
    prompt: primary === null || prompt.trim() === "" ? prompt : framed,
    size: { widthPx: request.width, heightPx: request.height },
    references: sent,
  };
}
