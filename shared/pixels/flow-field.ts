// A smooth field of small displacements on a coarse grid, and the normal equations it is solved from (S5). Patch
// Lucas-Kanade: the structure tensors are gathered per cell and smoothed with a Gaussian before solving, so that a cell
// without texture (or under the selection) takes its neighbours' motion and a lone cell is pulled to zero.
import type { Affine } from "./affine.ts";
import { planeSampler } from "./cubic-kernel.ts";
import type { PyramidLevel } from "./luma-plane.ts";
import type { Plane8, Rect } from "./pixel-types.ts";
import { type Photometry, photometryAt } from "./refine-affine.ts";

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

/** Grid of 24 px; smoothing σ 60 px; a displacement never beyond 4 px. */
export type FlowSettings = {
  readonly cellPx: number;
  readonly sigmaPx: number;
  readonly limitPx: number;
  readonly rounds: number;
};

export const DEFAULT_FLOW_SETTINGS: FlowSettings = { cellPx: 24, sigmaPx: 60, limitPx: 4, rounds: 3 };

/** Squared gradient (levels² per px², summed over a cell's weight) that pulls to zero as strongly as texture pulls away. */
const REST = 2;

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

/** What the estimator sees: a reduced level, its full px per sample, the map in full px, gain and bias of S4. */
export type FlowInput = {
  readonly level: PyramidLevel;
  readonly factor: number;
  /** Map in pixels of the level. */
  readonly map: Affine;
  readonly photometry: Photometry;
  /** Samples the later rounds may use as well: the inside of the selection, where the weight tells scene from change. */
  readonly opaque: Plane8;
};

/** Estimates the field over `area` (full px) from usable samples. */
export function estimateFlow(
  input: FlowInput,
  area: Rect,
  settings: FlowSettings = DEFAULT_FLOW_SETTINGS,
): FlowField {
  let flow = createFlow(area, settings.cellPx);
  for (let round = 0; round < settings.rounds; round++) {
    const sums = gatherTensors(input, area, flow, round > 0);
    for (const plane of sums) smoothGrid(plane, flow.columns, flow.rows, settings.sigmaPx / settings.cellPx);
    flow = addSolution(flow, sums, input.factor, settings.limitPx);
  }
  return flow;
}

/** Mean absolute luma residual (levels) over usable samples of the level within `area`, with and without regard to flow. */
export function flowResidual(input: FlowInput, area: Rect, flow: FlowField): number {
  let sum = 0;
  let count = 0;
  visitSamples(input, area, flow, input.level.usable, (_x, _y, _gx, _gy, e) => {
    sum += Math.min(40, Math.abs(e));
    count++;
  });
  return count > 0 ? sum / count : 0;
}

function visitSamples(
  input: FlowInput,
  area: Rect,
  flow: FlowField,
  usable: Plane8,
  visit: (x: number, y: number, gx: number, gy: number, residual: number) => void,
): void {
  const { level, factor, map, photometry } = input;
  const { width, height, data } = level.original;
  const sample = planeSampler(level.reply);
  const shift = (factor - 1) / 2;
  const centreX = (width - 1) / 2;
  const centreY = (height - 1) / 2;
  const radius = Math.max(width, height) / 2;
  const x0 = Math.max(1, Math.floor(area.x / factor));
  const x1 = Math.min(width - 1, Math.ceil((area.x + area.width) / factor));
  const y0 = Math.max(1, Math.floor(area.y / factor));
  const y1 = Math.min(height - 1, Math.ceil((area.y + area.height) / factor));
  const count = Math.max(0, x1 - x0);
  const movedX = new Float32Array(count);
  const movedY = new Float32Array(count);
  for (let y = y0; y < y1; y++) {
    readFlowLine(flow, flow.dx, x0 * factor + shift, factor, y * factor + shift, movedX);
    readFlowLine(flow, flow.dy, x0 * factor + shift, factor, y * factor + shift, movedY);
    for (let x = x0; x < x1; x++) {
      const i = y * width + x;
      if (usable.data[i] === 0) continue;
      const gx = ((data[i + 1] ?? 0) - (data[i - 1] ?? 0)) / 2;
      const gy = ((data[i + width] ?? 0) - (data[i - width] ?? 0)) / 2;
      if (gx * gx + gy * gy < 1) continue;
      const fullX = x * factor + shift;
      const fullY = y * factor + shift;
      const sx = map.a * x + map.b * y + map.e + (movedX[x - x0] ?? 0) / factor;
      const sy = map.c * x + map.d * y + map.f + (movedY[x - x0] ?? 0) / factor;
      const value = sample(sx, sy);
      if (value !== value) continue;
      const expected = photometryAt(photometry, value, (x - centreX) / radius, (y - centreY) / radius);
      visit(fullX, fullY, gx, gy, (data[i] ?? 0) - expected);
    }
  }
}

