// The way back from every view to the plain picture.
import type { Desk } from "#renderer/canvas/run/desk.ts";

type Views = Pick<Desk, "view" | "preview">;

/** Whether something else than the plain picture is shown. */
export function isViewOn({ view, preview }: Views): boolean {
  return preview.store.getState().overlay !== null || view.getState().comparison.kind !== "none";
}

export function closeViews({ view, preview }: Views): void {
  preview.setOverlay(null);
  view.actions.set({ comparison: { kind: "none" } });
}
