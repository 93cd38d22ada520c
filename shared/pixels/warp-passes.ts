// The resampling of S6 for maps near the identity, in two passes (Catmull & Smith 1980): along the source rows, then down
// the columns. 8 taps a pixel in place of 20, in whole numbers; it differs from one pass by less than the reply's own steps.
import type { Affine } from "./affine.ts";
import { PHASES, WHOLE_CUBIC_WEIGHTS, WHOLE_WEIGHT_BITS } from "./cubic-kernel.ts";
import { type FlowField, readFlowLine } from "./flow-field.ts";
import { DONOR_SHIFT, levelScale, type Raster, type Rect } from "./pixel-types.ts";
import { wholePixels } from "./whole-pixels.ts";

/** Columns that are worked on at once: their rows between the passes stay in the processor's cache. */
const STRIP = 64;
/** Fractional bits of a sample between the passes, per level: four more than a donor's. */
const MIDDLE_BITS = 10;
const PHASE_BITS = Math.log2(PHASES);
const PHASE_MASK = PHASES - 1;

/** True when the two passes lose nothing: hardly any turn or shear, hardly any change of size. */
export function isNearIdentity({ a, b, c, d }: Affine): boolean {
  return Math.abs(a - 1) < 0.2 && Math.abs(d - 1) < 0.2 && Math.abs(b) < 0.05 && Math.abs(c) < 0.05;
}

/** How many strips there are. */
export function countStrips(box: Rect): number {
  return Math.ceil(box.width / STRIP);
}

/** A warp; `out` holds the colours of all of `box`, in donor units. */
export type WarpWork = {
  readonly reply: Raster;
  readonly map: Affine;
  readonly flow: FlowField | undefined;
  readonly box: Rect;
  readonly colours: 1 | 3;
  readonly out: Int16Array;
};

/** Colours of `reply` at map(x) + flow(x) over some strips of `box`; beyond its border it repeats. */
export function warpStrips(
  { reply, map, flow, box, colours, out }: WarpWork,
  from: number,
  to: number,
): number[] {
  const readRow = rowReader(reply, colours);
  for (let x = from * STRIP; x < Math.min(box.width, to * STRIP); x += STRIP) {
    const strip = { ...box, x: box.x + x, width: Math.min(STRIP, box.width - x) };
    const vertical = placesDown(map, flow, strip, reply.height);
    const rows = filterRows(readRow, map, flow, strip, reply.width, colours, vertical);
    if (colours === 3) filterColumns3(rows, vertical, strip, out, x, box.width);
    else filterColumns1(rows, vertical, strip, out, x, box.width);
  }
  return [];
}

/** Source row of every pixel of a strip, in phases and within the picture, and the rows that they read. */
type Vertical = {
  readonly at: Int32Array;
  readonly first: number;
  readonly last: number;
  readonly height: number;
};

function placesDown(map: Affine, flow: FlowField | undefined, strip: Rect, height: number): Vertical {
  const at = new Int32Array(strip.width * strip.height);
  const moved = new Float32Array(strip.width);
  const bottom = (height - 1) * PHASES;
  let least = bottom;
  let most = 0;
  for (let y = 0; y < strip.height; y++) {
    const fullY = strip.y + y;
    if (flow !== undefined) readFlowLine(flow, flow.dy, strip.x, 1, fullY, moved);
    const base = map.c * strip.x + map.d * fullY + map.f;
    const row = y * strip.width;
    for (let x = 0; x < strip.width; x++) {
      const wanted = ((base + map.c * x + (moved[x] ?? 0)) * PHASES + 0.5) | 0;
      const place = wanted < 0 ? 0 : wanted > bottom ? bottom : wanted;
      at[row + x] = place;
      if (place < least) least = place;
      if (place > most) most = place;
    }
  }
  const first = Math.max(0, (least >> PHASE_BITS) - 1);
  return { at, first, last: Math.min(height - 1, (most >> PHASE_BITS) + 2), height };
}

/** Filters source row `y` at the places `xs` (phases, within the picture) into `out` from `to` on, `MIDDLE_BITS` a level. */
type RowReader = (y: number, xs: Int32Array, out: Int32Array, to: number) => void;

