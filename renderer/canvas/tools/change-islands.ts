// Islands of change on the document: which one lies under a press, how they are drawn, and the operation that selects
// some of them. Pure; the islands are found by shared/pixels.
import type { IslandMark } from "#renderer/canvas/document/island-mark.ts";
import { docPoint, type DocPoint } from "#renderer/canvas/document/doc-point.ts";
import { traceContours } from "#renderer/canvas/document/mask-contour.ts";
import type { RectPx, RegionMode, RegionOperation } from "#shared/model/region.ts";
import { cutMask } from "#shared/pixels/cut-window.ts";
import { selectIslands, type ChangeIslands } from "#shared/pixels/extend-selection.ts";
import { encodeRuns } from "#shared/pixels/mask-runs.ts";
import { maskBounds } from "#shared/pixels/mask-morphology.ts";
import { packLengths } from "#shared/pixels/run-text.ts";
import { operationOf } from "./picture-selector.ts";

/** The label of the island under a point; null beside all of them. `window` is where they were found, document px. */
export function islandAt(found: ChangeIslands, window: RectPx, at: DocPoint): number | null {
  const x = Math.floor(at.x) - window.x - found.box.x;
  const y = Math.floor(at.y) - window.y - found.box.y;
  if (x < 0 || y < 0 || x >= found.box.width || y >= found.box.height) return null;
  const label = found.labels.data[(y >> 1) * found.labels.width + (x >> 1)] ?? 0;
  return label === 0 ? null : label;
}

/** The outlines of all islands, kept ones told from rejected ones. */
export function markIslands(
  found: ChangeIslands,
  window: RectPx,
  kept: ReadonlySet<number>,
): readonly IslandMark[] {
  const [left, top] = [window.x + found.box.x, window.y + found.box.y];
  return found.islands.map(({ label, bounds }) => {
    // At half size, with the samples at its rim.
    const box = {
      x: (bounds.x - found.box.x) >> 1,
      y: (bounds.y - found.box.y) >> 1,
      width: (bounds.width + 1) >> 1,
      height: (bounds.height + 1) >> 1,
    };
    const cut = cutMask(found.labels, box);
    const contours = traceContours({ ...cut, data: cut.data.map((value) => (value === label ? 255 : 0)) });
    const outlines = contours.map((contour) =>
      Array.from({ length: contour.length / 2 }, (_, i) =>
        docPoint(left + 2 * (box.x + (contour[2 * i] ?? 0)), top + 2 * (box.y + (contour[2 * i + 1] ?? 0))),
      ),
    );
    return { label, outlines, isKept: kept.has(label) };
  });
}

/** Selects islands; null when none of them are there. */
export function selectKept(
  found: ChangeIslands,
  window: RectPx,
  kept: ReadonlySet<number>,
  mode: RegionMode,
): RegionOperation | null {
  const mask = selectIslands(found, [...kept], window);
  const box = maskBounds(mask);
  if (box.width === 0) return null;
  const runs = packLengths(encodeRuns(cutMask(mask, box)).lengths);
  return operationOf({ bounds: { ...box, x: window.x + box.x, y: window.y + box.y }, runs }, mode, "changes");
}
