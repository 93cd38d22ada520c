// What a tool is: a state machine as a pure reducer. Input and context in; next state, what to draw meanwhile, and what
// is to be done out. It touches no document, no store and no pixel.
import type { CanvasCursor, CanvasDraft } from "#renderer/canvas/document/canvas-draft.ts";
import type { CanvasPointer } from "#renderer/canvas/document/canvas-pointer.ts";
import type { DocPoint, View } from "#renderer/canvas/document/doc-point.ts";
import type { PatchId } from "#shared/model/ids.ts";
import type { RectPx, RegionMode, RegionOperation } from "#shared/model/region.ts";
import type { ArrowKey } from "./key-rectangle.ts";
import type { ToolSettings } from "./tool-settings.ts";

export type ToolKey = "confirm" | "cancel" | "back";

export type ToolInput =
  | { readonly kind: "pointer"; readonly pointer: CanvasPointer }
  /** Enter, Escape, Backspace. */
  | { readonly kind: "key"; readonly key: ToolKey }
  /** An arrow key: the shape tools move, or size, a rectangle with it; Enter selects. */
  | { readonly kind: "arrow"; readonly key: ArrowKey; readonly isSizing: boolean; readonly stepPx: number }
  /** The way that magnetic lasso asked for, from its last anchor to the point it named. */
  | { readonly kind: "way"; readonly to: DocPoint; readonly points: readonly DocPoint[] };

export type ToolContext = {
  readonly settings: ToolSettings;
  readonly view: View;
  readonly frame: RectPx;
  /** The patch that is in hand and where its window lies; null for none. */
  readonly patch: { readonly id: PatchId; readonly rect: RectPx } | null;
};

/** What is to be done; the controller does it. */
export type ToolDeed =
  | { readonly kind: "operate"; readonly operation: RegionOperation }
  | { readonly kind: "pan"; readonly dx: number; readonly dy: number }
  | { readonly kind: "zoom"; readonly pointer: CanvasPointer; readonly factor: number }
  | { readonly kind: "show"; readonly rect: RectPx }
  | {
      readonly kind: "nudge";
      readonly phase: "begin" | "move" | "commit" | "cancel";
      readonly dx: number;
      readonly dy: number;
    }
  /** Takes the topmost patch under a point in hand. */
  | { readonly kind: "pick-patch"; readonly at: DocPoint }
  | { readonly kind: "flood"; readonly at: DocPoint; readonly mode: RegionMode }
  | {
      readonly kind: "segment";
      readonly points: readonly DocPoint[];
      readonly radiusPx: number;
      readonly mode: RegionMode;
    }
  /** Sets the anchor that ways begin at. */
  | { readonly kind: "anchor"; readonly at: DocPoint }
  | { readonly kind: "find-way"; readonly to: DocPoint }
  | { readonly kind: "pick-island"; readonly at: DocPoint; readonly mode: RegionMode };

export type ToolStep<S> = {
  readonly state: S;
  readonly draft: CanvasDraft | null;
  readonly deeds: readonly ToolDeed[];
};

export type Tool<S> = {
  readonly start: S;
  readonly reduce: (state: S, input: ToolInput, context: ToolContext) => ToolStep<S>;
  /** What the pointer looks like; `held` are the keys that change the mode. */
  readonly cursor: (context: ToolContext, held: HeldKeys) => CanvasCursor;
};

export type HeldKeys = { readonly shift: boolean; readonly alt: boolean };

/** Shift adds, Alt subtracts, both intersect; else the mode of the options bar. */
export function modeFor(settings: Pick<ToolSettings, "mode">, held: HeldKeys): RegionMode {
  if (held.shift && held.alt) return "intersect";
  if (held.shift) return "add";
  return held.alt ? "subtract" : settings.mode;
}

/** A brush only adds or takes away: its own sense, turned round by Alt. */
export function brushModeFor(
  tool: "brush" | "eraser",
  settings: Pick<ToolSettings, "mode">,
  held: HeldKeys,
): "add" | "subtract" {
  const takesAway = tool === "eraser" || settings.mode === "subtract";
  return takesAway === held.alt ? "add" : "subtract";
}

/** Nothing happened. */
export function rest<S>(state: S, draft: CanvasDraft | null = null): ToolStep<S> {
  return { state, draft, deeds: [] };
}

export const crosshair: CanvasCursor = { kind: "css", name: "crosshair" };
