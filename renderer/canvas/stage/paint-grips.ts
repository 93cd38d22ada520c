// What the tool in hand can take hold of: the corners around a patch's content, the edges and corners of the document's
// frame with its size while it is dragged. Drawn in CSS px.
import { docPoint, toScreen } from "#renderer/canvas/document/doc-point.ts";
import { boundsOfMask, nudgedRect } from "#renderer/canvas/document/mask-bounds.ts";
import type { RegionMasks } from "#renderer/canvas/document/region-masks.ts";
import { findPatch } from "#renderer/canvas/document/patch-changes.ts";
import { handlePoint, windowHandles } from "#renderer/canvas/document/window-handles.ts";
import { frameOf } from "#shared/model/composition.ts";
import { chosenTake, type Patch } from "#shared/model/patch.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import { paintHandle, paintLabel, strokeRect } from "./paint-chrome.ts";
import type { StageInput } from "./stage-input.ts";
import type { StagePalette } from "./stage-palette.ts";

/** The content of the active patch, in the colour of its gate: amber where the match is doubtful, red where it failed. */
export function paintPatchGrips(
  context: CanvasRenderingContext2D,
  input: StageInput,
  masks: RegionMasks,
): void {
  const { activePatch } = input.view;
  const patch = activePatch === null ? undefined : findPatch(input.composition, activePatch);
  if (patch === undefined || !patch.isVisible) return;
  const { nudge } = patch.placement;
  const rect = nudgedRect(boundsOfMask(masks.maskOf(patch.region)), nudge);
  if (rect.width === 0) return;
  const colour = gateColour(patch, input.palette);
  const corner = strokeRect(context, input, rect, colour);
  for (const handle of windowHandles)
    if (handle.x !== 0 && handle.y !== 0)
      paintHandle(context, toScreen(input.view.view, handlePoint(rect, handle)), input.palette, colour);
  const isNudged = nudge.dx !== 0 || nudge.dy !== 0 || nudge.scale !== 1;
  if (isNudged) paintLabel(context, input, nudgeLabel(nudge), corner.x, corner.y);
}

function nudgeLabel({ dx, dy, scale }: Patch["placement"]["nudge"]): string {
  const signed = (px: number) => `${px < 0 ? "−" : "+"}${Math.abs(px)}`;
  return `${signed(dx)}, ${signed(dy)} px · ${(100 * scale).toFixed(1)} %`;
}

function gateColour(patch: Patch, palette: StagePalette): string {
  const verdict = chosenTake(patch).measured?.verdict;
  if (verdict === "changed") return palette.danger;
  return verdict === "warned" || verdict === "unmeasured" ? palette.warning : palette.accent;
}

/** The document's frame, or the one that is being dragged: what is new is tinted, and its size stands on it. */
export function paintFrameGrips(context: CanvasRenderingContext2D, input: StageInput): void {
  const { draft, view } = input.view;
  const frame = frameOf(input.composition);
  const margins = draft?.kind === "frame" ? draft.margins : { left: 0, top: 0, right: 0, bottom: 0 };
  const rect = {
    x: frame.x - margins.left,
    y: frame.y - margins.top,
    width: frame.width + margins.left + margins.right,
    height: frame.height + margins.top + margins.bottom,
  };
  if (draft?.kind === "frame") tintBetween(context, input, frame, rect);
  const corner = strokeRect(context, input, rect, input.palette.accent);
  for (const handle of windowHandles)
    paintHandle(context, toScreen(view, handlePoint(rect, handle)), input.palette);
  paintLabel(context, input, `${rect.width} × ${rect.height} px`, corner.x, corner.y);
}

function tintBetween(context: CanvasRenderingContext2D, input: StageInput, inner: Rect, outer: Rect): void {
  context.beginPath();
  for (const { x, y, width, height } of [inner, outer]) {
    const from = toScreen(input.view.view, docPoint(x, y));
    const to = toScreen(input.view.view, docPoint(x + width, y + height));
    context.rect(from.x, from.y, to.x - from.x, to.y - from.y);
  }
  context.globalAlpha = 0.18;
  context.fillStyle = input.palette.accent;
  context.fill("evenodd");
  context.globalAlpha = 1;
}
