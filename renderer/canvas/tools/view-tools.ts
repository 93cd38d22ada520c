// Hand and zoom: they change how the document is looked at and nothing else.
import type { CanvasPointer } from "#renderer/canvas/document/canvas-pointer.ts";
import type { ScreenPoint } from "#renderer/canvas/document/doc-point.ts";
import { rest, type Tool } from "./tool.ts";

type HandState = { readonly last: ScreenPoint } | null;

export function handTool(): Tool<HandState> {
  return {
    start: null,
    reduce: (state, input) => {
      if (input.kind !== "pointer") return rest(state);
      const { kind, screen } = input.pointer;
      if (kind === "down") return rest({ last: screen });
      if (state === null || kind === "up" || kind === "cancel") return rest(null);
      const [dx, dy] = [screen.x - state.last.x, screen.y - state.last.y];
      return { state: { last: screen }, draft: null, deeds: [{ kind: "pan", dx, dy }] };
    },
    cursor: () => ({ kind: "css", name: "grab" }),
  };
}

type ZoomState = { readonly from: CanvasPointer; readonly to: CanvasPointer } | null;

/** CSS px from which a drag frames a part instead of being a click. */
const DRAG_PX = 6;
const CLICK_FACTOR = 2;

/** A click zooms in at the pointer, with Alt out; a drag shows the part it frames. */
export function zoomTool(): Tool<ZoomState> {
  return {
    start: null,
    reduce: (state, input) => {
      if (input.kind === "key") return rest(null);
      if (input.kind !== "pointer") return rest(state);
      const { pointer } = input;
      if (pointer.kind === "down") return rest({ from: pointer, to: pointer });
      if (state === null || pointer.kind === "cancel") return rest(null);
      const next = { ...state, to: pointer };
      if (pointer.kind === "move") return rest(next, draftOf(next));
      if (pointer.kind !== "up") return rest(null);
      if (!isDrag(next)) {
        const factor = pointer.alt ? 1 / CLICK_FACTOR : CLICK_FACTOR;
        return { state: null, draft: null, deeds: [{ kind: "zoom", pointer, factor }] };
      }
      return { state: null, draft: null, deeds: [{ kind: "show", rect: framed(next) }] };
    },
    cursor: (_, held) => ({ kind: "css", name: held.alt ? "zoom-out" : "zoom-in" }),
  };
}

function isDrag({ from, to }: NonNullable<ZoomState>): boolean {
  return Math.hypot(to.screen.x - from.screen.x, to.screen.y - from.screen.y) >= DRAG_PX;
}

function framed({ from, to }: NonNullable<ZoomState>) {
  const x = Math.floor(Math.min(from.at.x, to.at.x));
  const y = Math.floor(Math.min(from.at.y, to.at.y));
  const right = Math.ceil(Math.max(from.at.x, to.at.x));
  const bottom = Math.ceil(Math.max(from.at.y, to.at.y));
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
}

function draftOf(state: NonNullable<ZoomState>) {
  return isDrag(state) ? ({ kind: "marquee", rect: framed(state) } as const) : null;
}
