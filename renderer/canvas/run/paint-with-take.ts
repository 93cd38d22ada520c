// Painting between takes: tools draw into where a take of a patch shows.
import { findPatch } from "#renderer/canvas/document/patch-changes.ts";
import type { JobId, PatchId } from "#shared/model/ids.ts";
import { chosenTake } from "#shared/model/patch.ts";
import type { Desk } from "./desk.ts";

/** Takes a take to paint with in hand, with the brush; null lets it go. */
export function paintWithTake(desk: Desk, id: PatchId, job: JobId | null): void {
  const { view, tools } = desk;
  if (job === null) return view.actions.set({ target: { kind: "selection" } });
  view.actions.set({ activePatch: id, target: { kind: "take", id, job } });
  if (tools.getState().tool !== "eraser") tools.actions.choose("brush");
}

/**
 * The next take of the patch in hand, to be painted over the one that shows; the last one is followed by letting go.
 * False when no patch with several takes is in hand.
 */
export function paintWithNext(desk: Desk): boolean {
  const { activePatch, target } = desk.view.getState();
  const patch = activePatch === null ? undefined : findPatch(desk.composition, activePatch);
  if (patch === undefined || patch.takes.length < 2) return false;
  const others = patch.takes.map(({ job }) => job).filter((job) => job !== chosenTake(patch).job);
  const now = target.kind === "take" ? others.indexOf(target.job) : -1;
  paintWithTake(desk, patch.id, others[now + 1] ?? null);
  return true;
}
