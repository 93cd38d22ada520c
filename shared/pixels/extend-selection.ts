// The offers S9 makes from a measurement that is already there: a selection that holds what crosses its border, and the
// islands of a whole-picture edit to keep or reject. Neither needs a request.
import type { TakeAlignment } from "./align-take.ts";
import { ENERGY_UNIT } from "./change-energy.ts";
import { changedParts, changeEnergy, halveSupport, percentiles } from "./change-map.ts";
import { labelComponents, paintLabels } from "./mask-components.ts";
import { dilateMask } from "./mask-morphology.ts";
import type { MatchedTake } from "./match-take.ts";
import { createPlane, type Plane8, type Raster, type Rect } from "./pixel-types.ts";

/** Reach of an island around what changed, and distance at which islands join, px of the half-size grid. */
const ISLAND_GROW = 4;
const ISLAND_JOIN = 8;

/** The selection with everything that crosses its border, window pixels; undefined when nothing does. */
export function extendSelection(alignment: TakeAlignment, matched: MatchedTake): Plane8 | undefined {
  const { parts } = matched.overflow;
  if (parts === undefined) return undefined;
  const { mask } = alignment.selection;
  const extended = { ...mask, data: mask.data.slice() };
  paintHalf(extended, dilateMask(parts, ISLAND_GROW), alignment.donor.box);
  return extended;
}

/** One island of change: its number in `ChangeIslands.labels` (from 1), size and mean difference. */
export type ChangeIsland = {
  readonly label: number;
  readonly bounds: Rect;
  readonly areaPx: number;
  /** Mean absolute difference over the island, 8-bit levels. */
  readonly strength: number;
};

/** Islands over the window; `labels` is at half size, one number per sample, 0 = unchanged (at most 255 islands). */
export type ChangeIslands = {
  readonly islands: readonly ChangeIsland[];
  readonly labels: Plane8;
  readonly box: Rect;
};

/**
 * Splits what a whole-picture edit changed into islands, largest first. The alignment is one made with everything
 * selected; thresholds come from the quiet half of the picture: low = 3 × median + 2, high = 6 × median + 5 levels.
 */
export function findChangeIslands(
  original: Raster,
  alignment: TakeAlignment,
  matched: MatchedTake,
): ChangeIslands {
  const { box } = alignment.donor;
  const energy = changeEnergy(original, matched.colour, box);
  const histogram = new Int32Array(65536);
  for (const value of energy.data) histogram[value] = (histogram[value] ?? 0) + 1;
  const [median = 0] = percentiles(histogram, energy.data.length, [0.5]);
  const thresholds = { low: 3 * median + 2 * ENERGY_UNIT, high: 6 * median + 5 * ENERGY_UNIT };
  const changed = changedParts(energy, thresholds, halveSupport(alignment.selection.mask, box));
  const labelling = labelComponents(dilateMask(changed, ISLAND_JOIN), 8);
  const order = labelling.components.toSorted((a, b) => b.areaPx - a.areaPx).slice(0, 255);
  const labels = createPlane(energy.width, energy.height);
  const islands = order.map((part, i) => {
    paintLabels(labels, labelling, i + 1, ({ label }) => label === part.label);
    const { x, y, width, height } = part.bounds;
    const bounds = { x: box.x + 2 * x, y: box.y + 2 * y, width: 2 * width, height: 2 * height };
    return { label: i + 1, bounds, areaPx: 4 * part.areaPx };
  });
  const sums = new Float64Array(256);
  for (let i = 0; i < labels.data.length; i++) {
    const label = labels.data[i] ?? 0;
    sums[label] = (sums[label] ?? 0) + (energy.data[i] ?? 0);
  }
  const strengthOf = (label: number, areaPx: number) => (sums[label] ?? 0) / ENERGY_UNIT / (areaPx / 4);
  return {
    islands: islands.map((island) => ({ ...island, strength: strengthOf(island.label, island.areaPx) })),
    labels,
    box,
  };
}

/** The selection of the kept islands, in pixels of a window of the given size. */
export function selectIslands(
  found: ChangeIslands,
  keptLabels: readonly number[],
  size: { readonly width: number; readonly height: number },
): Plane8 {
  const kept = new Set(keptLabels);
  const half = { ...found.labels, data: found.labels.data.map((label) => (kept.has(label) ? 255 : 0)) };
  const mask = createPlane(size.width, size.height);
  paintHalf(mask, half, found.box);
  return mask;
}

/** Sets every pixel of the box whose half-size sample is set. */
function paintHalf(mask: Plane8, half: Plane8, box: Rect): void {
  for (let y = 0; y < box.height; y++) {
    const row = (box.y + y) * mask.width + box.x;
    for (let x = 0; x < box.width; x++) {
      if (half.data[(y >> 1) * half.width + (x >> 1)] !== 0) mask.data[row + x] = 255;
    }
  }
}
