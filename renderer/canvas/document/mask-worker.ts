// Applies operations to masks off the page's thread.
import type { RegionOperation } from "#shared/model/region.ts";
import { shareFullTiles, type TiledMask } from "./tiled-mask.ts";
import { applyToMask } from "./apply-to-mask.ts";

export type MaskAsk = {
  readonly id: number;
  readonly mask: TiledMask;
  readonly operations: readonly RegionOperation[];
};

/** Null: it could not be done, for want of memory. */
export type MaskAnswer = { readonly id: number; readonly mask: TiledMask | null };

addEventListener("message", ({ data }: MessageEvent<MaskAsk>) => {
  let answer: MaskAnswer = { id: data.id, mask: null };
  try {
    let mask = shareFullTiles(data.mask);
    for (const operation of data.operations) mask = applyToMask(mask, operation);
    answer = { id: data.id, mask };
  } finally {
    postMessage(answer);
  }
});
