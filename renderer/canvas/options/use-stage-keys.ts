// Keys over the stage that are not commands: Enter, Escape and Backspace for the tool under way, arrows for the line between
// before and after, for takes or for what is in hand, Shift and Alt for the cursor.
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { boundsOfMask } from "#renderer/canvas/document/mask-bounds.ts";
import { dragHandle } from "#renderer/canvas/document/window-handles.ts";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { canSwitch, stepTake } from "#renderer/canvas/run/run-deeds.ts";
import { stepSelection, type ArrowKey } from "#renderer/canvas/tools/key-rectangle.ts";
import { growScale } from "#renderer/canvas/tools/move-tool.ts";
import type { ToolController } from "#renderer/canvas/tools/tool-controller.ts";
import { announce } from "#renderer/ui/live-region.tsx";
import { frameOf } from "#shared/model/composition.ts";
import { limits } from "#shared/rules/limits.ts";

const arrows: Readonly<Record<string, ArrowKey>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};
const keys = { Enter: "confirm", Escape: "cancel", Backspace: "back" } as const;
const LONG_STEP_PX = 10;
const FRAME_STEP_PX = 16;

type HeldKeys = { readonly shiftKey: boolean; readonly altKey: boolean };
type Controller = { readonly current: ToolController | null };

export function useStageKeys(desk: Desk, controller: Controller): (event: KeyboardEvent) => void {
  const { t } = useTranslation("canvas");
  const sayWindow = (): void => {
    const { plan } = desk.state.getState();
    if (plan !== null) announce(t("run.window", { width: plan.rect.width, height: plan.rect.height }));
  };
  return (event) => {
    controller.current?.hold({ shift: event.shiftKey, alt: event.altKey });
    const arrow = arrows[event.key];
    if (event.ctrlKey || event.metaKey) {
      if (arrow === undefined || !stepWindow(desk, arrow, event.shiftKey)) return;
      event.preventDefault();
      sayWindow();
      return;
    }
    if (event.key in keys) {
      const isUsed = controller.current?.press(keys[event.key as keyof typeof keys]) === true;
      if (isUsed) event.preventDefault();
      return;
    }
    if (arrow === undefined) return;
    event.preventDefault();
    const stepPx = event.altKey ? 1 : FRAME_STEP_PX;
    const share = stepDivider(desk, arrow, event.shiftKey);
    if (share !== null) {
      announce(t("overlay.splitAt", { percent: Math.round(100 * share) }));
      return;
    }
    if (controller.current?.arrow(arrow, stepPx, event.shiftKey) === true) return;
    if (placePatch(desk, controller, arrow, event)) return;
    if (!event.shiftKey && !event.altKey && (arrow === "left" || arrow === "right") && canSwitch(desk)) {
      const number = stepTake(desk, arrow === "left" ? -1 : 1);
      if (number !== null) announce(t("takes.take", { number }));
      return;
    }
    changeSelection(desk, arrow, event);
  };
}

/**
 * The line between before and after: by a hundredth of the stage's width, with Shift by ten.
 * @returns where it stands then, 0 to 1 of the width; null while there is none
 */
function stepDivider({ view }: Desk, arrow: ArrowKey, isLong: boolean): number | null {
  const { comparison } = view.getState();
  if (comparison.kind !== "split") return null;
  const [by] = offsetOf(arrow, isLong ? 0.1 : 0.01);
  const at = Math.min(1, Math.max(0, comparison.at + by));
  view.actions.set({ comparison: { kind: "split", at } });
  return at;
}

function offsetOf(arrow: ArrowKey, px: number): readonly [number, number] {
  if (arrow === "left" || arrow === "right") return [arrow === "left" ? -px : px, 0];
  return [0, arrow === "up" ? -px : px];
}

/** The window that will be sent: moved, or with Shift its right and lower side. False while there is none. */
function stepWindow(desk: Desk, arrow: ArrowKey, isSizing: boolean): boolean {
  const { window, isWindowFixed } = desk.view.getState();
  if (window === null || isWindowFixed) return false;
  const [dx, dy] = offsetOf(arrow, FRAME_STEP_PX);
  const handle = isSizing
    ? ({ x: dx === 0 ? 0 : 1, y: dy === 0 ? 0 : 1 } as const)
    : ({ x: 0, y: 0 } as const);
  desk.dragWindow(dragHandle(window.rect, handle, dx, dy, limits.size.multiplePx));
  return true;
}

/** The move tool's patch: moved by 1 px, with Shift by 10; with Alt and up or down it is scaled by as much. */
function placePatch(desk: Desk, controller: Controller, arrow: ArrowKey, held: HeldKeys): boolean {
  const patch = desk.tools.getState().tool === "move" ? controller.current?.patchInHand() : null;
  if (patch === null || patch === undefined) return false;
  const [dx, dy] = offsetOf(arrow, held.shiftKey ? LONG_STEP_PX : 1);
  const { actions } = desk.document;
  if (!held.altKey) actions.nudgePatch(patch.id, dx, dy);
  else if (dy !== 0)
    actions.tunePatch(patch.id, { placement: { nudge: { scale: growScale(patch, -2 * dy) } } });
  return true;
}

/** What is selected, or a first rectangle; while the area of a patch is changed, the arrows leave the selection alone. */
function changeSelection(
  { composition, document, masks, tools, view }: Desk,
  arrow: ArrowKey,
  held: HeldKeys,
) {
  if (view.getState().target.kind !== "selection") return;
  const { selection } = composition;
  const step = stepSelection({
    selection: selection === null ? null : { ...selection, bounds: boundsOfMask(masks.maskOf(selection)) },
    frame: frameOf(composition),
    tool: tools.getState().tool,
    arrow,
    isSizing: held.altKey,
    stepPx: held.shiftKey ? LONG_STEP_PX : 1,
  });
  if (step?.kind === "move") document.actions.moveSelection(step.dx, step.dy);
  else if (step?.kind === "select") document.actions.select(step.operation);
}
