// S5 measured: the local displacements that one map cannot say. Patch Lucas-Kanade: the structure tensors are gathered per
// cell and smoothed with a Gaussian before solving, so that a cell without texture (or under the selection) takes its
// neighbours' motion and a lone cell is pulled to zero.
import { createFlow, type FlowField } from "./flow-field.ts";
import { type FlowInput, type FlowSamples, gatherFlowSamples, sampleResiduals } from "./flow-samples.ts";
import type { Rect } from "./pixel-types.ts";

/** Full px: cell, smoothing, and the limit of a displacement. */
const CELL_PX = 24;
const SIGMA_PX = 60;
const LIMIT_PX = 4;
const ROUNDS = 3;
/** Squared gradient (levels² per px², summed over a cell's weight) that pulls to zero as strongly as texture pulls away. */
const REST = 2;
/** A flow has to lower the residual around the selection at least to this share. */
const GAIN = 0.97;
/** A residual counts no more than this, levels. */
const MOST_RESIDUAL = 40;

/** The field over `area` (full px), or undefined where it does not lower what is left outside the selection. */
export function measureFlow(input: FlowInput, area: Rect): FlowField | undefined {
  const samples = gatherFlowSamples(input, area, CELL_PX);
  let flow = createFlow(area, CELL_PX);
  sampleResiduals(input, samples, flow);
  const before = meanResidual(samples);
  for (let round = 0; round < ROUNDS; round++) {
    const sums = gatherTensors(samples, flow, round > 0);
    for (const plane of sums) smoothGrid(plane, flow.columns, flow.rows, SIGMA_PX / CELL_PX);
    flow = addSolution(flow, sums, input.factor);
    sampleResiduals(input, samples, flow);
  }
  return meanResidual(samples) < before * GAIN ? flow : undefined;
}

/** Mean absolute residual (levels) of the samples outside the selection. */
function meanResidual({ count, isOutside, residual }: FlowSamples): number {
  let sum = 0;
  let used = 0;
  for (let k = 0; k < count; k++) {
    const size = Math.abs(residual[k] ?? Number.NaN);
    if (isOutside[k] === 0 || size !== size) continue;
    sum += size < MOST_RESIDUAL ? size : MOST_RESIDUAL;
    used++;
  }
  return used > 0 ? sum / used : 0;
}

type Tensors = readonly [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];

/** Per cell Σ w·(gx², gx·gy, gy², gx·e, gy·e); w falls with the residual so that a changed object does not pull. */
function gatherTensors(samples: FlowSamples, { columns, rows }: FlowField, isEverywhere: boolean): Tensors {
  const make = () => new Float32Array(columns * rows);
  const sums: Tensors = [make(), make(), make(), make(), make()];
  const [xx, xy, yy, xe, ye] = sums;
  const { count, isOutside, cell, gradientX, gradientY, residual } = samples;
  for (let k = 0; k < count; k++) {
    if (!isEverywhere && isOutside[k] === 0) continue;
    const e = residual[k] ?? Number.NaN;
    if (e !== e) continue;
    const gx = gradientX[k] ?? 0;
    const gy = gradientY[k] ?? 0;
    const squared = gx * gx + gy * gy;
    const share = e / (2 + 0.7 * Math.sqrt(squared));
    const doubt = 1 + share * share;
    const weight = 1 / (doubt * doubt * (squared + 20));
    const i = cell[k] ?? 0;
    xx[i] = (xx[i] ?? 0) + weight * gx * gx;
    xy[i] = (xy[i] ?? 0) + weight * gx * gy;
    yy[i] = (yy[i] ?? 0) + weight * gy * gy;
    xe[i] = (xe[i] ?? 0) + weight * gx * e;
    ye[i] = (ye[i] ?? 0) + weight * gy * e;
  }
  return sums;
}

/** Separable Gaussian over the cells, in place; outside the grid there is nothing. */
function smoothGrid(values: Float32Array, columns: number, rows: number, sigmaCells: number): void {
  const reach = Math.ceil(3 * sigmaCells);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-((k - reach) ** 2) / (2 * sigmaCells * sigmaCells)),
  );
  smoothLines(values, kernel, rows, columns, columns, 1);
  smoothLines(values, kernel, columns, rows, 1, columns);
}

/** `count` lines of `length` values, `stride` apart, each value `step` after the one before. */
function smoothLines(
  values: Float32Array,
  kernel: Float64Array,
  count: number,
  length: number,
  stride: number,
  step: number,
): void {
  const reach = kernel.length >> 1;
  const line = new Float64Array(length + 2 * reach);
  for (let n = 0; n < count; n++) {
    for (let k = 0; k < length; k++) line[reach + k] = values[n * stride + k * step] ?? 0;
    for (let k = 0; k < length; k++) {
      let sum = 0;
      for (let m = 0; m < kernel.length; m++) sum += (kernel[m] ?? 0) * (line[k + m] ?? 0);
      values[n * stride + k * step] = sum;
    }
  }
}

function addSolution(flow: FlowField, [xx, xy, yy, xe, ye]: Tensors, factor: number): FlowField {
  const dx = flow.dx.slice();
  const dy = flow.dy.slice();
  for (let i = 0; i < dx.length; i++) {
    const a = (xx[i] ?? 0) + REST;
    const b = xy[i] ?? 0;
    const c = (yy[i] ?? 0) + REST;
    const det = a * c - b * b;
    const stepX = ((c * (xe[i] ?? 0) - b * (ye[i] ?? 0)) / det) * factor;
    const stepY = ((a * (ye[i] ?? 0) - b * (xe[i] ?? 0)) / det) * factor;
    const x = (dx[i] ?? 0) + stepX;
    const y = (dy[i] ?? 0) + stepY;
    const shrink = Math.min(1, LIMIT_PX / Math.max(1e-9, Math.sqrt(x * x + y * y)));
    dx[i] = x * shrink;
    dy[i] = y * shrink;
  }
  return { ...flow, dx, dy };
}
