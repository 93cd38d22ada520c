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
  const sums = hasAlpha(band) ? sumWeighted(band, block, out.width) : sumPlain(band, block, out.width);
  const target = out.data.subarray(row * out.width * channels, (row + 1) * out.width * channels);
  const area = block * block;
  const alphaAt = hasAlpha(band) ? channels - 1 : -1;
  for (let i = 0; i < target.length; i += channels) {
    const whole = alphaAt < 0 ? area : (sums[i + alphaAt] ?? 0);
    for (let c = 0; c < channels; c++) {
      const divisor = c === alphaAt ? area : whole;
      target[i + c] = divisor === 0 ? 0 : Math.round((sums[i + c] ?? 0) / divisor);
    }
  }
}

function sumPlain({ data, channels, width }: Raster, block: number, count: number): Float64Array {
  const sums = new Float64Array(count * channels);
  for (let y = 0; y < block; y++) {
    let at = y * width * channels;
    for (let i = 0; i < sums.length; i += channels)
      for (let x = 0; x < block; x++)
        for (let c = i; c < i + channels; c++) sums[c] = (sums[c] ?? 0) + (data[at++] ?? 0);
  }
  return sums;
}

/** Colours times alpha; alpha is the last. */
function sumWeighted({ data, channels, width }: Raster, block: number, count: number): Float64Array {
  const sums = new Float64Array(count * channels);
  const colours = channels - 1;
  for (let y = 0; y < block; y++) {
    let at = y * width * channels;
    for (let i = 0; i < sums.length; i += channels)
      for (let x = 0; x < block; x++, at += channels) {
        const cover = data[at + colours] ?? 0;
        for (let c = 0; c < colours; c++) sums[i + c] = (sums[i + c] ?? 0) + (data[at + c] ?? 0) * cover;
        sums[i + colours] = (sums[i + colours] ?? 0) + cover;
      }
  }
  return sums;
}
