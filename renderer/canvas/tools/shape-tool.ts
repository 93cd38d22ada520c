// Rectangle and ellipse, by dragging. While dragging, Shift keeps it square and Alt draws from the middle; the keys held
// at the press choose the mode.
import type { CanvasDraft } from "#renderer/canvas/document/canvas-draft.ts";
import type { CanvasPointer } from "#renderer/canvas/document/canvas-pointer.ts";
import type { DocPoint } from "#renderer/canvas/document/doc-point.ts";
import type { RectPx, RegionMode } from "#shared/model/region.ts";
import { crosshair, modeFor, rest, type Tool, type ToolContext, type ToolStep } from "./tool.ts";

type ShapeState = {
  readonly from: DocPoint;
  readonly to: DocPoint;
  readonly mode: RegionMode;
  /** Keys held at the press mean the mode until they were let go once. */
  readonly wasShift: boolean;
  readonly wasAlt: boolean;
  readonly isSquare: boolean;
  readonly isCentred: boolean;
} | null;
type Drag = NonNullable<ShapeState>;
type ShapeKind = "rectangle" | "ellipse";

export function shapeTool(kind: ShapeKind): Tool<ShapeState> {
  return {
    start: null,
    reduce: (state, input, context) => {
      if (input.kind === "pointer") return point(kind, state, input.pointer, context);
      const isForgotten = input.kind === "key" && input.key === "cancel";
      return isForgotten ? rest(null) : rest(state, draftOf(kind, state));
    },
    cursor: () => crosshair,
  };
}

function point(
  kind: ShapeKind,
  state: ShapeState,
  pointer: CanvasPointer,
  context: ToolContext,
): ToolStep<ShapeState> {
  if (pointer.kind === "cancel") return rest(null);
  if (pointer.kind === "down") {
    return rest<ShapeState>({
      from: pointer.at,
      to: pointer.at,
      mode: modeFor(context.settings, pointer),
      wasShift: pointer.shift,
      wasAlt: pointer.alt,
      isSquare: false,
      isCentred: false,
    });
  }
  if (state === null) return rest(state, draftOf(kind, state));
  const next = drag(state, pointer);
  if (pointer.kind === "move") return rest<ShapeState>(next, draftOf(kind, next));
  return pointer.kind === "up" ? finish(kind, next.mode, boxOf(next)) : rest(state, draftOf(kind, state));
}

/** A click without a drag draws nothing. */
function finish(kind: ShapeKind, mode: RegionMode, box: RectPx): ToolStep<ShapeState> {
  if (box.width < 1 || box.height < 1) return rest(null);
  return { state: null, draft: null, deeds: [{ kind: "operate", operation: { kind, mode, ...box } }] };
}

function drag(state: Drag, pointer: CanvasPointer): Drag {
  const wasShift = state.wasShift && pointer.shift;
  const wasAlt = state.wasAlt && pointer.alt;
  return {
    ...state,
    to: pointer.at,
    wasShift,
    wasAlt,
    isSquare: pointer.shift && !wasShift,
    isCentred: pointer.alt && !wasAlt,
  };
}

/** Whole pixels: a selection by rectangle should not have a soft rim. */
function boxOf({ from, to, isSquare, isCentred }: Drag): RectPx {
  let dx = to.x - from.x;
  let dy = to.y - from.y;
  if (isSquare) {
    const side = Math.max(Math.abs(dx), Math.abs(dy));
    dx = dx < 0 ? -side : side;
    dy = dy < 0 ? -side : side;
  }
  const startX = isCentred ? from.x - dx : from.x;
  const startY = isCentred ? from.y - dy : from.y;
  const [x0, x1] = [Math.round(Math.min(startX, from.x + dx)), Math.round(Math.max(startX, from.x + dx))];
  const [y0, y1] = [Math.round(Math.min(startY, from.y + dy)), Math.round(Math.max(startY, from.y + dy))];
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

function draftOf(kind: ShapeKind, state: ShapeState): CanvasDraft | null {
  if (state === null) return null;
  return { kind, mode: state.mode, ...boxOf(state) };
}
