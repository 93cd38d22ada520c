// The document gets another frame, and what is new of it is selected, ready to be filled: one step of undo, whether it was
// dragged or typed.
import type { CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import { uniteRects } from "#renderer/canvas/document/tiled-mask.ts";
import { frameOf, type Composition, type Margins } from "#shared/model/composition.ts";
import { emptyRegion, extendRegion, type RectPx, type Region } from "#shared/model/region.ts";
import { inflateRect, intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";

/** Overlap of the new area with the old picture, so that the seam lies in it, px. */
export const OVERLAP_PX = 8;

/** What the frame may not cut into: the base and the windows of all patches, as far as they are within it now. */
export function keptFrame(composition: Composition): RectPx {
  const { base, patches } = composition;
  const frame = frameOf(composition);
  const pictures =
    base.kind === "picture" ? [{ x: 0, y: 0, width: base.sizePx.widthPx, height: base.sizePx.heightPx }] : [];
  const parts = [...pictures, ...patches.map(({ window }) => window.rect)]
    .map((rect) => intersectRects(rect, frame))
    .filter((rect) => !isEmptyRect(rect));
  const [first, ...others] = parts;
  if (first === undefined)
    return {
      x: frame.x + Math.floor(frame.width / 2),
      y: frame.y + Math.floor(frame.height / 2),
      width: 1,
      height: 1,
    };
  return others.reduce(uniteRects, first);
}

/** False when there can be no such frame; nothing happened then. */
export function extendFrame(document: CanvasDocument, margins: Margins, selectsNew: boolean): boolean {
  const { actions } = document;
  const before = frameOf(document.getState().composition);
  actions.begin("extend");
  const isDone = actions.extend(margins);
  if (isDone && selectsNew) {
    const added = addedRegion(before, frameOf(document.getState().composition));
    if (added !== null) actions.replaceSelection(added);
  }
  actions.commit();
  return isDone;
}

/** What `after` has more than `before`, with an overlap; null when it has nothing more. */
function addedRegion(before: RectPx, after: RectPx): Region | null {
  const old = intersectRects(before, after);
  if (old.width === after.width && old.height === after.height) return null;
  const all = extendRegion(emptyRegion(after), { kind: "rectangle", mode: "replace", ...after });
  const inner = inflateRect(old, -OVERLAP_PX);
  // Sides that stay where they are have no seam.
  const x = old.x === after.x ? old.x : inner.x;
  const y = old.y === after.y ? old.y : inner.y;
  const right = old.x + old.width === after.x + after.width ? old.x + old.width : inner.x + inner.width;
  const bottom = old.y + old.height === after.y + after.height ? old.y + old.height : inner.y + inner.height;
  return extendRegion(all, {
    kind: "rectangle",
    mode: "subtract",
    x,
    y,
    width: Math.max(0, right - x),
    height: Math.max(0, bottom - y),
  });
}
