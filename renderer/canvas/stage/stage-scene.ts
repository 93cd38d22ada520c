// What the room gives the stage to show beside the document: pictures by address, and bitmaps it made.
import type { PatchId } from "#shared/model/ids.ts";
import type { RectPx } from "#shared/model/region.ts";

/** A ready bitmap in its place. The giver owns it and closes it after taking it out of the scene. */
export type StagePicture = {
  readonly bitmap: ImageBitmap;
  /** Document px that it covers; the bitmap may be smaller. */
  readonly rect: RectPx;
  /** 0..1. */
  readonly opacity: number;
};

export type StageScene = {
  /** What each patch lays over the picture: its placed pixels, clear where its alpha is 0. A patch without one is not drawn. */
  readonly patches: ReadonlyMap<PatchId, StagePicture>;
  /** A take shown in place, above all patches; null for none. */
  readonly candidate: StagePicture | null;
  /** Above everything: a difference, a depth view, changed pixels. They are left out of what tools see. */
  readonly overlays: readonly StagePicture[];
};

export const emptyScene: StageScene = { patches: new Map(), candidate: null, overlays: [] };
