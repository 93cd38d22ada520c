// The outline of a mask as closed paths along the borders of pixels. Pure; knows neither scale nor stage.
import type { Plane8 } from "#shared/pixels/pixel-types.ts";

/** Closed paths, x and y of each corner laid end to end, in px of the plane; the set lies on the right of the way. */
export type Contours = readonly (readonly number[])[];

/** Steps to the east, south, west and north. */
const STEP_X = [1, 0, -1, 0];
const STEP_Y = [0, 1, 0, -1];

/** Traces every border of what is at least `threshold` (1..255), holes included. Diagonal neighbours are joined. */
export function traceContours(mask: Plane8, threshold = 128): Contours {
  const { width, height, data } = mask;
  const stride = width + 2;
  const bits = new Uint8Array(stride * (height + 2));
  for (let y = 0; y < height; y++) {
    const to = (y + 1) * stride + 1;
    for (let x = 0; x < width; x++) if ((data[y * width + x] ?? 0) >= threshold) bits[to + x] = 1;
  }
  const isDone = new Uint8Array(bits.length);
  const paths: number[][] = [];
  for (let y = 1; y <= height; y++) {
    for (let at = y * stride + 1; at <= y * stride + width; at++) {
      if (bits[at] === 0 || bits[at - stride] !== 0 || isDone[at] !== 0) continue;
      paths.push(follow(bits, isDone, stride, at));
    }
  }
  return paths;
}

/** Walks from the upper left corner of a set pixel along its upper side until it is there again. */
function follow(bits: Uint8Array, isDone: Uint8Array, stride: number, start: number): number[] {
  const path: number[] = [];
  const step = [1, stride, -1, -stride];
  /** Of a corner, heading each way: the pixels ahead on the left and on the right. */
  const left = [-stride, 0, -1, -stride - 1];
  const right = [0, -1, -stride - 1, -stride];
  let at = start;
  let x = (start % stride) - 1;
  let y = Math.floor(start / stride) - 1;
  let heading = 0;
  do {
    if (heading === 0) isDone[at] = 1;
    at += step[heading] ?? 0;
    x += STEP_X[heading] ?? 0;
    y += STEP_Y[heading] ?? 0;
    const isLeft = bits[at + (left[heading] ?? 0)] !== 0;
    const turn = isLeft ? 3 : bits[at + (right[heading] ?? 0)] !== 0 ? 0 : 1;
    if (turn !== 0) path.push(x, y);
    heading = (heading + turn) % 4;
  } while (at !== start || heading !== 0);
  return path;
}
