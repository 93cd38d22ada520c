// Whether a reply drew the outline of the guide that went along, measured on the window as it was sent.
import type { Run } from "#shared/model/composition.ts";
import type { AssetId } from "#shared/model/ids.ts";
import { guideLeak } from "#shared/pixels/guide-picture.ts";
import type { Raster, Rect } from "#shared/pixels/pixel-types.ts";
import { rasterRegion } from "#shared/pixels/raster-region.ts";
import { resizeLanczos } from "#shared/pixels/resize-lanczos.ts";
import { rasterWide, WHOLE_WINDOW_PIXELS, wideWindow } from "#shared/pixels/wide-window.ts";
import type { OpenShelf } from "./library-session.ts";

/** Windows are sent, and come back, with far fewer. */
const MOST_PIXELS = 64_000_000;

/**
 * The share of the guide's line that a reply shows, 0..1; null without a guide, or when a picture cannot be read.
 * `sent` is the window as it went out, `frame` the document's.
 */
export async function findGuideLeak(
  { pixels }: Pick<OpenShelf["compositions"], "pixels">,
  run: Pick<Run, "hasGuide" | "region" | "window">,
  frame: Rect,
  sent: AssetId | undefined,
  reply: AssetId,
): Promise<number | null> {
  if (!run.hasGuide || sent === undefined) return null;
  const before = await pixels(sent, null, 0, MOST_PIXELS);
  const after = await pixels(reply, null, 0, MOST_PIXELS);
  if (!before.ok || !after.ok) return null;
  const { width, height } = before.value;
  const { rect } = run.window;
  const mask =
    rect.width * rect.height > WHOLE_WINDOW_PIXELS
      ? rasterWide(run.region, frame, wideWindow(rect, { width, height }))
      : resizeLanczos({ ...rasterRegion(run.region, rect), channels: 1 }, width, height);
  const data = Uint8Array.from(mask.data);
  return guideLeak(asRaster(before.value), asRaster(after.value), { width, height, data });
}

function asRaster(picture: Omit<Raster, "channels">): Raster {
  return { ...picture, channels: 4 };
}
