// S3: a reply of another size brought to the window's, by separable Lanczos-3 (Duchon 1979), widened when shrinking.
// Alpha is resampled like a colour; colour is weighted by alpha so that nothing hidden bleeds in.
import { createRasterLike, hasAlpha, maxSample, type Raster } from "./pixel-types.ts";

/** Contributions to each target sample: `count` weights from source index `start`. */
type Taps = { readonly start: Int32Array; readonly count: number; readonly weights: Float32Array };

function lanczos(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= 3) return 0;
  const a = Math.PI * x;
  return (3 * Math.sin(a) * Math.sin(a / 3)) / (a * a);
}

function planTaps(from: number, to: number): Taps {
  const ratio = from / to;
  const stretch = Math.max(1, ratio);
  const count = Math.min(from, Math.ceil(6 * stretch) + 1);
  const start = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * ratio - 0.5;
    const first = Math.min(from - count, Math.max(0, Math.floor(centre - 3 * stretch) + 1));
    start[i] = first;
    let sum = 0;
    for (let k = 0; k < count; k++) sum += lanczos((first + k - centre) / stretch);
    for (let k = 0; k < count; k++) weights[i * count + k] = lanczos((first + k - centre) / stretch) / sum;
  }
  return { start, count, weights };
}

/** A picture of another size, same depth and channels. Rows are filtered on demand, so memory is a few rows. */
export function resizeLanczos(picture: Raster, width: number, height: number): Raster {
  const out = createRasterLike(picture, width, height);
  const across = planTaps(picture.width, width);
  const down = planTaps(picture.height, height);
  const { channels } = picture;
  const isPremultiplied = hasAlpha(picture);
  const rows = new Map<number, Float32Array>();
  const sums = new Float32Array(width * channels);
  for (let y = 0; y < height; y++) {
    const first = down.start[y] ?? 0;
    for (const kept of rows.keys()) if (kept < first) rows.delete(kept);
    sums.fill(0);
    for (let k = 0; k < down.count; k++) {
      let row = rows.get(first + k);
      if (row === undefined) {
        row = filterRow(picture, first + k, across, width, isPremultiplied);
        rows.set(first + k, row);
      }
      const weight = down.weights[y * down.count + k] ?? 0;
      for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + weight * (row[i] ?? 0);
    }
    writeRow(sums, out, y, isPremultiplied);
  }
  return out;
}

function filterRow(
  picture: Raster,
  y: number,
  taps: Taps,
  width: number,
  isPremultiplied: boolean,
): Float32Array {
  const { channels, data } = picture;
  const top = maxSample(picture);
  const base = y * picture.width * channels;
  const out = new Float32Array(width * channels);
  for (let x = 0; x < width; x++) {
    for (let k = 0; k < taps.count; k++) {
      const weight = taps.weights[x * taps.count + k] ?? 0;
      const i = base + ((taps.start[x] ?? 0) + k) * channels;
      const alpha = isPremultiplied ? (data[i + channels - 1] ?? 0) / top : 1;
      const last = isPremultiplied ? channels - 1 : channels;
      for (let c = 0; c < last; c++) {
        out[x * channels + c] = (out[x * channels + c] ?? 0) + weight * alpha * (data[i + c] ?? 0);
      }
      if (isPremultiplied) out[x * channels + last] = (out[x * channels + last] ?? 0) + weight * alpha * top;
    }
  }
  return out;
}

function writeRow(sums: Float32Array, out: Raster, y: number, isPremultiplied: boolean): void {
  const { channels, data, width } = out;
  const top = maxSample(out);
  const clamp = (value: number) => Math.min(top, Math.max(0, Math.round(value)));
  for (let x = 0; x < width; x++) {
    const i = x * channels;
    const target = (y * width + x) * channels;
    const alpha = isPremultiplied ? Math.min(1, Math.max(0, (sums[i + channels - 1] ?? 0) / top)) : 1;
    const last = isPremultiplied ? channels - 1 : channels;
    for (let c = 0; c < last; c++) data[target + c] = alpha > 0 ? clamp((sums[i + c] ?? 0) / alpha) : 0;
    if (isPremultiplied) data[target + last] = clamp(alpha * top);
  }
}
