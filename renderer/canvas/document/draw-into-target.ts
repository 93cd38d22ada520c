// An operation on what tools draw into: the selection, the region of a patch, or where one take of a patch shows.
import { assertNever } from "#shared/errors/assert-never.ts";
import { frameOf, type Composition } from "#shared/model/composition.ts";
import {
  emptyRegion,
  extendRegion,
  type RegionOperation,
  type StrokeOperation,
} from "#shared/model/region.ts";
import type { CanvasDocument } from "./canvas-document.ts";
import type { CanvasView, CanvasViewState } from "./canvas-view.ts";
import { changePatch, paintWith } from "./patch-changes.ts";

/** One step of undo. */
export function drawIntoTarget(
  { document, view }: { readonly document: CanvasDocument; readonly view: CanvasView },
  operation: RegionOperation,
): void {
  const { target } = view.getState();
  const { actions } = document;
  switch (target.kind) {
    case "selection":
      if ("mode" in operation) return actions.select(operation);
      return actions.changeSelection(operation);
    case "patch":
      return actions.editRegion(target.id, operation);
    case "take":
      return actions.paintWith(target.id, target.job, operation);
    default:
      return assertNever(target);
  }
}

/** The document as `drawIntoTarget` would leave it with a stroke that is still being drawn. */
export function drawnComposition(
  now: Composition,
  target: CanvasViewState["target"],
  stroke: StrokeOperation,
): Composition {
  switch (target.kind) {
    case "selection":
      return { ...now, selection: extendRegion(now.selection ?? emptyRegion(frameOf(now)), stroke) };
    case "patch":
      return changePatch(now, target.id, (patch) => ({
        ...patch,
        region: extendRegion(patch.region, stroke),
      }));
    case "take":
      return changePatch(now, target.id, (patch) => paintWith(patch, target.job, stroke));
    default:
      return assertNever(target);
  }
}
