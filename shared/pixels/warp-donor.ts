// S6: the one resampling of the reply onto the window's grid, through scale ∘ affine ∘ flow, by Catmull-Rom. The
// original is never resampled anywhere.
import type { Affine } from "./affine.ts";
import { alone, type Crew } from "./crew.ts";
import { CUBIC_WEIGHTS, PHASES } from "./cubic-kernel.ts";
import { type FlowField, readFlowLine } from "./flow-field.ts";
import { colourCount, DONOR_UNIT, levelScale, type Raster, type Rect } from "./pixel-types.ts";
import { countStrips, isNearIdentity } from "./warp-passes.ts";
import { isOpaque } from "./whole-pixels.ts";

/**
 * The aligned reply over a box of the window. `colour` holds 1 or 3 interleaved `Int16` samples per pixel in donor units
 * (1/64 level); `alpha` is undefined when the reply is opaque, else one value 0..255 per pixel.
 */
export type Donor = {
  readonly box: Rect;
  readonly colours: 1 | 3;
  readonly colour: Int16Array;
  readonly alpha: Uint8Array | undefined;
};

/**
 * Samples `reply` over `box` at map(x) + flow(x); beyond its border the nearest pixel is repeated. `isReplyOpaque` spares
 * a look at every alpha.
 */
export function warpDonor(
  reply: Raster,
  map: Affine,
  flow: FlowField | undefined,
  box: Rect,
  isReplyOpaque = isOpaque(reply),
  crew: Crew = alone,
): Donor {
  const colours = colourCount(reply);
  const colour = new Int16Array(crew.make(2 * box.width * box.height * colours));
  const alpha = isReplyOpaque ? undefined : new Uint8Array(box.width * box.height);
  const isCopy = flow === undefined && isWholeShift(map);
  const isInPasses = !isCopy && isNearIdentity(map);
  if (isInPasses) crew.split("warp", { reply, map, flow, box, colours, out: colour }, countStrips(box));
  if (isInPasses && alpha === undefined) return { box, colours, colour, alpha };
  const xs = new Float64Array(box.width);
  const ys = new Float64Array(box.width);
  const moved = new Float32Array(box.width);
  for (let y = 0; y < box.height; y++) {
    const fullY = box.y + y;
    for (let x = 0; x < box.width; x++) {
      xs[x] = map.a * (box.x + x) + map.b * fullY + map.e;
      ys[x] = map.c * (box.x + x) + map.d * fullY + map.f;
    }
    if (flow !== undefined) {
      readFlowLine(flow, flow.dx, box.x, 1, fullY, moved);
      for (let x = 0; x < box.width; x++) xs[x] = (xs[x] ?? 0) + (moved[x] ?? 0);
      readFlowLine(flow, flow.dy, box.x, 1, fullY, moved);
      for (let x = 0; x < box.width; x++) ys[x] = (ys[x] ?? 0) + (moved[x] ?? 0);
    }
    const at = y * box.width;
    if (isCopy) copyRow(reply, xs, ys, colours, colour, at);
    else if (!isInPasses && colours === 3) warpRow3(reply, xs, ys, colour, at);
    else if (!isInPasses) warpRowN(reply, xs, ys, 0, colour, at, DONOR_UNIT / levelScale(reply));
    if (alpha !== undefined) warpRowN(reply, xs, ys, reply.channels - 1, alpha, at, 1 / levelScale(reply));
  }
  return { box, colours, colour, alpha };
}

function isWholeShift(map: Affine): boolean {
  const { a, b, c, d, e, f } = map;
  return a === 1 && d === 1 && b === 0 && c === 0 && Number.isInteger(e) && Number.isInteger(f);
}

function copyRow(
  reply: Raster,
  xs: Float64Array,
  ys: Float64Array,
  colours: number,
  out: Int16Array,
  at: number,
): void {
  const { data, width, height, channels } = reply;
  const scale = DONOR_UNIT / levelScale(reply);
  for (let x = 0; x < xs.length; x++) {
    const sx = Math.min(width - 1, Math.max(0, xs[x] ?? 0));
    const sy = Math.min(height - 1, Math.max(0, ys[x] ?? 0));
    const i = (sy * width + sx) * channels;
    for (let c = 0; c < colours; c++) out[(at + x) * colours + c] = Math.round((data[i + c] ?? 0) * scale);
  }
}

