// What a reply to an edit of everything changed: measured everywhere, since nothing is selected, and split into islands.
import { cornerMotion } from "#shared/pixels/affine.ts";
import { alignTake } from "#shared/pixels/align-take.ts";
import { findChangeIslands } from "#shared/pixels/extend-selection.ts";
import { gateTake } from "#shared/pixels/gate-take.ts";
import { matchTake } from "#shared/pixels/match-take.ts";
import { createPlane, type Raster } from "#shared/pixels/pixel-types.ts";
import { inflateRect } from "#shared/pixels/rect.ts";
import { orMissing } from "./or-missing.ts";
import type { FoundChanges, PlaceBase, PlaceLayer, PlaceOutcome } from "./place-messages.ts";
import { clearOutside } from "./window-mask.ts";

/** Room that flow and blur need at the border, px. */
const BORDER_PX = 6;

/**
 * Changes in window px, and whether it is still the same picture. `read` gives the window's original and the reply; what
 * it lacks comes as the outcome, like a refusal.
 */
export async function findTakeChanges(
  read: { readonly original: () => Promise<Raster>; readonly reply: () => Promise<Raster> },
  base: PlaceBase,
  take: PlaceLayer,
): Promise<FoundChanges | PlaceOutcome> {
  return await orMissing(async (reached): Promise<FoundChanges | PlaceOutcome> => {
    const original = await read.original();
    reached("reply");
    const reply = await read.reply();
    const everything = createPlane(take.window.width, take.window.height, 255);
    clearOutside(everything, take.window, base.frame);
    const alignment = alignTake(original, reply, everything, take.settings, "everywhere");
    if (alignment.kind === "refused") return alignment;
    const matched = matchTake(original, alignment, take.settings);
    // Where the reply moved away from the border there is nothing to compare.
    const { width, height } = take.window;
    const strayPx = Math.ceil(cornerMotion(alignment.registration.map, width, height)) + BORDER_PX;
    const compared = inflateRect({ x: 0, y: 0, width, height }, -strayPx);
    const mask = { ...alignment.selection.mask, data: alignment.selection.mask.data.slice() };
    clearOutside(mask, { x: 0, y: 0, width, height }, compared);
    const selection = { ...alignment.selection, mask };
    const found = findChangeIslands(original, { ...alignment, selection }, matched);
    return { kind: "found", found, verdict: gateTake(alignment.registration) };
  });
}
