// What a tool is: a state machine as a pure reducer. Input and context in; next state, what to draw meanwhile, and what
// is to be done out. It touches no document, no store and no pixel.
import type { CanvasCursor, CanvasDraft } from "#renderer/canvas/document/canvas-draft.ts";
import type { CanvasPointer } from "#renderer/canvas/document/canvas-pointer.ts";
import type { DocPoint, StageSize, View } from "#renderer/canvas/document/doc-point.ts";
import type { Margins } from "#shared/model/composition.ts";
import type { Placement } from "#shared/model/patch.ts";
import type { PatchId } from "#shared/model/ids.ts";
import type { RectPx, RegionMode, RegionOperation } from "#shared/model/region.ts";
import type { ArrowKey } from "./key-rectangle.ts";
import type { ToolSettings } from "./tool-settings.ts";

export type ToolKey = "confirm" | "cancel" | "back";

export type ToolInput =
  | { readonly kind: "pointer"; readonly pointer: CanvasPointer }
  /** Enter, Escape, Backspace. */
  | { readonly kind: "key"; readonly key: ToolKey }
  /** An arrow key: extend pushes the side out that it points to, or pulls it in when `isInward`. */
  | { readonly kind: "arrow"; readonly key: ArrowKey; readonly isInward: boolean; readonly stepPx: number }
  /** The way that magnetic lasso asked for, from its last anchor to the point it named. */
  | { readonly kind: "way"; readonly to: DocPoint; readonly points: readonly DocPoint[] };

export type ToolContext = {
  readonly settings: ToolSettings;
  readonly view: View;
  readonly stage: StageSize;
  readonly frame: RectPx;
  /** What the frame may not cut into. */
  readonly kept: RectPx;
  /** The patch that is in hand: the box of its region, and how its content was moved; null for none. */
  readonly patch: {
    readonly id: PatchId;
    readonly bounds: RectPx;
    readonly nudge: Placement["nudge"];
  } | null;
};

/** What is to be done; the controller does it. */
export type ToolDeed =
  | { readonly kind: "operate"; readonly operation: RegionOperation }
  | { readonly kind: "pan"; readonly dx: number; readonly dy: number }
  | { readonly kind: "zoom"; readonly pointer: CanvasPointer; readonly factor: number }
  | { readonly kind: "show"; readonly rect: RectPx }
  /** Moves or scales the content of the patch in hand; one gesture from "begin" to "commit" or "cancel". */
  | {
      readonly kind: "place";
      readonly phase: "begin" | "move" | "commit" | "cancel";
      readonly nudge: Placement["nudge"];
    }
  | { readonly kind: "extend"; readonly margins: Margins }
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
  | { readonly kind: "pick-island"; readonly at: DocPoint; readonly sense: "toggle" | "subtract" };

export type ToolStep<S> = {
  readonly state: S;
  readonly draft: CanvasDraft | null;
  readonly deeds: readonly ToolDeed[];
};

export type Tool<S> = {
  readonly start: S;
  readonly reduce: (state: S, input: ToolInput, context: ToolContext) => ToolStep<S>;
  /** What the pointer looks like; `held` are the keys that change the mode. */
  readonly cursor: (context: ToolContext, held: HeldKeys, state: S) => CanvasCursor;
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
