// Shrinks pixels by averaging areas, for what is looked at coarsely: hashes and placeholders. Two calls of the decoder
// for so few pixels cost more than this. Pure.

/** Interleaved 8-bit samples: grey, grey + alpha, RGB or RGBA. */
export type Pixels = {
  readonly data: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly channels: number;
};

/** RGBA of that size; colours count by their alpha, so that what cannot be seen does not bleed in. */
export function averageRgba(pixels: Pixels, widthPx: number, heightPx: number): Uint8Array {
  const { channels } = pixels;
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  const sums = averageArea(pixels, widthPx, heightPx, 4, (data, at, into) => {
    const alpha = channels % 2 === 0 ? (data[at + channels - 1] ?? 0) : 255;
    into[0] = (data[at] ?? 0) * alpha;
    into[1] = (data[at + green] ?? 0) * alpha;
    into[2] = (data[at + blue] ?? 0) * alpha;
    into[3] = alpha;
  });
  const rgba = new Uint8Array(sums.length);
  for (let at = 0; at < sums.length; at += 4) {
    const alpha = sums[at + 3] ?? 0;
    for (let sample = at; sample < at + 3; sample += 1)
      rgba[sample] = alpha === 0 ? 0 : Math.round((sums[sample] ?? 0) / alpha);
    rgba[at + 3] = Math.round(alpha);
  }
  return rgba;
}

/** Lightness on white, 0 to 255, as grey sRGB. */
export function averageGrey(pixels: Pixels, widthPx: number, heightPx: number): Float64Array {
  const { channels } = pixels;
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  return averageArea(pixels, widthPx, heightPx, 1, (data, at, into) => {
    const alpha = channels % 2 === 0 ? (data[at + channels - 1] ?? 0) : 255;
    const light = (sample: number): number =>
      lightOf[Math.round(((data[sample] ?? 0) * alpha) / 255) + 255 - alpha] ?? 0;
    const sum = 0.2126 * light(at) + 0.7152 * light(at + green) + 0.0722 * light(at + blue);
    into[0] = 255 * (sum <= 0.003_130_8 ? sum * 12.92 : 1.055 * sum ** (1 / 2.4) - 0.055);
  });
}

/** Linear light of an sRGB sample, 0 to 1. */
const lightOf = Float64Array.from({ length: 256 }, (_, sample) => {
  const value = sample / 255;
  return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** @param read writes the samples of the pixel at an offset */
function averageArea(
  { data, widthPx, heightPx, channels }: Pixels,
  toWidthPx: number,
  toHeightPx: number,
  samples: number,
  read: (data: Uint8Array, at: number, into: Float64Array) => void,
): Float64Array {
  const sums = new Float64Array(toWidthPx * toHeightPx * samples);
  const pixel = new Float64Array(samples);
  const across = sharesOf(widthPx, toWidthPx);
  const down = sharesOf(heightPx, toHeightPx);
  for (let y = 0; y < heightPx; y += 1)
    for (let x = 0; x < widthPx; x += 1) {
      read(data, (y * widthPx + x) * channels, pixel);
      for (const row of down[y] ?? [])
        for (const column of across[x] ?? []) {
          const into = (row.to * toWidthPx + column.to) * samples;
          const share = row.share * column.share;
          for (let sample = 0; sample < samples; sample += 1)
            sums[into + sample] = (sums[into + sample] ?? 0) + (pixel[sample] ?? 0) * share;
        }
    }
  return sums;
}

type Share = { readonly to: number; readonly share: number };

/** How much each of `from` cells gives to each of `to` cells along one edge; what a cell gets sums to 1. */
function sharesOf(from: number, to: number): readonly (readonly Share[])[] {
  const scale = to / from;
  return Array.from({ length: from }, (_, cell) => {
    const [start, end] = [cell * scale, (cell + 1) * scale];
    const shares: Share[] = [];
    for (let at = Math.floor(start); at < Math.min(to, end); at += 1) {
      const share = Math.min(end, at + 1) - Math.max(start, at);
      if (share > 1e-9) shares.push({ to: at, share });
    }
    return shares;
  });
}
