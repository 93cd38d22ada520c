// Extend: the edges and corners of the document are dragged outward, or moved with arrow keys; Enter makes it so, Escape
// forgets it. Shift keeps the proportions, Alt does the same on the opposite side.
import { edgeHandleAt, handleCursor, type WindowHandle } from "#renderer/canvas/document/window-handles.ts";
import { docPoint, toScreen, type DocPoint } from "#renderer/canvas/document/doc-point.ts";
import type { CanvasPointer } from "#renderer/canvas/document/canvas-pointer.ts";
import type { Margins } from "#shared/model/composition.ts";
import { dragMargins, hasMargins, noMargins, stepMargins, widenFrame } from "./frame-margins.ts";
import { rest, type Tool, type ToolContext, type ToolInput, type ToolStep } from "./tool.ts";

type ExtendState = {
  readonly margins: Margins;
  /** The handle under the pointer, or in hand. */
  readonly handle: WindowHandle | null;
  readonly drag: { readonly from: DocPoint; readonly start: Margins } | null;
};

/** CSS px that must be left around the new frame, to drag on. */
const ROOM_PX = 24;

export function extendTool(): Tool<ExtendState> {
  const start: ExtendState = { margins: noMargins, handle: null, drag: null };
  return {
    start,
    reduce: (state, input, context) => {
      switch (input.kind) {
        case "pointer":
          return point(state, input.pointer, context);
        case "arrow":
          return show({ ...state, margins: step(state.margins, input, context) });
        case "key":
          if (input.key === "confirm" && hasMargins(state.margins))
            return { state: start, draft: null, deeds: [{ kind: "extend", margins: state.margins }] };
          return input.key === "cancel" ? rest(start) : show(state);
        default:
          return show(state);
      }
    },
    cursor: (_, __, { handle }) => ({
      kind: "css",
      name: handle === null ? "default" : handleCursor(handle),
    }),
  };
}

function step(
  margins: Margins,
  arrow: ToolInput & { readonly kind: "arrow" },
  { frame, kept }: ToolContext,
): Margins {
  return stepMargins(margins, arrow.key, arrow.isInward ? -arrow.stepPx : arrow.stepPx, frame, kept);
}

function point(state: ExtendState, pointer: CanvasPointer, context: ToolContext): ToolStep<ExtendState> {
  const { frame, kept, view } = context;
  const { drag, handle } = state;
  switch (pointer.kind) {
    case "down": {
      const held = edgeHandleAt(view, widenFrame(frame, state.margins), pointer.screen);
      const from = held === null ? null : { from: pointer.at, start: state.margins };
      return show({ ...state, handle: held, drag: from });
    }
    case "move": {
      if (drag === null || handle === null)
        return show({
          ...state,
          handle: edgeHandleAt(view, widenFrame(frame, state.margins), pointer.screen),
        });
      const dragged = {
        handle,
        dx: pointer.at.x - drag.from.x,
        dy: pointer.at.y - drag.from.y,
        keepsShape: pointer.shift,
        isMirrored: pointer.alt,
      };
      return show({ ...state, margins: dragMargins(drag.start, dragged, frame, kept) });
    }
    case "cancel":
      return show({ margins: drag?.start ?? state.margins, handle: null, drag: null });
    default:
      return settle({ ...state, drag: null }, context);
  }
}

/** When a side is out of sight, the view makes room for dragging on. */
function settle(state: ExtendState, { frame, view, stage }: ToolContext): ToolStep<ExtendState> {
  const next = show(state);
  if (!hasMargins(state.margins)) return next;
  const rect = widenFrame(frame, state.margins);
  const from = toScreen(view, docPoint(rect.x, rect.y));
  const to = toScreen(view, docPoint(rect.x + rect.width, rect.y + rect.height));
  const isSeen =
    from.x >= ROOM_PX && from.y >= ROOM_PX && to.x <= stage.width - ROOM_PX && to.y <= stage.height - ROOM_PX;
  if (isSeen) return next;
  const [roomX, roomY] = [Math.ceil(rect.width / 8), Math.ceil(rect.height / 8)];
  const roomy = widenFrame(rect, { left: roomX, right: roomX, top: roomY, bottom: roomY });
  return { ...next, deeds: [{ kind: "show", rect: roomy }] };
}

function show(state: ExtendState): ToolStep<ExtendState> {
  return rest(state, hasMargins(state.margins) ? { kind: "frame", margins: state.margins } : null);
}
