// Where the pointer leaves marks on the stage, CSS px: the brush around it, its place on the rulers.
import { toScreen } from "#renderer/canvas/document/doc-point.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import { RULER_PX } from "./paint-rulers.ts";
import type { StageInput } from "./stage-input.ts";

/** Room for the rim's line, and for the sign beside a small brush. */
const RIM_PX = 14;

/** What the brush covers; nothing for another cursor. */
export function pointerAreas({ view }: StageInput): readonly Rect[] {
  if (view.cursor.kind !== "brush" || view.hover === null) return [];
  const { x, y } = toScreen(view.view, view.hover);
  const reach = Math.max(1.5, view.cursor.radiusPx * view.view.scale) + RIM_PX;
  return [{ x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach }];
}

/** The marks on the rulers. */
export function markAreas({ view }: StageInput): readonly Rect[] {
  if (view.hover === null) return [];
  const { x, y } = toScreen(view.view, view.hover);
  return [
    { x: Math.round(x) - 1, y: 0, width: 3, height: RULER_PX },
    { x: 0, y: Math.round(y) - 1, width: RULER_PX, height: 3 },
  ];
}
