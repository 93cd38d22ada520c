// Tells when a moved view shows the same picture elsewhere: what is drawn can then be shifted in place of drawn again.
import { docPoint, toScreen } from "#renderer/canvas/document/doc-point.ts";
import { labelPlace } from "#renderer/canvas/document/window-handles.ts";
import { frameOf } from "#shared/model/composition.ts";
import type { StageInput } from "./stage-input.ts";

/** More than a label is wide. */
const LABEL_ROOM_PX = 200;

/**
 * How far the picture lies from where it lay, whole device px; null when it must be drawn anew: another scale or size, or
 * something on it that keeps to the stage.
 */
export function shiftOf(
  prev: StageInput,
  next: StageInput,
): { readonly x: number; readonly y: number } | null {
  const [from, to] = [prev.view, next.view];
  const isAlike =
    from.view.scale === to.view.scale &&
    from.stage === to.stage &&
    from.pixelRatio === to.pixelRatio &&
    isSameFrame(prev, next);
  if (!isAlike || to.comparison.kind === "split" || to.grips !== "none") return null;
  if (!isLabelCarried(prev, next)) return null;
  const steps = (before: number, after: number) =>
    Math.round(after * to.pixelRatio) - Math.round(before * to.pixelRatio);
  return { x: steps(from.view.x, to.view.x), y: steps(from.view.y, to.view.y) };
}

/** The window's label stands at its corner; near a side of the stage it is held back there. */
function isLabelCarried(prev: StageInput, next: StageInput): boolean {
  const { window } = next.view;
  if (window === null) return true;
  const [before, after] = [prev, next].map(({ view: { view, stage } }) => {
    const { x, y } = toScreen(view, docPoint(window.rect.x, window.rect.y));
    const { left, top } = labelPlace(stage, x, y, LABEL_ROOM_PX);
    return { x: left - x, y: top - y };
  });
  if (before === undefined || after === undefined) return false;
  return Math.abs(before.x - after.x) < 0.01 && Math.abs(before.y - after.y) < 0.01;
}

function isSameFrame(prev: StageInput, next: StageInput): boolean {
  const [a, b] = [frameOf(prev.composition), frameOf(next.composition)];
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
