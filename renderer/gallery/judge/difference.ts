// How two pictures of one size differ, pixel by pixel. Pure; 8-bit RGBA in, figures and a grey map out.

export type Difference = {
  /** The largest difference of a channel at each pixel, 0 to 255; alpha counts as a channel. */
  readonly map: Uint8Array;
  readonly changed: number;
  readonly most: number;
};

/** @param first, second RGBA of equal length */
export function measureDifference(first: Uint8Array, second: Uint8Array): Difference {
  const pixels = Math.min(first.length, second.length) >> 2;
  const map = new Uint8Array(pixels);
  let changed = 0;
  let most = 0;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const at = pixel * 4;
    const largest = Math.max(
      Math.abs((first[at] ?? 0) - (second[at] ?? 0)),
      Math.abs((first[at + 1] ?? 0) - (second[at + 1] ?? 0)),
      Math.abs((first[at + 2] ?? 0) - (second[at + 2] ?? 0)),
      Math.abs((first[at + 3] ?? 0) - (second[at + 3] ?? 0)),
    );
    map[pixel] = largest;
    if (largest > 0) changed += 1;
    if (largest > most) most = largest;
  }
  return { map, changed, most };
}

/** The map as opaque grey RGBA, made brighter by `gain`. */
export function paintDifference(map: Uint8Array, gain: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(map.length * 4);
  for (let at = 0; at < map.length; at += 1) {
    const grey = (map[at] ?? 0) * gain;
    pixels[at * 4] = grey;
    pixels[at * 4 + 1] = grey;
    pixels[at * 4 + 2] = grey;
    pixels[at * 4 + 3] = 255;
  }
  return pixels;
}