/** First pass: every source row at the columns of the strip, where the map puts them on that row. */
function filterRows(
  readRow: RowReader,
  map: Affine,
  flow: FlowField | undefined,
  strip: Rect,
  width: number,
  colours: number,
  { first, last }: Vertical,
): Int32Array {
  const rows = new Int32Array((last - first + 1) * strip.width * colours);
  const xs = new Int32Array(strip.width);
  const moved = new Float32Array(strip.width);
  const middle = strip.x + strip.width / 2;
  const right = (width - 1) * PHASES;
  for (let s = first; s <= last; s++) {
    // On source row s the window's row is (s − c·x − f) / d.
    if (flow !== undefined)
      readFlowLine(flow, flow.dx, strip.x, 1, (s - map.c * middle - map.f) / map.d, moved);
    const slope = map.a - (map.b * map.c) / map.d;
    const base = map.e + (map.b * (s - map.f)) / map.d + slope * strip.x;
    for (let x = 0; x < strip.width; x++) {
      const wanted = ((base + slope * x + (moved[x] ?? 0)) * PHASES + 0.5) | 0;
      xs[x] = wanted < 0 ? 0 : wanted > right ? right : wanted;
    }
    readRow(s, xs, rows, (s - first) * strip.width * colours);
  }
  return rows;
}

const DOWN_BITS = MIDDLE_BITS + WHOLE_WEIGHT_BITS - DONOR_SHIFT;
const DOWN_HALF = 1 << (DOWN_BITS - 1);

/** Second pass, three colours at once. */
function filterColumns3(
  rows: Int32Array,
  { at, first, height }: Vertical,
  strip: Rect,
  out: Int16Array,
  left: number,
  width: number,
): void {
  const table = WHOLE_CUBIC_WEIGHTS;
  const pitch = strip.width * 3;
  for (let y = 0; y < strip.height; y++) {
    let target = (y * width + left) * 3;
    const row = y * strip.width;
    for (let x = 0; x < strip.width; x++, target += 3) {
      const place = at[row + x] ?? 0;
      const y0 = place >> PHASE_BITS;
      const v = (place & PHASE_MASK) << 2;
      const w0 = table[v] ?? 0;
      const w1 = table[v + 1] ?? 0;
      const w2 = table[v + 2] ?? 0;
      const w3 = table[v + 3] ?? 0;
      const b = Math.imul(y0 - first, pitch) + 3 * x;
      const a = y0 > 0 ? b - pitch : b;
      const c = y0 + 1 < height ? b + pitch : b;
      const d = y0 + 2 < height ? c + pitch : c;
      out[target] =
        (Math.imul(w0, rows[a] ?? 0) +
          Math.imul(w1, rows[b] ?? 0) +
          Math.imul(w2, rows[c] ?? 0) +
          Math.imul(w3, rows[d] ?? 0) +
          DOWN_HALF) >>
        DOWN_BITS;
      out[target + 1] =
        (Math.imul(w0, rows[a + 1] ?? 0) +
          Math.imul(w1, rows[b + 1] ?? 0) +
          Math.imul(w2, rows[c + 1] ?? 0) +
          Math.imul(w3, rows[d + 1] ?? 0) +
          DOWN_HALF) >>
        DOWN_BITS;
      out[target + 2] =
        (Math.imul(w0, rows[a + 2] ?? 0) +
          Math.imul(w1, rows[b + 2] ?? 0) +
          Math.imul(w2, rows[c + 2] ?? 0) +
          Math.imul(w3, rows[d + 2] ?? 0) +
          DOWN_HALF) >>
        DOWN_BITS;
    }
  }
}

