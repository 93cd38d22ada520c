// A smooth field of small displacements on a coarse grid (S5): its shape, and how it is read.
import type { Rect } from "./pixel-types.ts";

/** Displacements in full px at cell centres: centre of cell (i, j) = (x + (i + ½)·cell, y + (j + ½)·cell). */
export type FlowField = {
  readonly x: number;
  readonly y: number;
  readonly cellPx: number;
  readonly columns: number;
  readonly rows: number;
  readonly dx: Float32Array;
  readonly dy: Float32Array;
};

/** A field of zeros over `area` (full px). */
export function createFlow(area: Rect, cellPx: number): FlowField {
  const columns = Math.max(1, Math.ceil(area.width / cellPx));
  const rows = Math.max(1, Math.ceil(area.height / cellPx));
  const dx = new Float32Array(columns * rows);
  return { x: area.x, y: area.y, cellPx, columns, rows, dx, dy: new Float32Array(columns * rows) };
}

/**
 * One component of the field (`flow.dx` or `flow.dy`, px) at the points of row `y`, from `x` in steps of `step`: bilinear
 * between cell centres, constant beyond the outer ones.
 */
export function readFlowLine(
  flow: FlowField,
  component: Float32Array,
  x: number,
  step: number,
  y: number,
  into: Float32Array,
): void {
  const { columns, rows, cellPx } = flow;
  const v = Math.min(rows - 1, Math.max(0, (y - flow.y) / cellPx - 0.5));
  const j0 = Math.floor(v);
  const upper = j0 * columns;
  const lower = Math.min(rows - 1, j0 + 1) * columns;
  const fv = v - j0;
  const valueAt = (column: number) => {
    const i = Math.min(columns - 1, Math.max(0, column));
    return (component[upper + i] ?? 0) * (1 - fv) + (component[lower + i] ?? 0) * fv;
  };
  const stride = step / cellPx;
  let u = (x - flow.x) / cellPx - 0.5;
  for (let k = 0; k < into.length;) {
    const column = Math.floor(u);
    const left = valueAt(column);
    const slope = valueAt(column + 1) - left;
    for (; k < into.length && u < column + 1; k++, u += stride) into[k] = left + slope * (u - column);
  }
}

/** Root mean square displacement, px. */
export function flowSize(flow: FlowField): number {
  let sum = 0;
  for (let i = 0; i < flow.dx.length; i++) sum += (flow.dx[i] ?? 0) ** 2 + (flow.dy[i] ?? 0) ** 2;
  return Math.sqrt(sum / flow.dx.length);
}
