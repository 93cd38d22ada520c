// A patch moved up or down among the others, with its new place said: a list that changes its order says nothing itself.
import type { TFunction } from "i18next";
import type { CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import { announce } from "#renderer/ui/live-region.tsx";
import type { PatchId } from "#shared/model/ids.ts";

/** `by` 1 is one place up. At an end nothing moves, and that is said. */
export function shiftPatch(document: CanvasDocument, id: PatchId, by: 1 | -1, t: TFunction<"canvas">): void {
  const { patches } = document.getState().composition;
  const from = patches.findIndex((patch) => patch.id === id);
  const patch = patches[from];
  if (patch === undefined) return;
  const { name } = patch;
  const to = from + by;
  if (to < 0 || to >= patches.length) {
    announce(t(by === 1 ? "panel.atTop" : "panel.atBottom", { name }));
    return;
  }
  document.actions.movePatch(id, to);
  announce(t("panel.place", { name, place: patches.length - to, count: patches.length }));
}