function filterColumns1(
  rows: Int32Array,
  { at, first, height }: Vertical,
  strip: Rect,
  out: Int16Array,
  left: number,
  width: number,
): void {
  const table = WHOLE_CUBIC_WEIGHTS;
  const pitch = strip.width;
  for (let i = 0; i < at.length; i++) {
    const place = at[i] ?? 0;
    const x = i % pitch;
    const y0 = place >> PHASE_BITS;
    const v = (place & PHASE_MASK) << 2;
    let sum = DOWN_HALF;
    for (let k = -1; k <= 2; k++) {
      const row = Math.min(height - 1, Math.max(0, y0 + k)) - first;
      sum += Math.imul(table[v + 1 + k] ?? 0, rows[row * pitch + x] ?? 0);
    }
    out[((i - x) / pitch) * width + left + x] = sum >> DOWN_BITS;
  }
}

function rowReader(reply: Raster, colours: 1 | 3): RowReader {
  const pixels = colours === 3 ? wholePixels(reply) : undefined;
  return pixels === undefined ? plainReader(reply, colours) : wholeReader(pixels, reply);
}

const ACROSS_BITS = WHOLE_WEIGHT_BITS - MIDDLE_BITS;
const ACROSS_HALF = 1 << (ACROSS_BITS - 1);

/** 8-bit RGBA: one load per tap, three colours at once. */
function wholeReader(pixels: Uint32Array, { width }: Raster): RowReader {
  const table = WHOLE_CUBIC_WEIGHTS;
  return (y, xs, out, to) => {
    const row = Math.imul(y, width);
    for (let x = 0, k = to; x < xs.length; x++, k += 3) {
      const place = xs[x] ?? 0;
      const x0 = place >> PHASE_BITS;
      const u = (place & PHASE_MASK) << 2;
      const at = row + x0;
      const b = pixels[at] ?? 0;
      const a = x0 > 0 ? (pixels[at - 1] ?? 0) : b;
      const c = x0 + 1 < width ? (pixels[at + 1] ?? 0) : b;
      const d = x0 + 2 < width ? (pixels[at + 2] ?? 0) : c;
      const w0 = table[u] ?? 0;
      const w1 = table[u + 1] ?? 0;
      const w2 = table[u + 2] ?? 0;
      const w3 = table[u + 3] ?? 0;
      out[k] =
        (Math.imul(w0, a & 255) +
          Math.imul(w1, b & 255) +
          Math.imul(w2, c & 255) +
          Math.imul(w3, d & 255) +
          ACROSS_HALF) >>
        ACROSS_BITS;
      out[k + 1] =
        (Math.imul(w0, (a >> 8) & 255) +
          Math.imul(w1, (b >> 8) & 255) +
          Math.imul(w2, (c >> 8) & 255) +
          Math.imul(w3, (d >> 8) & 255) +
          ACROSS_HALF) >>
        ACROSS_BITS;
      out[k + 2] =
        (Math.imul(w0, (a >> 16) & 255) +
          Math.imul(w1, (b >> 16) & 255) +
          Math.imul(w2, (c >> 16) & 255) +
          Math.imul(w3, (d >> 16) & 255) +
          ACROSS_HALF) >>
        ACROSS_BITS;
    }
  };
}

/** Any depth and layout. */
function plainReader(reply: Raster, colours: 1 | 3): RowReader {
  const { data, width, channels } = reply;
  const scale = 1 / (levelScale(reply) << ACROSS_BITS);
  const table = WHOLE_CUBIC_WEIGHTS;
  return (y, xs, out, to) => {
    for (let x = 0, k = to; x < xs.length; x++, k += colours) {
      const place = xs[x] ?? 0;
      const x0 = place >> PHASE_BITS;
      const u = (place & PHASE_MASK) << 2;
      const b = (y * width + x0) * channels;
      const a = x0 > 0 ? b - channels : b;
      const c = x0 + 1 < width ? b + channels : b;
      const d = x0 + 2 < width ? c + channels : c;
      for (let n = 0; n < colours; n++) {
        const sum =
          Math.imul(table[u] ?? 0, data[a + n] ?? 0) +
          Math.imul(table[u + 1] ?? 0, data[b + n] ?? 0) +
          Math.imul(table[u + 2] ?? 0, data[c + n] ?? 0) +
          Math.imul(table[u + 3] ?? 0, data[d + n] ?? 0);
        out[k + n] = Math.round(sum * scale);
      }
    }
  };
}
