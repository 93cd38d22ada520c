// Rows of the one look at every pixel of a window and its reply.
import { LUMA } from "./luma-plane.ts";

/** Rows of blocks of two pictures; every part adds up its own. */
export type SurveyWork = {
  readonly before: Uint32Array;
  readonly after: Uint32Array;
  readonly width: number;
  readonly height: number;
  readonly factor: number;
  readonly sumBefore: Float32Array;
  readonly sumAfter: Float32Array;
};

/** Answers the bits that all pixels of each share, and how many differ. Done twice, it writes the same again. */
export function surveyRows(work: SurveyWork, from: number, to: number): number[] {
  const { before, after, factor, sumBefore, sumAfter } = work;
  const width = Math.floor(work.width / factor);
  const height = Math.floor(work.height / factor);
  const seen = { before: -1, after: -1, changed: 0 };
  for (const data of [sumBefore, sumAfter]) data.fill(0, from * width, Math.min(height, to) * width);
  for (let y = from * factor; y < Math.min(work.height, to * factor); y++) {
    const row = y * work.width;
    let rest = row;
    const block = Math.floor(y / factor);
    if (block < height) {
      addRow(before, after, row, factor, sumBefore, sumAfter, block * width, width, seen);
      rest += width * factor;
    }
    for (let i = rest; i < row + work.width; i++) {
      seen.before &= before[i] ?? 0;
      seen.after &= after[i] ?? 0;
      if (before[i] !== after[i]) seen.changed++;
    }
  }
  const scale = 1 / (factor * factor);
  for (const data of [sumBefore, sumAfter])
    for (let i = from * width; i < Math.min(height, to) * width; i++) data[i] = (data[i] ?? 0) * scale;
  return [seen.before, seen.after, seen.changed];
}

/** One row of blocks: red and blue are summed in two halves of one integer. */
function addRow(
  before: Uint32Array,
  after: Uint32Array,
  from: number,
  factor: number,
  sumBefore: Float32Array,
  sumAfter: Float32Array,
  to: number,
  width: number,
  seen: { before: number; after: number; changed: number },
): void {
  const [red, green, blue] = LUMA;
  let allBefore = seen.before;
  let allAfter = seen.after;
  let changed = 0;
  let i = from;
  for (let x = to; x < to + width; x++) {
    let redBlueBefore = 0;
    let greenBefore = 0;
    let redBlueAfter = 0;
    let greenAfter = 0;
    for (const end = i + factor; i < end; i++) {
      const a = before[i] ?? 0;
      const b = after[i] ?? 0;
      redBlueBefore += a & 0xff00ff;
      greenBefore += (a >> 8) & 255;
      redBlueAfter += b & 0xff00ff;
      greenAfter += (b >> 8) & 255;
      allBefore &= a;
      allAfter &= b;
      if (a !== b) changed++;
    }
    sumBefore[x] =
      (sumBefore[x] ?? 0) +
      red * (redBlueBefore & 0xffff) +
      green * greenBefore +
      blue * (redBlueBefore >>> 16);
    sumAfter[x] =
      (sumAfter[x] ?? 0) + red * (redBlueAfter & 0xffff) + green * greenAfter + blue * (redBlueAfter >>> 16);
  }
  seen.before = allBefore;
  seen.after = allAfter;
  seen.changed += changed;
}
