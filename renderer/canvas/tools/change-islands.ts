// Islands of a whole-picture edit on the document: which one lies under a press, how they are drawn, and the operation
// that selects the kept ones. Pure; the islands are found by shared/pixels.
import type { CanvasDraft, IslandOutline } from "#renderer/canvas/document/canvas-draft.ts";
import { docPoint, type DocPoint } from "#renderer/canvas/document/doc-point.ts";
import { traceContours } from "#renderer/canvas/document/mask-contour.ts";
import type { PatchWindow } from "#shared/model/patch.ts";
import type { RegionMode, RegionOperation } from "#shared/model/region.ts";
import { cutMask } from "#shared/pixels/cut-window.ts";
import { selectIslands, type ChangeIslands } from "#shared/pixels/extend-selection.ts";
import { encodeRuns } from "#shared/pixels/mask-runs.ts";
import { maskBounds } from "#shared/pixels/mask-morphology.ts";
import { createPlane, type Plane8 } from "#shared/pixels/pixel-types.ts";
import { packLengths } from "#shared/pixels/run-text.ts";
import { operationOf } from "./picture-selector.ts";

/** The part of a window that says where its pixels lie. `size` is that of the plane the islands were found on. */
export type IslandsPlace = {
  readonly window: Pick<PatchWindow, "rect">;
  readonly size: { readonly width: number; readonly height: number };
};

/** The label of the island under a point; null beside all of them. */
export function islandAt(found: ChangeIslands, place: IslandsPlace, at: DocPoint): number | null {
  const { rect } = place.window;
  const x = Math.floor(((at.x - rect.x) * place.size.width) / rect.width) - found.box.x;
  const y = Math.floor(((at.y - rect.y) * place.size.height) / rect.height) - found.box.y;
  if (x < 0 || y < 0 || x >= found.box.width || y >= found.box.height) return null;
  const label = found.labels.data[(y >> 1) * found.labels.width + (x >> 1)] ?? 0;
  return label === 0 ? null : label;
}

/** The outlines of all islands, kept ones told from rejected ones. */
export function drawIslands(
  found: ChangeIslands,
  place: IslandsPlace,
  kept: ReadonlySet<number>,
): CanvasDraft & { readonly kind: "islands" } {
  const { rect } = place.window;
  const [scaleX, scaleY] = [rect.width / place.size.width, rect.height / place.size.height];
  const islands = found.islands.flatMap(({ label }): IslandOutline[] => {
    const data = found.labels.data.map((value) => (value === label ? 255 : 0));
    return traceContours({ ...found.labels, data }).map((contour) => ({
      label,
      isKept: kept.has(label),
      outline: Array.from({ length: contour.length / 2 }, (_, i) =>
        docPoint(
          rect.x + (found.box.x + 2 * (contour[2 * i] ?? 0)) * scaleX,
          rect.y + (found.box.y + 2 * (contour[2 * i + 1] ?? 0)) * scaleY,
        ),
      ),
    }));
  });
  return { kind: "islands", islands };
}

/** Selects the kept islands; null when there are none. */
export function selectKept(
  found: ChangeIslands,
  place: IslandsPlace,
  kept: ReadonlySet<number>,
  mode: RegionMode,
): RegionOperation | null {
  const { rect } = place.window;
  const mask = resizeMask(selectIslands(found, [...kept], place.size), rect.width, rect.height);
  const box = maskBounds(mask);
  if (box.width === 0) return null;
  const runs = packLengths(encodeRuns(cutMask(mask, box)).lengths);
  return operationOf({ bounds: { ...box, x: rect.x + box.x, y: rect.y + box.y }, runs }, mode, "changes");
}

/** Nearest samples. */
function resizeMask(mask: Plane8, width: number, height: number): Plane8 {
  if (mask.width === width && mask.height === height) return mask;
  const out = createPlane(width, height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * mask.height) / height) * mask.width;
    for (let x = 0; x < width; x++) {
      out.data[y * width + x] = mask.data[row + Math.floor(((x + 0.5) * mask.width) / width)] ?? 0;
    }
  }
  return out;
}
