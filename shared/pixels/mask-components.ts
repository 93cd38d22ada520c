// Connected components of a mask by union-find over spans (run-based labelling, He et al. 2008), and the two mask
// repairs that follow from it: holes filled, islands dropped. Works on spans, so a 4K mask of a few blobs is cheap.
import type { Plane8, Rect } from "./pixel-types.ts";
import { type Spans, spansOf } from "./mask-runs.ts";

/** One connected part of a mask. */
export type Component = {
  readonly label: number;
  readonly areaPx: number;
  readonly bounds: Rect;
  /** True when a pixel of it lies on the border of the plane. */
  readonly touchesBorder: boolean;
};

/** Spans with the label of each, and the parts by label (0..n-1, in order of their first span). */
export type Labelling = {
  readonly spans: Spans;
  readonly labels: Int32Array;
  readonly components: readonly Component[];
};

/** Labels the set pixels (or the clear ones). 8-connected joins diagonal neighbours, 4-connected does not. */
export function labelComponents(mask: Plane8, connectivity: 4 | 8 = 8, ofClear = false): Labelling {
  const spans = spansOf(mask, ofClear);
  const parent = Int32Array.from({ length: spans.count }, (_, i) => i);
  const reach = connectivity === 8 ? 1 : 0;
  for (let y = 1; y < mask.height; y++) {
    let above = spans.rowStart[y - 1] ?? 0;
    const aboveEnd = spans.rowStart[y] ?? 0;
    for (let i = aboveEnd; i < (spans.rowStart[y + 1] ?? 0); i++) {
      const from = (spans.start[i] ?? 0) - reach;
      const to = (spans.end[i] ?? 0) + reach;
      while (above < aboveEnd && (spans.end[above] ?? 0) <= from) above++;
      for (let j = above; j < aboveEnd && (spans.start[j] ?? 0) < to; j++) join(parent, i, j);
    }
  }
  return gather(mask, spans, parent);
}

function findRoot(parent: Int32Array, i: number): number {
  let root = i;
  while (parent[root] !== root) root = parent[root] ?? 0;
  for (let at = i; parent[at] !== root;) {
    const next = parent[at] ?? 0;
    parent[at] = root;
    at = next;
  }
  return root;
}

function join(parent: Int32Array, a: number, b: number): void {
  const rootA = findRoot(parent, a);
  const rootB = findRoot(parent, b);
  if (rootA < rootB) parent[rootB] = rootA;
  else parent[rootA] = rootB;
}

function gather(mask: Plane8, spans: Spans, parent: Int32Array): Labelling {
  const labels = new Int32Array(spans.count);
  const parts: { area: number; x0: number; y0: number; x1: number; y1: number }[] = [];
  for (let i = 0; i < spans.count; i++) {
    const root = findRoot(parent, i);
    const label = root === i ? parts.length : (labels[root] ?? 0);
    labels[i] = label;
    const y = spans.row[i] ?? 0;
    const x0 = spans.start[i] ?? 0;
    const x1 = spans.end[i] ?? 0;
    const part = parts[label];
    if (part === undefined) {
      parts.push({ area: x1 - x0, x0, y0: y, x1, y1: y + 1 });
    } else {
      part.area += x1 - x0;
      part.x0 = Math.min(part.x0, x0);
      part.x1 = Math.max(part.x1, x1);
      part.y1 = y + 1;
    }
  }
  const components = parts.map((part, label) => ({
    label,
    areaPx: part.area,
    bounds: { x: part.x0, y: part.y0, width: part.x1 - part.x0, height: part.y1 - part.y0 },
    touchesBorder: part.x0 === 0 || part.y0 === 0 || part.x1 === mask.width || part.y1 === mask.height,
  }));
  return { spans, labels, components };
}

/** Writes `value` into every pixel of the spans whose label passes. Changes `mask`. */
export function paintLabels(
  mask: Plane8,
  labelling: Labelling,
  value: number,
  isChosen: (component: Component) => boolean,
): void {
  const { spans, labels, components } = labelling;
  const chosen = components.map(isChosen);
  for (let i = 0; i < spans.count; i++) {
    if (chosen[labels[i] ?? 0] !== true) continue;
    const base = (spans.row[i] ?? 0) * mask.width;
    mask.data.fill(value, base + (spans.start[i] ?? 0), base + (spans.end[i] ?? 0));
  }
}

/** Sets every clear part (4-connected) that does not reach the border of the plane. */
export function fillHoles(mask: Plane8): Plane8 {
  const filled = { ...mask, data: mask.data.slice() };
  paintLabels(filled, labelComponents(mask, 4, true), 255, (part) => !part.touchesBorder);
  return filled;
}

/**
 * Clears every set part (8-connected) under `minPx` pixels. When that would clear everything the largest part stays:
 * a selection of one pixel is a selection.
 */
export function dropIslands(mask: Plane8, minPx: number): Plane8 {
  const labelling = labelComponents(mask, 8);
  const largest = labelling.components.reduce((best, part) => Math.max(best, part.areaPx), 0);
  const limit = Math.min(minPx, largest);
  const kept = { ...mask, data: mask.data.slice() };
  paintLabels(kept, labelling, 0, (part) => part.areaPx < limit);
  return kept;
}
