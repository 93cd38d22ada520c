// What a layer's result depends on, as words that are the same only for the same: where it is placed, what lies below it, its
// own settings.
import type { AssetId } from "#shared/model/ids.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import { intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import type { StackedLayer } from "./stacked-layer.ts";
import type { PlaceBase, PlaceLayer } from "./place-messages.ts";

/** True when a layer below shows where the other one's window is. */
export function isUnder({ window, mixed, bounds }: StackedLayer, { window: other }: PlaceLayer): boolean {
  const shown = { ...bounds, x: bounds.x + window.x, y: bounds.y + window.y };
  return mixed !== null && !isEmptyRect(intersectRects(shown, other));
}

/** What a layer is placed on, of the layers under it: none where it is cut from the base. */
export function groundOf(under: readonly StackedLayer[], { cutFrom }: PlaceLayer): readonly StackedLayer[] {
  return cutFrom === "base" ? [] : under;
}

/** Where a layer is placed, leaving aside what lies below it. */
export function placeKey({ asset, frame }: PlaceBase, { window, cutFrom }: PlaceLayer): string {
  return `${asset ?? "blank"}|${rectKey(frame)}|${rectKey(window)}|${cutFrom}`;
}

/** The same with layers below. */
export function groundKey(base: PlaceBase, under: readonly StackedLayer[], layer: PlaceLayer): string {
  return [placeKey(base, layer), ...under.map(({ stamp }) => stamp)].join("|");
}

/** A layer's own part in its result. */
export function ownKey({ region, settings, chosen, painted }: PlaceLayer): string {
  const masks = painted.map(({ reply, mask }) => `${reply}:${mask.key}`);
  return [region.key, JSON.stringify(settings), chosen.reply, ...masks].join("|");
}

/** Selection and reply of a take. */
export function takeKey({ region }: PlaceLayer, reply: AssetId): string {
  return `${region.key}|${reply}`;
}

function rectKey({ x, y, width, height }: Rect): string {
  return `${x},${y},${width},${height}`;
}
