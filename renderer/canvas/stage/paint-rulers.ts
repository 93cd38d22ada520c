// Rulers along the top and the left in document px, and the grid between pixels from 800 % on.
import {
  docPoint,
  screenPoint,
  toDocument,
  toScreen,
  visibleRect,
} from "#renderer/canvas/document/doc-point.ts";
import { frameOf } from "#shared/model/composition.ts";
import { intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import type { StageInput } from "./stage-input.ts";

export const RULER_PX = 20;
/** Device px per document px from which single pixels are parted by lines. */
const GRID_FROM = 8;
/** Least CSS px between two labelled marks. */
const LABEL_EVERY_PX = 64;

/** The step between labelled marks for a scale: 1, 2 or 5 times a power of ten, document px. */
export function rulerStep(scale: number): number {
  const least = LABEL_EVERY_PX / scale;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= least) ?? 10 * power;
}

/** Draws in CSS px; marks beside `area` are left out. */
export function paintRulers(context: CanvasRenderingContext2D, input: StageInput, area: Rect): void {
  const { view, stage, hover } = input.view;
  const { palette } = input;
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, stage.width, RULER_PX);
  context.fillRect(0, 0, RULER_PX, stage.height);
  context.fillStyle = palette.muted;
  context.strokeStyle = palette.line;
  context.font = "10px 'Inter Variable', sans-serif";
  context.textBaseline = "top";
  const step = rulerStep(view.scale);
  const parts = step * view.scale >= 100 && step >= 10 ? 10 : step % 5 === 0 ? 5 : step === 1 ? 1 : 2;
  const from = toDocument(view, screenPoint(RULER_PX, RULER_PX));
  const to = toDocument(view, screenPoint(stage.width, stage.height));
  context.beginPath();
  for (let n = Math.floor(from.x / step) * parts; (n * step) / parts <= to.x; n++) {
    const x = Math.round(toScreen(view, docPoint((n * step) / parts, 0)).x) + 0.5;
    if (x < RULER_PX || x < area.x - LABEL_EVERY_PX || x > area.x + area.width) continue;
    const isLabelled = n % parts === 0;
    context.moveTo(x, isLabelled ? 0 : RULER_PX - 5);
    context.lineTo(x, RULER_PX);
    if (isLabelled) context.fillText(String((n * step) / parts), x + 3, 4);
  }
  for (let n = Math.floor(from.y / step) * parts; (n * step) / parts <= to.y; n++) {
    const y = Math.round(toScreen(view, docPoint(0, (n * step) / parts)).y) + 0.5;
    if (y < RULER_PX || y < area.y - LABEL_EVERY_PX || y > area.y + area.height) continue;
    const isLabelled = n % parts === 0;
    context.moveTo(isLabelled ? 0 : RULER_PX - 5, y);
    context.lineTo(RULER_PX, y);
    if (isLabelled) writeUpward(context, String((n * step) / parts), 4, y + 3);
  }
  context.stroke();
  if (hover !== null) markHover(context, input, toScreen(view, hover));
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, RULER_PX, RULER_PX);
  context.strokeStyle = palette.line;
  context.strokeRect(-0.5, -0.5, stage.width + 1, RULER_PX + 0.5);
  context.strokeRect(-0.5, -0.5, RULER_PX + 0.5, stage.height + 1);
}

function writeUpward(context: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  context.save();
  context.translate(x, y);
  context.rotate(-Math.PI / 2);
  context.textAlign = "right";
  context.fillText(text, 0, 0);
  context.restore();
}

function markHover(
  context: CanvasRenderingContext2D,
  input: StageInput,
  at: { readonly x: number; readonly y: number },
): void {
  context.fillStyle = input.palette.accent;
  context.fillRect(Math.round(at.x), 0, 1, RULER_PX);
  context.fillRect(0, Math.round(at.y), RULER_PX, 1);
}

const gridLines = [
  [-0.5, "rgb(0 0 0 / 0.28)"],
  [0.5, "rgb(255 255 255 / 0.28)"],
] as const;

/** Draws in CSS px; nothing below 800 %. */
export function paintPixelGrid(context: CanvasRenderingContext2D, input: StageInput): void {
  const { view, stage, pixelRatio } = input.view;
  if (view.scale * pixelRatio < GRID_FROM) return;
  const shown = intersectRects(visibleRect(view, stage), frameOf(input.composition));
  if (isEmptyRect(shown)) return;
  const first = toScreen(view, docPoint(shown.x, shown.y));
  const last = toScreen(view, docPoint(shown.x + shown.width, shown.y + shown.height));
  context.lineWidth = 1;
  // A dark line beside a light one: seen on any tone.
  for (const [offset, colour] of gridLines) {
    context.beginPath();
    for (let i = 0; i <= shown.width; i++) {
      const x = Math.round(first.x + i * view.scale) + offset;
      context.moveTo(x, first.y);
      context.lineTo(x, last.y);
    }
    for (let i = 0; i <= shown.height; i++) {
      const y = Math.round(first.y + i * view.scale) + offset;
      context.moveTo(first.x, y);
      context.lineTo(last.x, y);
    }
    context.strokeStyle = colour;
    context.stroke();
  }
}
