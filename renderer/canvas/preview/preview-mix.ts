// A layer while its slider is dragged: its takes at reduced size, painted into one another as at full size.
import { reduceMask } from "#shared/pixels/reduce-take.ts";
import { mixTakes } from "#shared/pixels/mix-takes.ts";
import type { Plane8, Raster, Rect } from "#shared/pixels/pixel-types.ts";
import type { PreviewTake, TakePreview } from "#shared/pixels/preview-take.ts";
import { rasterRegion } from "#shared/pixels/raster-region.ts";
import { unionRects } from "#shared/pixels/rect.ts";
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
  const inDocument = (rect: Rect): Rect => ({ ...rect, x: rect.x + window.x, y: rect.y + window.y });
  if (painted.length === 0) return { rect: inDocument(first.rect), pixels: first.pixels };
  const parts = painted.flatMap(({ job, mask }) => {
    const preview = takes.get(job)?.show(settings);
    return preview?.reduction === first.reduction ? [{ preview, mask }] : [];
  });
  if (parts.length < painted.length) return null;
  const { reduction } = first;
  // Each take opens a box of its own; they meet in the one that holds all. All lie on the lattice of the window.
  const all = parts.reduce((rect, { preview }) => unionRects(rect, preview.rect), first.rect);
  const rect = inDocument(all);
  const mixed = mixTakes(
    premultiplied(first, all),
    parts.map(({ preview, mask }) => ({
      ...premultiplied(preview, all),
      mask: reduceMask(rasterRegion(mask.region, rect), { ...rect, x: 0, y: 0 }, reduction),
    })),
  );
  return { rect, pixels: straight(mixed.pixels) };
}

/** Colours times α, over `all`: so they are mixed like pixels that lie over the same original. */
function premultiplied(
  { pixels, rect, reduction }: TakePreview,
  all: Rect,
): { readonly pixels: Raster; readonly alpha: Plane8 } {
  const [width, height] = [all.width / reduction, all.height / reduction];
  const data = new Uint8ClampedArray(4 * width * height);
  const alpha = new Uint8Array(width * height);
  for (let y = 0, from = 0; y < pixels.height; y++) {
    let to = ((rect.y - all.y) / reduction + y) * width + (rect.x - all.x) / reduction;
    for (let x = 0; x < pixels.width; x++, from += 4, to++) {
      const open = pixels.data[from + 3] ?? 0;
      for (let c = 0; c < 3; c++) data[4 * to + c] = ((pixels.data[from + c] ?? 0) * open) / 255;
      data[4 * to + 3] = open;
      alpha[to] = open;
    }
  }
  return { pixels: { ...pixels, width, height, data }, alpha: { width, height, data: alpha } };
}

function straight(pixels: Raster): Raster {
  const data = Uint8ClampedArray.from(pixels.data, (value, i) =>
    i % 4 === 3 ? value : (value * 255) / Math.max(1, pixels.data[i | 3] ?? 0),
  );
  return { ...pixels, data };
}
