// What the room gives the stage to show beside the document: pictures by address, and bitmaps it made.
import type { PatchId } from "#shared/model/ids.ts";
import type { RectPx } from "#shared/model/region.ts";
import { intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";

/** A bitmap in its place. */
export type PictureTile = {
  readonly bitmap: ImageBitmap;
  /** Document px that it covers; the bitmap may be smaller. */
  readonly rect: RectPx;
};

/**
 * A ready picture in its place. The giver owns the bitmaps and closes them after taking it out of the scene. A large one
 * comes in tiles, which overlap by a pixel, and in levels, each half as fine as the one before; at least one level.
 */
export type StagePicture = {
  readonly levels: readonly (readonly PictureTile[])[];
  /** All that it covers, document px. */
  readonly rect: RectPx;
  /** 0..1. */
  readonly opacity: number;
};

/** The tiles that a scale (device px per document px) needs of a part, at most twice as fine as the screen. */
export function tilesToDraw(
  { levels }: Pick<StagePicture, "levels">,
  scale: number,
  part: RectPx,
): readonly PictureTile[] {
  const wished = Math.max(0, Math.floor(Math.log2(1 / scale)));
  const level = levels[Math.min(levels.length - 1, wished)] ?? [];
  return level.filter(({ rect }) => !isEmptyRect(intersectRects(rect, part)));
}

/** Frees the bitmaps. */
export function closePicture({ levels }: Pick<StagePicture, "levels">): void {
  for (const { bitmap } of levels.flat()) bitmap.close();
}

export type StageScene = {
  /** What each patch lays over the picture: its placed pixels, clear where its alpha is 0. A patch without one is not drawn. */
  readonly patches: ReadonlyMap<PatchId, StagePicture>;
  /** A take shown in place, above all patches; null for none. */
  readonly candidate: StagePicture | null;
  /** Above everything: a difference, a depth view, changed pixels. They are left out of what tools see. */
  readonly overlays: readonly StagePicture[];
};

export const emptyScene: StageScene = { patches: new Map(), candidate: null, overlays: [] };
