// A layer while its slider is dragged: its takes at reduced size, painted into one another as at full size.
import { reduceMask } from "#shared/pixels/reduce-take.ts";
import { mixTakes } from "#shared/pixels/mix-takes.ts";
import type { Plane8, Raster, Rect } from "#shared/pixels/pixel-types.ts";
import type { PreviewTake, TakePreview } from "#shared/pixels/preview-take.ts";
import { rasterRegion } from "#shared/pixels/raster-region.ts";
import type { PlaceLayer } from "./place-messages.ts";

/** Colours with α to lay over the document, 8-bit RGBA, stretched over `rect` (document px). */
export type MixedPreview = { readonly rect: Rect; readonly pixels: Raster };

/** Null where the takes do not lie on one lattice, or nothing shows. */
export function previewMix(
  takes: ReadonlyMap<string, PreviewTake>,
  { chosen, painted, settings, window }: PlaceLayer,
): MixedPreview | null {
  const first = takes.get(chosen.job)?.show(settings);
  if (first === undefined) return null;
  const rect = { ...first.rect, x: first.rect.x + window.x, y: first.rect.y + window.y };
  if (painted.length === 0) return { rect, pixels: first.pixels };
  const parts = [];
  for (const { job, mask } of painted) {
    const part = takes.get(job)?.show(settings);
    if (part === undefined || !isOnOneLattice(first, part)) return null;
    const area = reduceMask(rasterRegion(mask.region, rect), { ...rect, x: 0, y: 0 }, first.reduction);
    parts.push({ ...premultiplied(part.pixels), mask: area });
  }
  return { rect, pixels: straight(mixTakes(premultiplied(first.pixels), parts).pixels) };
}

function isOnOneLattice(a: TakePreview, b: TakePreview): boolean {
  const { x, y, width, height } = a.rect;
  const other = b.rect;
  return (
    a.reduction === b.reduction &&
    x === other.x &&
    y === other.y &&
    width === other.width &&
    height === other.height
  );
}

/** Colours times α: so they are mixed like pixels that lie over the same original. */
function premultiplied(pixels: Raster): { readonly pixels: Raster; readonly alpha: Plane8 } {
  const { width, height } = pixels;
  const data = Uint8ClampedArray.from(pixels.data, (value, i) =>
    i % 4 === 3 ? value : (value * (pixels.data[i | 3] ?? 0)) / 255,
  );
  const alpha = Uint8Array.from({ length: width * height }, (_, i) => data[4 * i + 3] ?? 0);
  return { pixels: { ...pixels, data }, alpha: { width, height, data: alpha } };
}

function straight(pixels: Raster): Raster {
  const data = Uint8ClampedArray.from(pixels.data, (value, i) =>
    i % 4 === 3 ? value : (value * 255) / Math.max(1, pixels.data[i | 3] ?? 0),
  );
  return { ...pixels, data };
}
