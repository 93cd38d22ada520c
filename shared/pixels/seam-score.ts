// What the eye would find at the edge of a patch: the mean ΔE00 of low-passed colours on both sides, where the donor shows.
import { deltaE00, labOf } from "./colour-difference.ts";
import { colourCount, DONOR_UNIT, levelScale, type Plane8, type Raster, type Rect } from "./pixel-types.ts";

/** Side of a low-pass cell, px. */
const CELL = 8;

/**
 * Over every 8 px cell the support's edge runs through: ΔE00 between the mean original and the mean matched donor,
 * weighted by the change cap there (0 where the original is kept anyway). 0 when the donor shows nowhere on the edge.
 * `cap` is at half size over the box.
 */
export function scoreSeam(
  original: Raster,
  colour: Int16Array,
  box: Rect,
  support: Plane8,
  cap: Plane8,
): number {
  let sum = 0;
  let weight = 0;
  for (let y = 0; y + CELL <= box.height; y += CELL) {
    for (let x = 0; x + CELL <= box.width; x += CELL) {
      if (!isEdgeCell(support, box.x + x, box.y + y)) continue;
      const shown = (cap.data[((y + CELL / 2) >> 1) * cap.width + ((x + CELL / 2) >> 1)] ?? 0) / 255;
      if (shown === 0) continue;
      sum += shown * cellDifference(original, colour, box, x, y);
      weight += shown;
    }
  }
  return weight === 0 ? 0 : sum / weight;
}

function isEdgeCell(support: Plane8, x: number, y: number): boolean {
  const { width, data } = support;
  const last = CELL - 1;
  const first = data[y * width + x] === 0;
  return (
    (data[y * width + x + last] === 0) !== first ||
    (data[(y + last) * width + x] === 0) !== first ||
    (data[(y + last) * width + x + last] === 0) !== first
  );
}

function cellDifference(original: Raster, colour: Int16Array, box: Rect, x0: number, y0: number): number {
  const colours = colourCount(original);
  const before = [0, 0, 0];
  const after = [0, 0, 0];
  for (let y = y0; y < y0 + CELL; y++) {
    for (let x = x0; x < x0 + CELL; x++) {
      const i = ((box.y + y) * original.width + box.x + x) * original.channels;
      const j = (y * box.width + x) * colours;
      for (let c = 0; c < 3; c++) {
        const k = colours === 3 ? c : 0;
        before[c] = (before[c] ?? 0) + (original.data[i + k] ?? 0);
        after[c] = (after[c] ?? 0) + (colour[j + k] ?? 0);
      }
    }
  }
  const area = CELL * CELL;
  const [r1, g1, b1] = before.map((v) => v / area / levelScale(original)) as [number, number, number];
  const [r2, g2, b2] = after.map((v) => Math.min(255, Math.max(0, v / area / DONOR_UNIT))) as [
    number,
    number,
    number,
  ];
  return deltaE00(labOf(r1, g1, b1), labOf(r2, g2, b2));
}
