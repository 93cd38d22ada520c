// An operation on what tools draw into: the selection, the region of a patch, or where one take of a patch shows.
import { assertNever } from "#shared/errors/assert-never.ts";
import type { RegionOperation } from "#shared/model/region.ts";
import type { CanvasDocument } from "./canvas-document.ts";
import type { CanvasView } from "./canvas-view.ts";

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
