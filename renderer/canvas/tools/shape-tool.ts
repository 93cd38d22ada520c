// Rectangle and ellipse by dragging. While dragging, Shift keeps it square and Alt draws from the middle; the keys held
// at the press choose the mode. A click without a drag deselects nothing and draws nothing.
import type { CanvasDraft } from "#renderer/canvas/document/canvas-draft.ts";
import type { CanvasPointer } from "#renderer/canvas/document/canvas-pointer.ts";
import type { DocPoint } from "#renderer/canvas/document/doc-point.ts";
import type { RegionMode } from "#shared/model/region.ts";
import { crosshair, modeFor, rest, type Tool } from "./tool.ts";

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

export function shapeTool(kind: "rectangle" | "ellipse"): Tool<ShapeState> {
  return {
    start: null,
    reduce: (state, input, context) => {
      if (input.kind === "key")
        return input.key === "cancel" ? rest(null) : rest(state, draftOf(kind, state));
      if (input.kind !== "pointer") return rest(state, draftOf(kind, state));
      const { pointer } = input;
      if (pointer.kind === "cancel") return rest(null);
      if (pointer.kind === "down") {
        return rest({
          from: pointer.at,
          to: pointer.at,
          mode: modeFor(context.settings, pointer),
          wasShift: pointer.shift,
          wasAlt: pointer.alt,
          isSquare: false,
          isCentred: false,
        });
      }
      if (state === null) return rest(state);
      if (pointer.kind === "move") {
        const next = drag(state, pointer);
        return rest(next, draftOf(kind, next));
      }
      if (pointer.kind !== "up") return rest(state, draftOf(kind, state));
      const box = boxOf(drag(state, pointer));
      if (box.width < 1 || box.height < 1) return rest(null);
      return {
        state: null,
        draft: null,
        deeds: [{ kind: "operate", operation: { kind, mode: state.mode, ...box } }],
      };
    },
    cursor: () => crosshair,
  };
}

function drag(state: NonNullable<ShapeState>, pointer: CanvasPointer): NonNullable<ShapeState> {
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
function boxOf({ from, to, isSquare, isCentred }: NonNullable<ShapeState>) {
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

function draftOf(kind: "rectangle" | "ellipse", state: ShapeState): CanvasDraft | null {
  return state === null ? null : { kind, mode: state.mode, ...boxOf(state) };
}
