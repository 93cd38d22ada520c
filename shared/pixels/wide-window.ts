// A window of more pixels than can be placed in one piece: placed at the size in which it is sent, and laid into the document
// strip by strip. Here is how the two sizes lie to each other, and the selection at the smaller one.
import { createPlane, type Plane8, type Rect } from "./pixel-types.ts";
import { prepareOperation, rasterPrepared, type RasterRegion } from "./raster-region.ts";

type Size = { readonly width: number; readonly height: number };

/** Windows above this are placed at the size in which they are sent. Below, one at full size takes about 400 MB. */
export const WHOLE_WINDOW_PIXELS = 12_000_000;
/** Rows of the window that are drawn at once. */
const STRIP_ROWS = 256;

export type WideWindow = {
  readonly window: Rect;
  readonly small: Size;
  /** The window is read in squares of so many px. */
  readonly block: number;
  /** Window px that one small pixel stands for; a whole number of blocks lies over the window's right and lower edge. */
  readonly scaleX: number;
  readonly scaleY: number;
};

/** How a window and a smaller picture of it lie to each other. */
export function wideWindow(window: Rect, small: Size): WideWindow {
  const block = Math.max(1, Math.floor(Math.min(window.width / small.width, window.height / small.height)));
  const covered = (px: number): number => Math.ceil(px / block) * block;
  return {
    window,
    small,
    block,
    scaleX: covered(window.width) / small.width,
    scaleY: covered(window.height) / small.height,
  };
}

/** The size in which a window is placed: that of its reply, or less where that too is over the limit. */
export function placedSize(reply: Size, mostPixels = WHOLE_WINDOW_PIXELS): Size {
  const share = Math.min(1, Math.sqrt(mostPixels / (reply.width * reply.height)));
  return {
    width: Math.max(1, Math.floor(reply.width * share)),
    height: Math.max(1, Math.floor(reply.height * share)),
  };
}

/** The mask of a window at its small size: the mean of what each small pixel stands for. What lies outside `frame` is clear. */
export function rasterWide(region: RasterRegion, frame: Rect, wide: WideWindow): Plane8 {
  const { window, small, scaleX, scaleY } = wide;
  const draw = stripRaster(region);
  const out = createPlane(small.width, small.height);
  const columns = edges(small.width, scaleX);
  const rows = edges(small.height, scaleY);
  const stripRows = Math.max(1, Math.floor(STRIP_ROWS / scaleY));
  for (let first = 0; first < small.height; first += stripRows) {
    const last = Math.min(small.height, first + stripRows);
    const top = rows[first] ?? 0;
    const height = (rows[last] ?? 0) - top;
    const mask = draw({ x: window.x, y: window.y + top, width: columns[small.width] ?? 0, height });
    for (let j = first; j < last; j++)
      for (let i = 0; i < small.width; i++) {
        let sum = 0;
        const [x0, x1] = [columns[i] ?? 0, columns[i + 1] ?? 0];
        const [y0, y1] = [rows[j] ?? 0, rows[j + 1] ?? 0];
        for (let y = y0; y < y1; y++)
          for (let x = x0; x < x1; x++) sum += mask.data[(y - top) * mask.width + x] ?? 0;
        const [x, y] = [window.x + (x0 + x1) / 2, window.y + (y0 + y1) / 2];
        const isInside =
          x >= frame.x && x < frame.x + frame.width && y >= frame.y && y < frame.y + frame.height;
        if (isInside) out.data[j * small.width + i] = sum / ((x1 - x0) * (y1 - y0));
      }
  }
  return out;
}

/** Draws any part of a region; what has to be known of the whole is worked out once. */
export function stripRaster({ extent, operations }: RasterRegion): (area: Rect) => Plane8 {
  const prepared = operations.map(prepareOperation);
  const reachesAll = prepared.some(({ reachPx }) => reachPx === Infinity);
  if (!reachesAll) return (area) => rasterPrepared(prepared, extent, area);
  const whole = rasterPrepared(prepared, extent, extent);
  return (area) =>
    rasterPrepared([{ ...stamped, apply: (mask, at) => cut(whole, extent, mask, at) }], extent, area);
}

const stamped = { reachPx: 0, bounds: null, evenOver: () => null } as const;

function cut(
  whole: Plane8,
  extent: Rect,
  mask: Plane8,
  at: { readonly x: number; readonly y: number },
): Plane8 {
  for (let y = 0; y < mask.height; y++) {
    const from = (at.y + y - extent.y) * whole.width + at.x - extent.x;
    mask.data.set(whole.data.subarray(from, from + mask.width), y * mask.width);
  }
  return mask;
}

function edges(count: number, scale: number): Int32Array {
  return Int32Array.from({ length: count + 1 }, (_, i) => Math.round(i * scale));
}
