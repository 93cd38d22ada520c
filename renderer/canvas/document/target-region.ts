// What tools draw into and the stage outlines: the selection, or the region of a patch that is being edited.
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
  return input.composition.patches.find(({ id }) => id === target.id)?.region ?? null;
}
