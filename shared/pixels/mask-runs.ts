// Masks as runs: the horizontal spans of set pixels, for labelling, and alternating run lengths, for storage.
// Knows nothing of what a mask selects.
import type { Plane8 } from "./pixel-types.ts";

/**
 * Alternating run lengths over the rows laid end to end: first a count of clear pixels (may be 0), then set, then clear…
 * The sum is `width * height`. The form in which a flood result is kept in a document.
 */
export type RunLengths = {
  readonly width: number;
  readonly height: number;
  readonly lengths: readonly number[];
};

/** Horizontal spans: span i covers pixels `start[i] <= x < end[i]` of `row[i]`; sorted by row, then start. */
export type Spans = {
  readonly count: number;
  readonly row: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Index of the first span of each row, `height + 1` entries. */
  readonly rowStart: Int32Array;
};

/** Packs a mask (any non-zero value is set) into alternating run lengths. */
export function encodeRuns(mask: Plane8): RunLengths {
  const lengths: number[] = [];
  const { data } = mask;
  let isSet = false;
  let from = 0;
  for (let i = 0; i < data.length; i++) {
    if ((data[i] !== 0) !== isSet) {
      lengths.push(i - from);
      from = i;
      isSet = !isSet;
    }
  }
  lengths.push(data.length - from);
  return { width: mask.width, height: mask.height, lengths };
}

/** Unpacks run lengths into a mask of 0 and 255. Throws when they do not add up to the area. */
export function decodeRuns(runs: RunLengths): Plane8 {
  const data = new Uint8Array(runs.width * runs.height);
  let at = 0;
  let value = 0;
  for (const length of runs.lengths) {
    if (value !== 0) data.fill(255, at, at + length);
    at += length;
    value = 255 - value;
  }
  if (at !== data.length) throw new RangeError(`runs cover ${at} pixels of ${data.length}`);
  return { width: runs.width, height: runs.height, data };
}

/** The spans of set pixels, or of clear ones with `ofClear`. */
export function spansOf(mask: Plane8, ofClear = false): Spans {
  const { width, height, data } = mask;
  const bounds: number[] = [];
  const rows: number[] = [];
  const rowStart = new Int32Array(height + 1);
  for (let y = 0; y < height; y++) {
    rowStart[y] = rows.length;
    const base = y * width;
    let x = 0;
    while (x < width) {
      while (x < width && (data[base + x] === 0) !== ofClear) x++;
      if (x >= width) break;
      const from = x;
      while (x < width && (data[base + x] === 0) === ofClear) x++;
      rows.push(y);
      bounds.push(from, x);
    }
  }
  rowStart[height] = rows.length;
  const count = rows.length;
  const start = new Int32Array(count);
  const end = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    start[i] = bounds[2 * i] ?? 0;
    end[i] = bounds[2 * i + 1] ?? 0;
  }
  return { count, row: Int32Array.from(rows), start, end, rowStart };
}
