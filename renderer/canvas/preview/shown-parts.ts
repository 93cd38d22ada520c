// What the placed pixels of a document depend on, to tell whether they have to be made again; and the ground of a view.
import type { Composition } from "#shared/model/composition.ts";
import type { StagePicture } from "#renderer/canvas/stage/stage-scene.ts";
import type { OverlayKind, PlacedPicture } from "./place-messages.ts";

/** A difference is seen on black; the other views lie over the picture. */
export async function groundOf(overlay: OverlayKind, rect: PlacedPicture["rect"]): Promise<StagePicture[]> {
  if (overlay !== "difference") return [];
  const black = new ImageData(new Uint8ClampedArray([0, 0, 0, 255]), 1, 1);
  return [{ levels: [[{ bitmap: await createImageBitmap(black), rect }]], rect, opacity: 1 }];
}

export type Shown = readonly unknown[];

/** What the placed pixels depend on. Facts recorded of takes are not among it. */
export function shownParts(composition: Composition): Shown {
  const parts = composition.patches.flatMap((patch) => [
    patch.id,
    patch.region,
    patch.mix,
    patch.placement,
    patch.tone,
    patch.edge,
    patch.opacity,
    patch.isVisible,
  ]);
  return [composition.base, composition.sizePx, composition.origin, ...parts];
}

/** True when nothing of it has changed. */
export function isShownSame(before: Shown, composition: Composition): boolean {
  const now = shownParts(composition);
  return before.length === now.length && before.every((part, i) => part === now[i]);
}
