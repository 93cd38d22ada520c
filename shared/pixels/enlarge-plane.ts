// Planes of a small picture read at the pixels of a large one: α bilinearly, since it must stay between its samples, colours
// by Catmull-Rom (Keys 1981, a = −1/2). Columns are mixed first, into one row of the small picture.
import type { Plane8, Rect } from "./pixel-types.ts";

type Scale = { readonly scaleX: number; readonly scaleY: number };

/** α over `rect` of the large picture; 0 beyond the box, fading over one small pixel. */
export function enlargeAlpha(
  { box, alpha }: { readonly box: Rect; readonly alpha: Plane8 },
  rect: Rect,
  { scaleX, scaleY }: Scale,
): Uint8Array {
  const out = new Uint8Array(rect.width * rect.height);
  // One clear sample before the box and two behind it.
  const row = new Float32Array(box.width + 3);
  for (let y = 0; y < rect.height; y++) {
    const v = (rect.y + y + 0.5) / scaleY - 0.5 - box.y;
    const y0 = Math.floor(v);
    if (y0 < -1 || y0 >= box.height) continue;
    const upper = y0 < 0 ? 0 : 1 - (v - y0);
    const lower = y0 + 1 >= box.height ? 0 : v - y0;
    const [a, b] = [Math.max(0, y0) * box.width, Math.min(box.height - 1, y0 + 1) * box.width];
    for (let i = 0; i < box.width; i++)
      row[i + 1] = (alpha.data[a + i] ?? 0) * upper + (alpha.data[b + i] ?? 0) * lower;
    for (let x = 0; x < rect.width; x++) {
      const u = Math.min(box.width, Math.max(-1, (rect.x + x + 0.5) / scaleX - 0.5 - box.x));
      const x0 = Math.floor(u);
      const before = row[x0 + 1] ?? 0;
      out[y * rect.width + x] = Math.round(before + ((row[x0 + 2] ?? 0) - before) * (u - x0));
    }
  }
  return out;
}

/** Donor units over `rect` of the large picture, interleaved; beyond the box its border goes on. */
export function enlargeColours(
  colour: Int16Array,
  box: Rect,
  colours: 1 | 3,
  rect: Rect,
  { scaleX, scaleY }: Scale,
): Int16Array {
  const out = new Int16Array(rect.width * rect.height * colours);
  const { from, weight } = tapsOf(rect.x, rect.width, scaleX, box.x, box.width);
  const row = new Float32Array(box.width * colours);
  for (let y = 0; y < rect.height; y++) {
    mixRows(colour, box, colours, (rect.y + y + 0.5) / scaleY - 0.5 - box.y, row);
    for (let x = 0; x < rect.width; x++) {
      const tap = 4 * x;
      const to = (y * rect.width + x) * colours;
      for (let c = 0; c < colours; c++) {
        let sum = 0.5;
        for (let k = tap; k < tap + 4; k++)
          sum += (row[(from[k] ?? 0) * colours + c] ?? 0) * (weight[k] ?? 0);
        out[to + c] = Math.floor(sum);
      }
    }
  }
  return out;
}

function mixRows(colour: Int16Array, box: Rect, colours: number, v: number, row: Float32Array): void {
  const { from, weight } = tapsOf(0, 1, 1, -v, box.height);
  const rowSamples = box.width * colours;
  row.fill(0);
  for (let k = 0; k < 4; k++) {
    const share = weight[k] ?? 0;
    const start = (from[k] ?? 0) * rowSamples;
    if (share !== 0)
      for (let i = 0; i < rowSamples; i++) row[i] = (row[i] ?? 0) + (colour[start + i] ?? 0) * share;
  }
}

/** For each large pixel of an axis the four small ones around it, counted from the box, and their weights. */
function tapsOf(start: number, count: number, scale: number, origin: number, length: number) {
  const from = new Int32Array(4 * count);
  const weight = new Float32Array(4 * count);
  for (let i = 0; i < count; i++) {
    const at = scale === 1 ? start + i - origin : (start + i + 0.5) / scale - 0.5 - origin;
    const first = Math.floor(at);
    const t = at - first;
    const [t2, t3] = [t * t, t * t * t];
    const weights = [
      -0.5 * t + t2 - 0.5 * t3,
      1 - 2.5 * t2 + 1.5 * t3,
      0.5 * t + 2 * t2 - 1.5 * t3,
      -0.5 * t2 + 0.5 * t3,
    ];
    for (let k = 0; k < 4; k++) {
      from[4 * i + k] = Math.min(length - 1, Math.max(0, first - 1 + k));
      weight[4 * i + k] = weights[k] ?? 0;
    }
  }
  return { from, weight };
}
