// Move: takes the patch under the pointer in hand and nudges its content; one drag is one step of undo.
import type { DocPoint } from "#renderer/canvas/document/doc-point.ts";
import { rest, type Tool, type ToolStep } from "./tool.ts";

type MoveState = {
  readonly from: DocPoint;
  readonly dx: number;
  readonly dy: number;
  readonly isMoving: boolean;
} | null;

/** CSS px that a press may tremble. */
const TREMBLE_PX = 3;

export function moveTool(): Tool<MoveState> {
  return {
    start: null,
    reduce: (state, input, { view, patch }) => {
      if (input.kind === "key") return input.key === "cancel" ? end(state, "cancel") : rest(state);
      if (input.kind !== "pointer") return rest(state);
      const { pointer } = input;
      if (pointer.kind === "down") {
        const next = { from: pointer.at, dx: 0, dy: 0, isMoving: false };
        return { state: next, draft: null, deeds: [{ kind: "pick-patch", at: pointer.at }] };
      }
      if (pointer.kind === "cancel") return end(state, "cancel");
      if (pointer.kind === "up") return end(state, "commit");
      if (state === null || pointer.kind !== "move" || patch === null) return rest(state);
      const [dx, dy] = along(pointer.at.x - state.from.x, pointer.at.y - state.from.y, pointer.shift);
      if (!state.isMoving && Math.hypot(dx, dy) * view.scale < TREMBLE_PX) return rest(state);
      const move = { kind: "nudge", phase: "move", dx: dx - state.dx, dy: dy - state.dy } as const;
      const begin = { kind: "nudge", phase: "begin", dx: 0, dy: 0 } as const;
      const handles = { kind: "handles", patch: patch.id, rect: patch.rect } as const;
      return {
        state: { ...state, dx, dy, isMoving: true },
        draft: handles,
        deeds: state.isMoving ? [move] : [begin, move],
      };
    },
    cursor: ({ patch }) => ({ kind: "css", name: patch === null ? "default" : "move" }),
  };
}

/** Shift keeps to one axis; whole px. */
function along(dx: number, dy: number, isStraight: boolean): readonly [number, number] {
  const [x, y] = [Math.round(dx), Math.round(dy)];
  if (!isStraight) return [x, y];
  return Math.abs(x) >= Math.abs(y) ? [x, 0] : [0, y];
}

function end(state: MoveState, phase: "commit" | "cancel"): ToolStep<MoveState> {
  const deeds = state?.isMoving === true ? [{ kind: "nudge", phase, dx: 0, dy: 0 } as const] : [];
  return { state: null, draft: null, deeds };
}
