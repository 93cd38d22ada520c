// A picture as the stage draws it: bitmaps that lie beside each other, at the level that is there for the zoom. For the
// eye only: nothing is read back into a picture.
import type { RectPx } from "#shared/model/region.ts";

export type ShownTile = {
  /** In px of the full picture. */
  readonly rect: RectPx;
  readonly bitmap: ImageBitmap;
  /** The part of the bitmap that shows there, bitmap px; null for all of it. */
  readonly from: RectPx | null;
};

/** How much of what is looked at is there: nothing, a coarser level in places, or all. */
export type Sharpness = "nothing" | "coarse" | "sharp";

export type ShownPicture = {
  /** Of the full picture, px; 0 until it is known. */
  readonly width: number;
  readonly height: number;
  /** True once all of it is there in some way and no pixel of it is clear. */
  readonly isOpaque: boolean;
  /** Resolves once it can be seen. Rejects when it cannot be shown. */
  readonly open: () => Promise<void>;
  /** What there is to draw of a part at a scale (device px per picture px); asks for what is missing. */
  readonly tilesFor: (scale: number, visible: RectPx) => readonly ShownTile[];
  /** The same for tools: waits until all of it is there at that scale. */
  readonly tilesOnceThere: (scale: number, rect: RectPx) => Promise<readonly ShownTile[]>;
  readonly dispose: () => void;
};
