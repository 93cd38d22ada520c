// Changes that cross the border of the selection: how much of the border they take, and the selection that would hold
// them. Works on the half-size grid of the change map.
import { type ChangeEnergy, changedParts, type ChangeThresholds } from "./change-map.ts";
import { labelComponents, paintLabels } from "./mask-components.ts";
import { createPlane, type Plane8 } from "./pixel-types.ts";

/** What crosses the border. */
export type Overflow = {
  /** Share of the border's length that a crossing change covers, 0..1. */
  readonly share: number;
  /** Half-size plane over the box: the crossing changes, inside and outside; undefined when there are none. */
  readonly parts: Plane8 | undefined;
};

/** Least area outside of a change that counts as crossing, px of the half-size grid. */
const LEAST_OUTSIDE = 40;

/** Looks for changes (by the same hysteresis, without the selection's limit) that lie on both sides of the border. */
export function findOverflow(energy: ChangeEnergy, thresholds: ChangeThresholds, selected: Plane8): Overflow {
  const parts = changedParts(energy, thresholds);
  const labelling = labelComponents(parts, 8);
  const inside = new Int32Array(labelling.components.length);
  const outside = new Int32Array(labelling.components.length);
  const { spans, labels } = labelling;
  for (let i = 0; i < spans.count; i++) {
    const label = labels[i] ?? 0;
    const base = (spans.row[i] ?? 0) * parts.width;
    for (let x = spans.start[i] ?? 0; x < (spans.end[i] ?? 0); x++) {
      if (selected.data[base + x] !== 0) inside[label] = (inside[label] ?? 0) + 1;
      else outside[label] = (outside[label] ?? 0) + 1;
    }
  }
  const crossing = createPlane(parts.width, parts.height);
  paintLabels(crossing, labelling, 255, ({ label }) => {
    return (inside[label] ?? 0) >= LEAST_OUTSIDE && (outside[label] ?? 0) >= LEAST_OUTSIDE;
  });
  const share = borderShare(selected, crossing);
  return { share, parts: share > 0 ? crossing : undefined };
}

/** Border samples (set, with a clear 4-neighbour) under `crossing`, as a share of all border samples. */
function borderShare(selected: Plane8, crossing: Plane8): number {
  const { width, height, data } = selected;
  let border = 0;
  let crossed = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      if (data[i] === 0) continue;
      if (data[i - 1] !== 0 && data[i + 1] !== 0 && data[i - width] !== 0 && data[i + width] !== 0) continue;
      border++;
      if (crossing.data[i] !== 0) crossed++;
    }
  }
  return border === 0 ? 0 : crossed / border;
}
