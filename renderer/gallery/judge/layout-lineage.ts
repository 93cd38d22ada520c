// Where the pictures of a family stand: parents above, children below, each line as short as one pass can make it. Pure;
// px from the top left corner.
import type { Lineage } from "#shared/contract/calls/organise-calls.ts";

export const nodeWidthPx = 104;
export const nodeHeightPx = 124;
const gapXPx = 24;
const gapYPx = 48;

export type PlacedNode = {
  /** Index into the lineage's nodes. */
  readonly index: number;
  readonly leftPx: number;
  readonly topPx: number;
  readonly layer: number;
};

export type LineageLayout = {
  /** In the lineage's order. */
  readonly nodes: readonly PlacedNode[];
  /** Indices of nodes, layer by layer, from left to right. */
  readonly layers: readonly (readonly number[])[];
  readonly widthPx: number;
  readonly heightPx: number;
};

export function layoutLineage({ nodes, edges }: Pick<Lineage, "nodes" | "edges">): LineageLayout {
  const depths = depthsOf(nodes.length, edges);
  const layers: number[][] = [];
  depths.forEach((depth, index) => (layers[depth] ??= []).push(index));
  const rows = Array.from(layers, (row) => row ?? []);
  orderRows(rows, edges);
  const widest = Math.max(1, ...rows.map((row) => row.length));
  const widthPx = widest * (nodeWidthPx + gapXPx) - gapXPx;
  const placed: PlacedNode[] = [];
  rows.forEach((row, layer) => {
    const rowWidthPx = row.length * (nodeWidthPx + gapXPx) - gapXPx;
    row.forEach((index, at) => {
      placed[index] = {
        index,
        layer,
        leftPx: (widthPx - rowWidthPx) / 2 + at * (nodeWidthPx + gapXPx),
        topPx: layer * (nodeHeightPx + gapYPx),
      };
    });
  });
  return {
    nodes: placed,
    layers: rows,
    widthPx,
    heightPx: Math.max(1, rows.length) * (nodeHeightPx + gapYPx) - gapYPx,
  };
}

/** The longest way from any ancestor; a ring, which no honest lineage has, ends after as many steps as there are nodes. */
function depthsOf(count: number, edges: Lineage["edges"]): readonly number[] {
  const depths = Array.from({ length: count }, () => 0);
  for (let step = 0; step < count; step += 1) {
    let isSettled = true;
    for (const { parent, child } of edges) {
      const wanted = (depths[parent] ?? 0) + 1;
      if (parent === child || (depths[child] ?? 0) >= wanted || wanted >= count) continue;
      depths[child] = wanted;
      isSettled = false;
    }
    if (isSettled) break;
  }
  return depths;
}

/** Sorts each row by the middle of its parents, from above to below. */
function orderRows(rows: number[][], edges: Lineage["edges"]): void {
  const at = new Map<number, number>();
  for (const row of rows) {
    const middleOf = (index: number) => {
      const parents = edges
        .filter(({ child }) => child === index)
        .flatMap(({ parent }) => at.get(parent) ?? []);
      return parents.length === 0
        ? Number.POSITIVE_INFINITY
        : parents.reduce((sum, place) => sum + place, 0) / parents.length;
    };
    const middles = new Map(row.map((index) => [index, middleOf(index)]));
    row.sort((a, b) => {
      const [first = 0, second = 0] = [middles.get(a), middles.get(b)];
      return first === second ? a - b : first - second;
    });
    row.forEach((index, place) => at.set(index, place - row.length / 2));
  }
}