/** Per cell Σ w·(gx², gx·gy, gy², gx·e, gy·e); w falls with the residual so that a changed object does not pull. */
function gatherTensors(input: FlowInput, area: Rect, flow: FlowField, isEverywhere: boolean): Float32Array[] {
  const sums = Array.from({ length: 5 }, () => new Float32Array(flow.columns * flow.rows));
  const [xx, xy, yy, xe, ye] = sums as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  visitSamples(input, area, flow, isEverywhere ? input.opaque : input.level.usable, (x, y, gx, gy, e) => {
    const column = Math.min(flow.columns - 1, Math.max(0, Math.floor((x - flow.x) / flow.cellPx)));
    const row = Math.min(flow.rows - 1, Math.max(0, Math.floor((y - flow.y) / flow.cellPx)));
    const i = row * flow.columns + column;
    const limit = 2 + 0.7 * Math.sqrt(gx * gx + gy * gy);
    const weight = 1 / (1 + (e / limit) ** 2) ** 2 / (gx * gx + gy * gy + 20);
    xx[i] = (xx[i] ?? 0) + weight * gx * gx;
    xy[i] = (xy[i] ?? 0) + weight * gx * gy;
    yy[i] = (yy[i] ?? 0) + weight * gy * gy;
    xe[i] = (xe[i] ?? 0) + weight * gx * e;
    ye[i] = (ye[i] ?? 0) + weight * gy * e;
  });
  return sums;
}

/** Separable Gaussian over the cells, in place; outside the grid there is nothing. */
export function smoothGrid(values: Float32Array, columns: number, rows: number, sigmaCells: number): void {
  const reach = Math.ceil(3 * sigmaCells);
  const kernel = Float64Array.from({ length: reach + 1 }, (_, k) =>
    Math.exp((-k * k) / (2 * sigmaCells * sigmaCells)),
  );
  const pass = (count: number, length: number, stride: number, step: number) => {
    const line = new Float64Array(length);
    for (let n = 0; n < count; n++) {
      for (let k = 0; k < length; k++) line[k] = values[n * stride + k * step] ?? 0;
      for (let k = 0; k < length; k++) {
        let sum = 0;
        for (let m = Math.max(0, k - reach); m <= Math.min(length - 1, k + reach); m++) {
          sum += (kernel[Math.abs(m - k)] ?? 0) * (line[m] ?? 0);
        }
        values[n * stride + k * step] = sum;
      }
    }
  };
  pass(rows, columns, columns, 1);
  pass(columns, rows, 1, columns);
}

function addSolution(
  flow: FlowField,
  sums: readonly Float32Array[],
  factor: number,
  limitPx: number,
): FlowField {
  const dx = flow.dx.slice();
  const dy = flow.dy.slice();
  const [xx, xy, yy, xe, ye] = sums as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  for (let i = 0; i < dx.length; i++) {
    const a = (xx[i] ?? 0) + REST;
    const b = xy[i] ?? 0;
    const c = (yy[i] ?? 0) + REST;
    const det = a * c - b * b;
    const stepX = ((c * (xe[i] ?? 0) - b * (ye[i] ?? 0)) / det) * factor;
    const stepY = ((a * (ye[i] ?? 0) - b * (xe[i] ?? 0)) / det) * factor;
    const x = (dx[i] ?? 0) + stepX;
    const y = (dy[i] ?? 0) + stepY;
    const shrink = Math.min(1, limitPx / Math.max(1e-9, Math.hypot(x, y)));
    dx[i] = x * shrink;
    dy[i] = y * shrink;
  }
  return { ...flow, dx, dy };
}
