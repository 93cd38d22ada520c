// Below the picture: the surround, a checkerboard where the document is clear, and a hairline around its frame.
import { frameOf } from "#shared/model/composition.ts";
import { screenPoint, toScreen, docPoint } from "#renderer/canvas/document/doc-point.ts";
import type { StageInput } from "./stage-input.ts";

const SQUARE_PX = 8;

/** Draws in CSS px. `isCovered`: an opaque picture lies over all of the frame, nothing below it is seen. */
export function paintBackdrop(
  context: CanvasRenderingContext2D,
  input: StageInput,
  isCovered: boolean,
): void {
  const { view, stage } = input.view;
  const frame = frameOf(input.composition);
  const from = toScreen(view, docPoint(frame.x, frame.y));
  const to = toScreen(view, docPoint(frame.x + frame.width, frame.y + frame.height));
  const start = screenPoint(Math.max(0, from.x), Math.max(0, from.y));
  const width = Math.min(stage.width, to.x) - start.x;
  const height = Math.min(stage.height, to.y) - start.y;
  context.fillStyle = input.palette.stage;
  // Nothing is filled that is drawn over: the last px of the frame may be shared.
  const inner = { x: Math.ceil(start.x) + 1, y: Math.ceil(start.y) + 1 };
  const [right, bottom] = [Math.floor(start.x + width) - 1, Math.floor(start.y + height) - 1];
  if (!isCovered || right <= inner.x || bottom <= inner.y) context.fillRect(0, 0, stage.width, stage.height);
  else {
    context.fillRect(0, 0, stage.width, inner.y);
    context.fillRect(0, bottom, stage.width, stage.height - bottom);
    context.fillRect(0, inner.y, inner.x, bottom - inner.y);
    context.fillRect(right, inner.y, stage.width - right, bottom - inner.y);
  }
  if (width <= 0 || height <= 0) return;
  if (!isCovered) {
    context.fillStyle = checkerboard(context);
    context.fillRect(start.x, start.y, width, height);
  }
  context.strokeStyle = input.palette.line;
  context.lineWidth = 1;
  context.strokeRect(from.x - 0.5, from.y - 0.5, to.x - from.x + 1, to.y - from.y + 1);
}

const patterns = new WeakMap<CanvasRenderingContext2D, CanvasPattern>();

function checkerboard(context: CanvasRenderingContext2D): CanvasPattern | string {
  const known = patterns.get(context);
  if (known !== undefined) return known;
  const tile = new OffscreenCanvas(2 * SQUARE_PX, 2 * SQUARE_PX);
  const inner = tile.getContext("2d");
  if (inner === null) return "white";
  inner.fillStyle = "#ffffff";
  inner.fillRect(0, 0, 2 * SQUARE_PX, 2 * SQUARE_PX);
  inner.fillStyle = "#d9d9d9";
  inner.fillRect(0, 0, SQUARE_PX, SQUARE_PX);
  inner.fillRect(SQUARE_PX, SQUARE_PX, SQUARE_PX, SQUARE_PX);
  const pattern = context.createPattern(tile, "repeat");
  if (pattern === null) return "white";
  patterns.set(context, pattern);
  return pattern;
}
