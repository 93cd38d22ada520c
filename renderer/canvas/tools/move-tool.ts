// Move: takes the patch under the pointer in hand; a drag moves its content, a drag of a corner scales it, with Alt about
// its middle. One drag is one step of undo.
import { nudgedRect } from "#renderer/canvas/document/mask-bounds.ts";
import {
  handleAt,
  handleCursor,
  handlePoint,
  type WindowHandle,
} from "#renderer/canvas/document/window-handles.ts";
import type { CanvasPointer } from "#renderer/canvas/document/canvas-pointer.ts";
import type { DocPoint } from "#renderer/canvas/document/doc-point.ts";
import type { Placement } from "#shared/model/patch.ts";
import { rest, type Tool, type ToolContext, type ToolDeed, type ToolStep } from "./tool.ts";

type Nudge = Placement["nudge"];
type PatchInHand = NonNullable<ToolContext["patch"]>;

type Drag = {
  readonly from: DocPoint;
  /** The corner that is dragged; null moves the whole. */
  readonly corner: WindowHandle | null;
  /** Where the content lay before; null until it moves. */
  readonly start: Nudge | null;
};
type MoveState = { readonly hover: WindowHandle | null; readonly drag: Drag | null };

/** CSS px that a press may tremble. */
const TREMBLE_PX = 3;
const MIN_SCALE = 1 / 16;
const MAX_SCALE = 16;

export function moveTool(): Tool<MoveState> {
  return {
    start: { hover: null, drag: null },
    reduce: (state, input, context) => {
      if (input.kind === "key") return input.key === "cancel" ? end(state, "cancel") : rest(state);
      if (input.kind !== "pointer") return rest(state);
      const { pointer } = input;
      switch (pointer.kind) {
        case "down": {
          const corner = cornerAt(context, pointer);
          const drag = { from: pointer.at, corner, start: null };
          const deeds = corner === null ? [{ kind: "pick-patch", at: pointer.at } as const] : [];
          return { state: { hover: corner, drag }, draft: null, deeds };
        }
        case "cancel":
          return end(state, "cancel");
        case "up":
          return end(state, "commit");
        case "move":
          return state.drag === null
            ? rest({ ...state, hover: cornerAt(context, pointer) })
            : dragPatch(state, state.drag, pointer, context);
        default:
          return rest(state);
      }
    },
    cursor: ({ patch }, _, { hover }) => {
      const name = hover !== null ? handleCursor(hover) : patch === null ? "default" : "move";
      return { kind: "css", name };
    },
  };
}

function cornerAt({ patch, view }: ToolContext, { screen }: CanvasPointer): WindowHandle | null {
  const handle = patch === null ? null : handleAt(view, nudgedRect(patch.bounds, patch.nudge), screen);
  return handle === null || handle.x === 0 || handle.y === 0 ? null : handle;
}

function dragPatch(
  state: MoveState,
  held: Drag,
  pointer: CanvasPointer,
  { view, patch }: ToolContext,
): ToolStep<MoveState> {
  if (patch === null) return rest(state);
  const [dx, dy] = [pointer.at.x - held.from.x, pointer.at.y - held.from.y];
  if (held.start === null && Math.hypot(dx, dy) * view.scale < TREMBLE_PX) return rest(state);
  const start = held.start ?? patch.nudge;
  const nudge =
    held.corner === null
      ? moved(start, dx, dy, pointer.shift)
      : scaled(patch, start, held.corner, pointer, held.from);
  const deeds: ToolDeed[] = [{ kind: "place", phase: "move", nudge }];
  return {
    state: { ...state, drag: { ...held, start } },
    draft: { kind: "handles", patch: patch.id },
    deeds: held.start === null ? [{ kind: "place", phase: "begin", nudge: start }, ...deeds] : deeds,
  };
}

/** Shift keeps to one axis; whole px. */
function moved(start: Nudge, dx: number, dy: number, isStraight: boolean): Nudge {
  const isAcross = Math.abs(dx) >= Math.abs(dy);
  const [x, y] = isStraight ? (isAcross ? [dx, 0] : [0, dy]) : [dx, dy];
  return { ...start, dx: tenth(start.dx + Math.round(x)), dy: tenth(start.dy + Math.round(y)) };
}

/** The corner follows the pointer along the diagonal; the opposite one, or the middle, stays. */
function scaled(
  { bounds }: PatchInHand,
  start: Nudge,
  corner: WindowHandle,
  { at, alt }: CanvasPointer,
  from: DocPoint,
): Nudge {
  const rect = nudgedRect(bounds, start);
  const middle = handlePoint(rect, { x: 0, y: 0 });
  const fixed = alt ? middle : handlePoint(rect, { x: opposite(corner.x), y: opposite(corner.y) });
  const held = handlePoint(rect, corner);
  const [armX, armY] = [held.x - fixed.x, held.y - fixed.y];
  const along = ((at.x - from.x) * armX + (at.y - from.y) * armY) / Math.max(1, armX ** 2 + armY ** 2);
  const scale = Math.min(MAX_SCALE, Math.max(MIN_SCALE, start.scale * (1 + along)));
  const factor = scale / start.scale;
  return {
    scale,
    dx: tenth(start.dx + (middle.x - fixed.x) * (factor - 1)),
    dy: tenth(start.dy + (middle.y - fixed.y) * (factor - 1)),
  };
}

/** The scale at which the content is `px` wider on its longer side. */
export function growScale({ bounds, nudge }: Pick<PatchInHand, "bounds" | "nudge">, px: number): number {
  const longer = Math.max(1, bounds.width, bounds.height);
  return Math.min(MAX_SCALE, Math.max(MIN_SCALE, nudge.scale + px / longer));
}

function opposite(side: -1 | 0 | 1): -1 | 0 | 1 {
  return side === 1 ? -1 : side === -1 ? 1 : 0;
}

function tenth(px: number): number {
  return Math.round(10 * px) / 10;
}

function end({ drag: held }: MoveState, phase: "commit" | "cancel"): ToolStep<MoveState> {
  const start = held?.start ?? null;
  const deeds: ToolDeed[] = start === null ? [] : [{ kind: "place", phase, nudge: start }];
  return { state: { hover: null, drag: null }, draft: null, deeds };
}
