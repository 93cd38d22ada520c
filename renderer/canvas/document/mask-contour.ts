// The outline of a mask as closed paths along the borders of pixels. Pure; knows neither scale nor stage.
import type { Plane8 } from "#shared/pixels/pixel-types.ts";

/** Closed paths, x and y of each corner laid end to end, in px of the plane; the set lies on the right of the way. */
export type Contours = readonly (readonly number[])[];

const STEP_X = [1, 0, -1, 0];
const STEP_Y = [0, 1, 0, -1];

/** Traces every border of what is at least `threshold` (1..255), holes included. Diagonal neighbours are joined. */
export function traceContours(mask: Plane8, threshold = 128): Contours {
  const { width, height, data } = mask;
  const isSet = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && (data[y * width + x] ?? 0) >= threshold;
  const isDone = new Uint8Array(width * height);
  const paths: number[][] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (isDone[y * width + x] !== 0 || !isSet(x, y) || isSet(x, y - 1)) continue;
      paths.push(follow(x, y, isSet, isDone, width));
    }
  }
  return paths;
}

/** Walks from corner (x, y) to the east along the upper side of a set pixel until it is there again. */
function follow(
  startX: number,
  startY: number,
  isSet: (x: number, y: number) => boolean,
  isDone: Uint8Array,
  width: number,
): number[] {
  const path: number[] = [];
  let [x, y, heading] = [startX, startY, 0];
  do {
    if (heading === 0) isDone[y * width + x] = 1;
    x += STEP_X[heading] ?? 0;
    y += STEP_Y[heading] ?? 0;
    const turn = turnAt(x, y, heading, isSet);
    if (turn !== 0) path.push(x, y);
    heading = (heading + turn + 4) % 4;
  } while (x !== startX || y !== startY || heading !== 0);
  return path;
}

/** -1 left, 0 straight on, 1 right: by the two pixels ahead of corner (x, y). */
function turnAt(x: number, y: number, heading: number, isSet: (x: number, y: number) => boolean): number {
  const ahead = [
    { left: [0, -1], right: [0, 0] },
    { left: [0, 0], right: [-1, 0] },
    { left: [-1, 0], right: [-1, -1] },
    { left: [-1, -1], right: [0, -1] },
  ][heading];
  if (ahead === undefined) return 0;
  const [leftX = 0, leftY = 0] = ahead.left;
  const [rightX = 0, rightY = 0] = ahead.right;
  if (isSet(x + leftX, y + leftY)) return -1;
  return isSet(x + rightX, y + rightY) ? 0 : 1;
}
