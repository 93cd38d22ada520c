// The magnetic lasso: between two anchors the outline clings to edges. Ways are found elsewhere (live wire in a worker);
// this machine asks for one to the pointer and keeps it when the next anchor is set.
import type { DocPoint } from "#renderer/canvas/document/doc-point.ts";
import type { RegionMode } from "#shared/model/region.ts";
import { polygonOf } from "./lasso-tool.ts";
import { CLOSE_REACH_PX } from "./polygon-tool.ts";
import {
  crosshair,
  modeFor,
  rest,
  type Tool,
  type ToolContext,
  type ToolInput,
  type ToolStep,
} from "./tool.ts";

type MagneticState = {
  readonly mode: RegionMode;
  readonly anchors: readonly DocPoint[];
  /** The kept ways, one from each anchor to the next. */
  readonly ways: readonly (readonly DocPoint[])[];
  /** The way from the last anchor to the pointer, as far as it is known. */
  readonly tail: readonly DocPoint[];
  readonly pointer: DocPoint;
} | null;

export function magneticTool(): Tool<MagneticState> {
  return {
    start: null,
    reduce: (state, input, context) => {
      switch (input.kind) {
        case "key":
          return press(state, input.key, context);
        case "way":
          return arrive(state, input, context);
        case "pointer":
          return point(state, input, context);
        default:
          return rest(state, draftOf(state, context));
      }
    },
    cursor: () => crosshair,
  };
}

function press(
  state: MagneticState,
  key: "confirm" | "cancel" | "back",
  context: ToolContext,
): ToolStep<MagneticState> {
  if (key === "cancel" || state === null) return rest(null);
  if (key === "confirm") return close(state);
  const anchors = state.anchors.slice(0, -1);
  const last = anchors.at(-1);
  if (last === undefined) return rest(null);
  const next = { ...state, anchors, ways: state.ways.slice(0, -1), tail: [state.pointer] };
  return {
    state: next,
    draft: draftOf(next, context),
    deeds: [
      { kind: "anchor", at: last },
      { kind: "find-way", to: state.pointer },
    ],
  };
}

/** The newest way that was asked for, and straight on to where the pointer is by now. */
function arrive(
  state: MagneticState,
  way: ToolInput & { readonly kind: "way" },
  context: ToolContext,
): ToolStep<MagneticState> {
  if (state === null || way.points.length === 0) return rest(state, draftOf(state, context));
  const next = { ...state, tail: [...way.points, state.pointer] };
  return rest(next, draftOf(next, context));
}

function point(
  state: MagneticState,
  input: ToolInput & { readonly kind: "pointer" },
  context: ToolContext,
): ToolStep<MagneticState> {
  const { pointer } = input;
  const { at } = pointer;
  if (pointer.kind === "cancel") return rest(null);
  if (pointer.kind === "double") return state === null ? rest(null) : close(state);
  if (state === null) {
    if (pointer.kind !== "down") return rest(null);
    const mode = modeFor(context.settings, pointer);
    const next = { mode, anchors: [at], ways: [], tail: [], pointer: at };
    return { state: next, draft: draftOf(next, context), deeds: [{ kind: "anchor", at }] };
  }
  if (pointer.kind === "down") {
    if (isAtStart(state, at, context)) return close(state);
    const next = {
      ...state,
      anchors: [...state.anchors, at],
      ways: [...state.ways, state.tail],
      tail: [],
      pointer: at,
    };
    return { state: next, draft: draftOf(next, context), deeds: [{ kind: "anchor", at }] };
  }
  const next = { ...state, pointer: at };
  const deeds = pointer.kind === "move" ? [{ kind: "find-way" as const, to: at }] : [];
  return { state: next, draft: draftOf(next, context), deeds };
}

function close(state: NonNullable<MagneticState>): ToolStep<MagneticState> {
  const points = outlineOf(state);
  if (points.length < 3) return rest(null);
  return { state: null, draft: null, deeds: [{ kind: "operate", operation: polygonOf(state.mode, points) }] };
}

function outlineOf(state: NonNullable<MagneticState>): readonly DocPoint[] {
  return state.anchors.flatMap((anchor, i) => [anchor, ...(state.ways[i] ?? [])]);
}

function isAtStart(state: NonNullable<MagneticState>, at: DocPoint, { view }: ToolContext): boolean {
  const start = state.anchors[0];
  if (start === undefined || state.anchors.length < 2) return false;
  return Math.hypot(start.x - at.x, start.y - at.y) * view.scale <= CLOSE_REACH_PX;
}

function draftOf(state: MagneticState, context: ToolContext) {
  if (state === null) return null;
  return {
    kind: "path",
    mode: state.mode,
    points: outlineOf(state),
    anchors: state.anchors,
    tail: state.tail.length === 0 ? [state.pointer] : state.tail,
    isClosing: isAtStart(state, state.pointer, context),
  } as const;
}
