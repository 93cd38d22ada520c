// The polygon lasso: each press sets a corner; Enter, a double press or a press on the first corner closes it, Backspace
// takes the last corner back, Escape forgets it.
import type { DocPoint } from "#renderer/canvas/document/doc-point.ts";
import type { RegionMode } from "#shared/model/region.ts";
import { polygonOf } from "./lasso-tool.ts";
import { crosshair, modeFor, rest, type Tool, type ToolContext, type ToolStep } from "./tool.ts";

type PolygonState = {
  readonly mode: RegionMode;
  readonly corners: readonly DocPoint[];
  readonly pointer: DocPoint;
} | null;

/** CSS px around the first corner in which a press closes. */
export const CLOSE_REACH_PX = 9;

export function polygonTool(): Tool<PolygonState> {
  return {
    start: null,
    reduce: (state, input, context) => {
      if (input.kind === "key") {
        if (input.key === "cancel") return rest(null);
        if (input.key === "confirm") return close(state);
        const corners = state?.corners.slice(0, -1) ?? [];
        const next = state === null || corners.length === 0 ? null : { ...state, corners };
        return rest(next, draftOf(next, context));
      }
      if (input.kind !== "pointer") return rest(state, draftOf(state, context));
      const { pointer } = input;
      if (pointer.kind === "double") return close(state);
      if (pointer.kind === "cancel") return rest(null);
      if (pointer.kind === "down") {
        if (state !== null && isAtStart(state, pointer.at, context)) return close(state);
        const next = {
          mode: state?.mode ?? modeFor(context.settings, pointer),
          corners: [...(state?.corners ?? []), pointer.at],
          pointer: pointer.at,
        };
        return rest(next, draftOf(next, context));
      }
      const next = state === null ? null : { ...state, pointer: pointer.at };
      return rest(next, draftOf(next, context));
    },
    cursor: () => crosshair,
  };
}

function close(state: PolygonState): ToolStep<PolygonState> {
  const corners = state === null ? [] : withoutTwins(state.corners);
  if (state === null || corners.length < 3) return rest(null);
  return {
    state: null,
    draft: null,
    deeds: [{ kind: "operate", operation: polygonOf(state.mode, corners) }],
  };
}

/** A double press sets its corner twice. */
function withoutTwins(corners: readonly DocPoint[]): readonly DocPoint[] {
  return corners.filter((corner, i) => {
    const before = corners[i - 1];
    return before === undefined || before.x !== corner.x || before.y !== corner.y;
  });
}

function isAtStart(state: NonNullable<PolygonState>, at: DocPoint, { view }: ToolContext): boolean {
  const start = state.corners[0];
  if (start === undefined || state.corners.length < 3) return false;
  return Math.hypot(start.x - at.x, start.y - at.y) * view.scale <= CLOSE_REACH_PX;
}

function draftOf(state: PolygonState, context: ToolContext) {
  if (state === null) return null;
  return {
    kind: "path",
    mode: state.mode,
    points: state.corners,
    anchors: state.corners,
    tail: [state.pointer],
    isClosing: isAtStart(state, state.pointer, context),
  } as const;
}
