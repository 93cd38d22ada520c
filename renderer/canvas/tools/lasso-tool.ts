// The free-hand lasso: an outline that follows the pointer and closes itself when it is lifted.
import { docPoint, quantise, type DocPoint } from "#renderer/canvas/document/doc-point.ts";
import type { RegionMode } from "#shared/model/region.ts";
import { crosshair, modeFor, rest, type Tool } from "./tool.ts";

type LassoState = { readonly mode: RegionMode; readonly points: readonly DocPoint[] } | null;

/** Least CSS px between two points. */
const STEP_PX = 1.5;

export function lassoTool(): Tool<LassoState> {
  return {
    start: null,
    reduce: (state, input, context) => {
      if (input.kind === "key") return input.key === "cancel" ? rest(null) : rest(state, draftOf(state));
      if (input.kind !== "pointer") return rest(state, draftOf(state));
      const { pointer } = input;
      if (pointer.kind === "cancel") return rest(null);
      if (pointer.kind === "down")
        return rest({ mode: modeFor(context.settings, pointer), points: [pointer.at] });
      if (state === null) return rest(state);
      if (pointer.kind === "move") {
        const last = state.points.at(-1) ?? pointer.at;
        const isFar =
          Math.hypot(pointer.at.x - last.x, pointer.at.y - last.y) * context.view.scale >= STEP_PX;
        const next = isFar ? { ...state, points: [...state.points, pointer.at] } : state;
        return rest(next, draftOf(next));
      }
      if (pointer.kind !== "up") return rest(state, draftOf(state));
      if (state.points.length < 3) return rest(null);
      return {
        state: null,
        draft: null,
        deeds: [{ kind: "operate", operation: polygonOf(state.mode, state.points) }],
      };
    },
    cursor: () => crosshair,
  };
}

function draftOf(state: LassoState) {
  if (state === null || state.points.length < 2) return null;
  const start = state.points[0] ?? docPoint(0, 0);
  return {
    kind: "path",
    mode: state.mode,
    points: state.points,
    anchors: [],
    tail: [start],
    isClosing: false,
  } as const;
}

/** A closed outline as an operation. */
export function polygonOf(mode: RegionMode, points: readonly DocPoint[]) {
  return {
    kind: "polygon",
    mode,
    points: points.flatMap(({ x, y }) => [quantise(x), quantise(y)]),
  } as const;
}
