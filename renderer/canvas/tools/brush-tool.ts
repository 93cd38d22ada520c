// Brush and eraser: a stroke grows with the pointer and becomes one operation when it is lifted. Shift and a press draw a
// straight line from where the last stroke ended.
import type { CanvasPointer } from "#renderer/canvas/document/canvas-pointer.ts";
import { quantise, type DocPoint } from "#renderer/canvas/document/doc-point.ts";
import type { StrokeOperation } from "#shared/model/region.ts";
import { brushModeFor, rest, type Tool, type ToolContext, type ToolStep } from "./tool.ts";

type BrushState = {
  readonly stroke: StrokeOperation | null;
  /** Where the last stroke ended; null before the first. */
  readonly lastEnd: DocPoint | null;
};

/** Points nearer to each other than this share of the radius add nothing. */
const LEAST_STEP = 0.08;

export function brushTool(name: "brush" | "eraser"): Tool<BrushState> {
  return {
    start: { stroke: null, lastEnd: null },
    reduce: (state, input, context) => {
      if (input.kind === "key" && input.key === "cancel") return rest({ ...state, stroke: null });
      if (input.kind !== "pointer") return rest(state, draftOf(state));
      const { pointer } = input;
      switch (pointer.kind) {
        case "down":
          return begin(name, state, pointer, context);
        case "move":
          return grow(state, pointer, context);
        case "up":
          return finish(state, pointer);
        case "cancel":
          return rest({ ...state, stroke: null });
        default:
          return rest(state, draftOf(state));
      }
    },
    cursor: ({ settings }, held) => ({
      kind: "brush",
      radiusPx: settings.brush.radiusPx,
      hardness: settings.brush.hardness,
      mode: brushModeFor(name, settings, held),
    }),
  };
}

function begin(
  name: "brush" | "eraser",
  state: BrushState,
  pointer: CanvasPointer,
  context: ToolContext,
): ToolStep<BrushState> {
  const { brush } = context.settings;
  const from = pointer.shift && state.lastEnd !== null ? triple(state.lastEnd, 1) : [];
  const stroke: StrokeOperation = {
    kind: "stroke",
    mode: brushModeFor(name, context.settings, pointer),
    radiusPx: brush.radiusPx,
    hardness: brush.hardness,
    points: [...from, ...triple(pointer.at, pressureOf(pointer, context))],
  };
  const next = { ...state, stroke };
  return rest(next, draftOf(next));
}

function grow(state: BrushState, pointer: CanvasPointer, context: ToolContext): ToolStep<BrushState> {
  const { stroke } = state;
  if (stroke === null) return rest(state);
  const { points, radiusPx } = stroke;
  const [x = 0, y = 0] = points.slice(-3);
  const isNear = Math.hypot(pointer.at.x - x, pointer.at.y - y) < Math.max(0.25, radiusPx * LEAST_STEP);
  if (isNear) return rest(state, draftOf(state));
  const grown = [...points, ...triple(pointer.at, pressureOf(pointer, context))];
  const next = { ...state, stroke: { ...stroke, points: grown } };
  return rest(next, draftOf(next));
}

function finish(state: BrushState, pointer: CanvasPointer): ToolStep<BrushState> {
  if (state.stroke === null) return rest(state);
  const next = { stroke: null, lastEnd: pointer.at };
  return { state: next, draft: null, deeds: [{ kind: "operate", operation: state.stroke }] };
}

function draftOf(state: BrushState) {
  return state.stroke === null ? null : ({ kind: "stroke", operation: state.stroke } as const);
}

function pressureOf(pointer: CanvasPointer, { settings }: ToolContext): number {
  if (!settings.brush.usesPressure) return 1;
  return Math.round(Math.min(1, Math.max(0.05, pointer.pressure)) * 64) / 64;
}

function triple(at: DocPoint, pressure: number): number[] {
  return [quantise(at.x), quantise(at.y), pressure];
}
