// How tools get at what is seen, to measure on it: never for pixels that go into a picture.
import type { RectPx } from "#shared/model/region.ts";

export type PixelSource = {
  /**
   * The document as it is shown (base and visible patches, no overlays) within `rect`, at `scale` bitmap px per
   * document px (up to 1). The taker closes it. Null while the picture is still loading.
   */
  readonly grab: (rect: RectPx, scale: number) => Promise<ImageBitmap | null>;
};