/** Three colours at once, any depth and layout. */
function warpRow3(reply: Raster, xs: Float64Array, ys: Float64Array, out: Int16Array, at: number): void {
  const { data, width, height, channels } = reply;
  const scale = DONOR_UNIT / levelScale(reply);
  const row = width * channels;
  const table = CUBIC_WEIGHTS;
  for (let x = 0; x < xs.length; x++) {
    const sx = xs[x] ?? 0;
    const sy = ys[x] ?? 0;
    const x0 = Math.floor(sx);
    const y0 = Math.floor(sy);
    const target = (at + x) * 3;
    if (x0 < 1 || y0 < 1 || x0 >= width - 2 || y0 >= height - 2) {
      for (let c = 0; c < 3; c++) out[target + c] = Math.round(cubicAtEdge(reply, sx, sy, c) * scale);
      continue;
    }
    const u = Math.round((sx - x0) * PHASES) << 2;
    const v = Math.round((sy - y0) * PHASES) << 2;
    const w0 = table[u] ?? 0;
    const w1 = table[u + 1] ?? 0;
    const w2 = table[u + 2] ?? 0;
    const w3 = table[u + 3] ?? 0;
    let red = 0;
    let green = 0;
    let blue = 0;
    let a = ((y0 - 1) * width + x0 - 1) * channels;
    for (let k = 0; k < 4; k++, a += row) {
      const wy = table[v + k] ?? 0;
      const b = a + channels;
      const c = b + channels;
      const d = c + channels;
      red += wy * (w0 * (data[a] ?? 0) + w1 * (data[b] ?? 0) + w2 * (data[c] ?? 0) + w3 * (data[d] ?? 0));
      green +=
        wy *
        (w0 * (data[a + 1] ?? 0) +
          w1 * (data[b + 1] ?? 0) +
          w2 * (data[c + 1] ?? 0) +
          w3 * (data[d + 1] ?? 0));
      blue +=
        wy *
        (w0 * (data[a + 2] ?? 0) +
          w1 * (data[b + 2] ?? 0) +
          w2 * (data[c + 2] ?? 0) +
          w3 * (data[d + 2] ?? 0));
    }
    out[target] = Math.round(red * scale);
    out[target + 1] = Math.round(green * scale);
    out[target + 2] = Math.round(blue * scale);
  }
}

/** One channel of a row, into an array of one sample per pixel (8-bit results are clamped). */
function warpRowN(
  reply: Raster,
  xs: Float64Array,
  ys: Float64Array,
  channel: number,
  out: Int16Array | Uint8Array,
  at: number,
  scale: number,
): void {
  const isByte = out instanceof Uint8Array;
  for (let x = 0; x < xs.length; x++) {
    const value = Math.round(cubicAtEdge(reply, xs[x] ?? 0, ys[x] ?? 0, channel) * scale);
    out[at + x] = isByte ? Math.min(255, Math.max(0, value)) : value;
  }
}

/** Bicubic value of one channel with the border repeated. */
function cubicAtEdge(picture: Raster, x: number, y: number, channel: number): number {
  const { data, width, height, channels } = picture;
  const sx = Math.min(width - 1, Math.max(0, x));
  const sy = Math.min(height - 1, Math.max(0, y));
  const x0 = Math.floor(sx);
  const y0 = Math.floor(sy);
  const u = Math.round((sx - x0) * PHASES) << 2;
  const v = Math.round((sy - y0) * PHASES) << 2;
  let sum = 0;
  for (let k = 0; k < 4; k++) {
    const row = Math.min(height - 1, Math.max(0, y0 - 1 + k)) * width;
    let line = 0;
    for (let m = 0; m < 4; m++) {
      const column = Math.min(width - 1, Math.max(0, x0 - 1 + m));
      line += (CUBIC_WEIGHTS[u + m] ?? 0) * (data[(row + column) * channels + channel] ?? 0);
    }
    sum += (CUBIC_WEIGHTS[v + k] ?? 0) * line;
  }
  return sum;
}
