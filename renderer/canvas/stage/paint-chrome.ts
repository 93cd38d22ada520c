// Above the picture: the window that will be sent with its handles and label, the line of a comparison, the brush.
// Drawn in CSS px.
import type { CanvasCursor } from "#renderer/canvas/document/canvas-draft.ts";
import type { PatchWindow } from "#shared/model/patch.ts";
import { docPoint, toScreen, type ScreenPoint, type View } from "#renderer/canvas/document/doc-point.ts";
import { handlePoint, labelPlace, windowHandles } from "#renderer/canvas/document/window-handles.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import type { StageInput } from "./stage-input.ts";
import type { StagePalette } from "./stage-palette.ts";

/** The window's size as it is sent, and how many request px a document px becomes. */
export function windowLabel(window: PatchWindow): string {
  const size = `${window.request.width} × ${window.request.height}`;
  return window.isNative
    ? `${size} · 1:1`
    : `${size} · ${Math.sqrt(window.scaleX * window.scaleY).toFixed(2)}×`;
}

export function paintWindow(context: CanvasRenderingContext2D, input: StageInput, window: PatchWindow): void {
  const { view, isWindowFixed } = input.view;
  const { palette } = input;
  const { rect } = window;
  const { x, y } = strokeRect(context, input, rect, palette.accent, [6, 4]);
  for (const handle of isWindowFixed ? [] : windowHandles)
    paintHandle(context, toScreen(view, handlePoint(rect, handle)), palette);
  paintLabel(context, input, windowLabel(window), x, y);
}

/** A line that is seen on any picture, around a part of the document. Gives its first corner. */
export function strokeRect(
  context: CanvasRenderingContext2D,
  { view: { view } }: StageInput,
  rect: Rect,
  colour: string,
  dash: readonly number[] = [],
): { readonly x: number; readonly y: number } {
  const from = toScreen(view, docPoint(rect.x, rect.y));
  const to = toScreen(view, docPoint(rect.x + rect.width, rect.y + rect.height));
  const [x, y] = [Math.round(from.x) + 0.5, Math.round(from.y) + 0.5];
  const [width, height] = [Math.round(to.x - from.x), Math.round(to.y - from.y)];
  context.lineWidth = 3;
  context.strokeStyle = "rgb(0 0 0 / 0.35)";
  context.strokeRect(x, y, width, height);
  context.lineWidth = 1;
  context.setLineDash([...dash]);
  context.strokeStyle = colour;
  context.strokeRect(x, y, width, height);
  context.setLineDash([]);
  return { x, y };
}

/** A square of 8 px; `colour` is its line's. */
export function paintHandle(
  context: CanvasRenderingContext2D,
  at: ScreenPoint,
  palette: StagePalette,
  colour: string = palette.accent,
): void {
  const [x, y] = [Math.round(at.x) - 4, Math.round(at.y) - 4];
  context.fillStyle = palette.onAccent;
  context.fillRect(x, y, 8, 8);
  context.lineWidth = 1;
  context.strokeStyle = colour;
  context.strokeRect(x + 0.5, y + 0.5, 7, 7);
}

/** Words above a corner, or within the stage when that is out of sight. */
export function paintLabel(
  context: CanvasRenderingContext2D,
  input: StageInput,
  text: string,
  x: number,
  y: number,
): void {
  const { stage } = input.view;
  context.font = "12px 'Inter Variable', sans-serif";
  const width = Math.ceil(context.measureText(text).width) + 12;
  const { left, top } = labelPlace(stage, x, y, width);
  context.fillStyle = input.palette.accent;
  context.beginPath();
  context.roundRect(left, top, width, 20, 4);
  context.fill();
  context.fillStyle = input.palette.onAccent;
  context.textBaseline = "middle";
  context.fillText(text, left + 6, top + 10.5);
}

export function paintSplit(context: CanvasRenderingContext2D, input: StageInput, at: number): void {
  const { stage } = input.view;
  const x = Math.round(at * stage.width);
  context.fillStyle = "rgb(0 0 0 / 0.4)";
  context.fillRect(x - 1, 0, 3, stage.height);
  context.fillStyle = "white";
  context.fillRect(x, 0, 1, stage.height);
}

/** The ring around the stage while keys go to it: an element over the surface would be one more to lay for every frame. */
export function paintFocus(context: CanvasRenderingContext2D, { view, palette }: StageInput): void {
  context.lineWidth = 2;
  context.strokeStyle = palette.accent;
  context.strokeRect(1, 1, view.stage.width - 2, view.stage.height - 2);
}

/** The brush: its rim, the rim of its full part when it is soft, and the sign of what it does. */
export function paintBrush(
  context: CanvasRenderingContext2D,
  view: View,
  at: ScreenPoint,
  cursor: CanvasCursor & { readonly kind: "brush" },
): void {
  const radius = Math.max(1.5, cursor.radiusPx * view.scale);
  ring(context, at, radius);
  const inner = radius * cursor.hardness;
  if (cursor.hardness < 1 && inner > 4) ring(context, at, inner, 0.45);
  const sign = radius > 12 ? at : { x: at.x + radius + 6, y: at.y + radius + 6 };
  const arm = 3;
  context.beginPath();
  context.moveTo(sign.x - arm, sign.y);
  context.lineTo(sign.x + arm, sign.y);
  if (cursor.mode !== "subtract") {
    context.moveTo(sign.x, sign.y - arm);
    context.lineTo(sign.x, sign.y + arm);
  }
  twoTone(context, 1);
}

function ring(
  context: CanvasRenderingContext2D,
  at: { readonly x: number; readonly y: number },
  radius: number,
  alpha = 1,
): void {
  context.beginPath();
  context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
  twoTone(context, alpha);
}

function twoTone(context: CanvasRenderingContext2D, alpha: number): void {
  context.globalAlpha = alpha;
  context.lineWidth = 2.5;
  context.strokeStyle = "rgb(0 0 0 / 0.5)";
  context.stroke();
  context.lineWidth = 1;
  context.strokeStyle = "white";
  context.stroke();
  context.globalAlpha = 1;
}
