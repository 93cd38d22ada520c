// What tools draw into and the stage outlines: the selection, the region of a patch that is being edited, or
// where a take of it is painted.
import type { Composition } from "#shared/model/composition.ts";
import type { Region } from "#shared/model/region.ts";
import type { CanvasViewState } from "./canvas-view.ts";

/** The region that tools draw into; null when nothing is selected. */
export function targetRegion(input: {
  readonly composition: Composition;
  readonly view: CanvasViewState;
}): Region | null {
  const { target } = input.view;
  if (target.kind === "selection") return input.composition.selection;
  const patch = input.composition.patches.find(({ id }) => id === target.id);
  if (target.kind === "patch") return patch?.region ?? null;
  return patch?.mix.painted.find(({ job }) => job === target.job)?.region ?? null;
}
