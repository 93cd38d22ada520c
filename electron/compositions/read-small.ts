// A window of a decoded picture at a fraction of its size, read some rows at a time. Runs in workers.
import { hasAlpha, type Raster } from "#shared/pixels/pixel-types.ts";
import { resizeLanczos } from "#shared/pixels/resize-lanczos.ts";
import type { WideWindow } from "#shared/pixels/wide-window.ts";
import { readWindow, samplesOf, type RawPicture } from "./raw-picture.ts";

/** Means of whole blocks, colours weighted by alpha, and the rest of the way by Lanczos. Reflected beyond the picture. */
export function readSmall(picture: RawPicture, { window, small, block }: WideWindow): Raster {
  const width = Math.ceil(window.width / block);
  const height = Math.ceil(window.height / block);
  const { channels } = picture;
  const blocks: Raster = { width, height, channels, data: samplesOf(picture, width * height) };
  for (let row = 0; row < height; row++) {
    const band = { x: window.x, y: window.y + row * block, width: width * block, height: block };
    averageBand(readWindow(picture, band), block, blocks, row);
  }
  if (width === small.width && height === small.height) return blocks;
  return resizeLanczos(blocks, small.width, small.height);
}

function averageBand(band: Raster, block: number, out: Raster, row: number): void {
  const { channels } = band;
  const alphaAt = hasAlpha(band) ? channels - 1 : -1;
  const sums = new Float64Array(channels);
  for (let i = 0; i < out.width; i++) {
    sums.fill(0);
    for (let y = 0; y < block; y++)
      for (let x = 0; x < block; x++) {
        const at = (y * band.width + i * block + x) * channels;
        const cover = alphaAt < 0 ? 1 : (band.data[at + alphaAt] ?? 0);
        for (let c = 0; c < channels; c++)
          sums[c] = (sums[c] ?? 0) + (c === alphaAt ? cover : (band.data[at + c] ?? 0) * cover);
      }
    const whole = alphaAt < 0 ? block * block : (sums[alphaAt] ?? 0);
    const to = (row * out.width + i) * channels;
    for (let c = 0; c < channels; c++) {
      const divisor = c === alphaAt ? block * block : whole;
      out.data[to + c] = divisor === 0 ? 0 : Math.round((sums[c] ?? 0) / divisor);
    }
  }
}
