// The box of what a mask selects, found once per mask: masks never change. Beside it, where a patch's content lies after it
// was nudged.
import type { Placement } from "#shared/model/patch.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import { selectedBounds, type TiledMask } from "./tiled-mask.ts";

const known = new WeakMap<TiledMask, Rect>();

/** The smallest rectangle of the document with every selected pixel; width 0 when there is none. */
export function boundsOfMask(mask: TiledMask): Rect {
  let bounds = known.get(mask);
  if (bounds === undefined) {
    bounds = selectedBounds(mask);
    known.set(mask, bounds);
  }
  return bounds;
}

/** Where the content of a selection lies once it was nudged: scaled about its middle, then moved. May lie between pixels. */
export function nudgedRect(bounds: Rect, nudge: Placement["nudge"]): Rect {
  const [width, height] = [bounds.width * nudge.scale, bounds.height * nudge.scale];
  return {
    x: bounds.x + nudge.dx + (bounds.width - width) / 2,
    y: bounds.y + nudge.dy + (bounds.height - height) / 2,
    width,
    height,
  };
}
