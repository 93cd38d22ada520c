// Keys over the stage that are not commands: Enter, Escape and Backspace for the tool under way, arrows for the rectangle
// and for the patch in hand, Shift and Alt for the cursor.
import type { KeyboardEvent } from "react";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { startRectangle, stepRectangle, type ArrowKey } from "#renderer/canvas/tools/key-rectangle.ts";
import type { ToolController } from "#renderer/canvas/tools/tool-controller.ts";
import { frameOf } from "#shared/model/composition.ts";

const arrows: Readonly<Record<string, ArrowKey>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};
const LONG_STEP_PX = 10;

export function useStageKeys(
  desk: Desk,
  controller: { readonly current: ToolController | null },
): (event: KeyboardEvent) => void {
  return (event) => {
    controller.current?.hold({ shift: event.shiftKey, alt: event.altKey });
    if (event.ctrlKey || event.metaKey) return;
    const key =
      event.key === "Enter"
        ? "confirm"
        : event.key === "Escape"
          ? "cancel"
          : event.key === "Backspace"
            ? "back"
            : null;
    if (key !== null) {
      if (controller.current?.press(key) === true) event.preventDefault();
      return;
    }
    const arrow = arrows[event.key];
    if (arrow === undefined) return;
    event.preventDefault();
    const { activePatch } = desk.view.getState();
    if (desk.tools.getState().tool === "move" && activePatch !== null) {
      const px = event.shiftKey ? LONG_STEP_PX : 1;
      const dx = arrow === "left" ? -px : arrow === "right" ? px : 0;
      const dy = arrow === "up" ? -px : arrow === "down" ? px : 0;
      desk.document.actions.nudgePatch(activePatch, dx, dy);
      return;
    }
    stepSelection(desk, arrow, { isSizing: event.shiftKey, stepPx: event.altKey ? 1 : 16 });
  };
}

/** With the rectangle tool the arrows make a rectangle, then move it, with Shift size it; with others they move what is selected. */
function stepSelection(
  desk: Desk,
  arrow: ArrowKey,
  how: { readonly isSizing: boolean; readonly stepPx: number },
): void {
  const { actions } = desk.document;
  const { bounds } = desk.state.getState();
  const frame = frameOf(desk.composition);
  const { tool } = desk.tools.getState();
  if (tool === "rectangle" || tool === "ellipse") {
    const rect = bounds === null ? startRectangle(frame) : stepRectangle(bounds, frame, arrow, how);
    actions.select({ kind: tool, mode: "replace", ...rect });
    return;
  }
  if (bounds === null) return;
  const moved = stepRectangle(bounds, frame, arrow, {
    isSizing: false,
    stepPx: how.isSizing ? LONG_STEP_PX : 1,
  });
  actions.moveSelection(moved.x - bounds.x, moved.y - bounds.y);
}
