// The magnetic lasso: between two anchors the outline clings to edges. Ways are found elsewhere (live wire in a worker);
// this machine asks for one to the pointer and keeps it when the next anchor is set. A press that is quicker than its way
// waits for it, and so do those after it.
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
  type ToolDeed,
  type ToolInput,
  type ToolStep,
} from "./tool.ts";

type MagneticState = {
  readonly mode: RegionMode;
  readonly anchors: readonly DocPoint[];
  /** The kept ways, one from each anchor to the next; to the start as well, where that was pressed. */
  readonly ways: readonly (readonly DocPoint[])[];
  /** The way from the last anchor, as far as it is known, and where it leads. */
  readonly tail: readonly DocPoint[];
  readonly tailTo: DocPoint | null;
  readonly pointer: DocPoint;
  /** Presses whose way is not known yet, the one that was asked for first. */
  readonly waiting: readonly DocPoint[];
  /** The outline is to be closed as soon as nothing waits; "at-start" with a way to where it began. */
  readonly closing: "no" | "straight" | "at-start";
} | null;

type Path = NonNullable<MagneticState>;

export function magneticTool(): Tool<MagneticState> {
  return {
    start: null,
    reduce: (state, input, context) => {
      switch (input.kind) {
        case "key":
          return press(state, input.key, context);
        case "way":
          return state === null ? rest(null) : arrive(state, input, context);
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
  if (key === "confirm") return close(state, context);
  const find = { kind: "find-way", to: state.pointer } as const;
  if (state.waiting.length > 0) {
    const waiting = state.waiting.slice(0, -1);
    return on({ ...state, waiting, closing: "no" }, context, waiting.length === 0 ? [find] : []);
  }
  const anchors = state.anchors.slice(0, -1);
  const last = anchors.at(-1);
  if (last === undefined) return rest(null);
  const next = { ...state, anchors, ways: state.ways.slice(0, -1), tail: [state.pointer], tailTo: null };
  return on(next, context, [{ kind: "anchor", at: last }, find]);
}

/** A way that was asked for: that of the first press that waits for one, or the newest to the pointer. */
function arrive(
  state: Path,
  way: ToolInput & { readonly kind: "way" },
  context: ToolContext,
): ToolStep<MagneticState> {
  const [first, ...waiting] = state.waiting;
  if (first === undefined) {
    if (way.points.length === 0) return rest(state, draftOf(state, context));
    return on({ ...state, tail: way.points, tailTo: way.to }, context);
  }
  if (!isSame(first, way.to)) return rest(state, draftOf(state, context));
  const ways = [...state.ways, way.points];
  if (waiting.length === 0 && state.closing === "at-start") return finish({ ...state, ways });
  const next = { ...state, ways, waiting, anchors: [...state.anchors, first], tail: [], tailTo: null };
  if (waiting.length === 0 && state.closing === "straight") return finish(next);
  return on(next, context, [
    { kind: "anchor", at: first },
    { kind: "find-way", to: waiting[0] ?? next.pointer },
  ]);
}

function point(
  state: MagneticState,
  input: ToolInput & { readonly kind: "pointer" },
  context: ToolContext,
): ToolStep<MagneticState> {
  const { pointer } = input;
  const { at } = pointer;
  if (pointer.kind === "cancel") return rest(null);
  if (pointer.kind === "double") return state === null ? rest(null) : close(state, context);
  if (state === null) {
    if (pointer.kind !== "down") return rest(null);
    const mode = modeFor(context.settings, pointer);
    return on({ ...begun, mode, anchors: [at], pointer: at }, context, [{ kind: "anchor", at }]);
  }
  if (pointer.kind === "down") return setAnchor({ ...state, pointer: at }, at, context);
  // While a press waits for its way, no other is asked for: only the newest is answered.
  const isAsking = pointer.kind === "move" && state.waiting.length === 0;
  return on({ ...state, pointer: at }, context, isAsking ? [{ kind: "find-way", to: at }] : []);
}

const begun = { ways: [], tail: [], tailTo: null, waiting: [], closing: "no" } as const;

function setAnchor(state: Path, at: DocPoint, context: ToolContext): ToolStep<MagneticState> {
  if (state.closing !== "no") return on(state, context);
  const start = state.anchors[0];
  const isClosing = start !== undefined && isAtStart(state, at, context);
  const to = isClosing ? start : at;
  if (state.waiting.length > 0 || state.tailTo === null || !isSame(state.tailTo, to)) {
    const waiting = [...state.waiting, to];
    const next: Path = { ...state, waiting, closing: isClosing ? "at-start" : "no" };
    return on(next, context, state.waiting.length === 0 ? [{ kind: "find-way", to }] : []);
  }
  const ways = [...state.ways, state.tail];
  if (isClosing) return finish({ ...state, ways });
  const next = { ...state, ways, anchors: [...state.anchors, at], tail: [], tailTo: null };
  return on(next, context, [{ kind: "anchor", at }]);
}

/** The state with its draft, and what is to be done. */
function on(state: Path, context: ToolContext, deeds: readonly ToolDeed[] = []): ToolStep<MagneticState> {
  return { state, draft: draftOf(state, context), deeds };
}

/** Straight back to the start, once nothing waits. */
function close(state: Path, context: ToolContext): ToolStep<MagneticState> {
  if (state.waiting.length === 0) return finish(state);
  return on({ ...state, closing: state.closing === "no" ? "straight" : state.closing }, context);
}

function finish(state: Path): ToolStep<MagneticState> {
  const points = outlineOf(state);
  if (points.length < 3) return rest(null);
  return { state: null, draft: null, deeds: [{ kind: "operate", operation: polygonOf(state.mode, points) }] };
}

function outlineOf(state: Path): readonly DocPoint[] {
  return state.anchors.flatMap((anchor, i) => [anchor, ...(state.ways[i] ?? [])]);
}

function isSame(a: DocPoint, b: DocPoint): boolean {
  return a.x === b.x && a.y === b.y;
}

function isAtStart(state: Path, at: DocPoint, { view }: ToolContext): boolean {
  const start = state.anchors[0];
  if (start === undefined || state.anchors.length + state.waiting.length < 2) return false;
  return Math.hypot(start.x - at.x, start.y - at.y) * view.scale <= CLOSE_REACH_PX;
}

function draftOf(state: MagneticState, context: ToolContext) {
  if (state === null) return null;
  const { waiting, pointer, tail } = state;
  return {
    kind: "path",
    mode: state.mode,
    points: outlineOf(state),
    anchors: [...state.anchors, ...waiting],
    tail: waiting.length > 0 ? [...waiting, pointer] : [...tail, pointer],
    isClosing: state.closing !== "no" || isAtStart(state, pointer, context),
  } as const;
}
