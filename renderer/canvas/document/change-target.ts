// Invert, grow, shrink, feather, fill holes of what tools draw into. The mask is made ready off the page's thread first:
// on a big document it takes longer than a frame.
import { extendRegion, type WholeOperation } from "#shared/model/region.ts";
import type { CanvasDocument } from "./canvas-document.ts";
import type { CanvasView } from "./canvas-view.ts";
import type { RegionMasks } from "./region-masks.ts";
import { drawIntoTarget } from "./draw-into-target.ts";
import { targetRegion } from "./target-region.ts";

/** One step of undo. When the target changed while its mask was made ready, nothing is done. */
export async function changeTarget(
  parts: { readonly document: CanvasDocument; readonly view: CanvasView; readonly masks: RegionMasks },
  operation: WholeOperation,
): Promise<void> {
  const { document, view, masks } = parts;
  const read = () => targetRegion({ composition: document.getState().composition, view: view.getState() });
  const before = read();
  if (before !== null) await masks.prepare(extendRegion(before, operation));
  if (read() !== before) return;
  drawIntoTarget(parts, operation);
}
