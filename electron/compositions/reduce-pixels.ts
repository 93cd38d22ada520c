// Part of a decoded picture for the screen, halved as often as asked for: means of whole squares, weighted by alpha so that
// no hidden colour shows. Runs in workers.
import type { Rect } from "#shared/pixels/pixel-types.ts";
import { fullRect, intersectRects } from "#shared/pixels/rect.ts";
import { asBytes, bytesPerPixel, type RawPicture } from "./raw-picture.ts";

export type ReducedPixels = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** Size of the answer, px; a crop wholly outside gives 0. */
export function reducedSize(crop: Rect, level: number): { readonly width: number; readonly height: number } {
  const step = 2 ** level;
  return { width: Math.ceil(crop.width / step), height: Math.ceil(crop.height / step) };
}

/** RGBA8 of a part; reads a band of rows at a time. */
export function readReduced(picture: RawPicture, wanted: Rect | null, level: number): ReducedPixels {
  const crop = intersectRects(wanted ?? fullRect(picture), fullRect(picture));
  const { width, height } = reducedSize(crop, level);
  if (level === 0) return { width, height, data: asBytes(picture.read(crop).data) };
  const step = 2 ** level;
  const data = new Uint8Array(width * height * 4);
  // One for all bands: together they are as large as the part at full size.
  const room = new ArrayBuffer(crop.width * step * bytesPerPixel(picture));
  for (let y = 0; y < height; y++) {
    const rows = Math.min(step, crop.height - y * step);
    const at = { x: crop.x, y: crop.y + y * step, width: crop.width, height: rows };
    const band = picture.read(at, room);
    reduceBand(asBytes(band.data), crop.width, rows, step, data.subarray(y * width * 4, (y + 1) * width * 4));
  }
  return { width, height, data };
}

function reduceBand(band: Uint8Array, width: number, rows: number, step: number, out: Uint8Array): void {
  for (let x = 0; x * 4 < out.length; x++) {
    const end = Math.min(width, (x + 1) * step);
    let red = 0;
    let green = 0;
    let blue = 0;
    let cover = 0;
    for (let y = 0; y < rows; y++)
      for (let i = (y * width + x * step) * 4; i < (y * width + end) * 4; i += 4) {
        const alpha = band[i + 3] ?? 0;
        red += (band[i] ?? 0) * alpha;
        green += (band[i + 1] ?? 0) * alpha;
        blue += (band[i + 2] ?? 0) * alpha;
        cover += alpha;
      }
    if (cover === 0) continue;
    out[4 * x] = Math.round(red / cover);
    out[4 * x + 1] = Math.round(green / cover);
    out[4 * x + 2] = Math.round(blue / cover);
    out[4 * x + 3] = Math.round(cover / (rows * (end - x * step)));
  }
}
