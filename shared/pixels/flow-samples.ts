// Where S5 measures, found once, and what is left there under a field.
import type { Affine } from "./affine.ts";
import { planeSampler } from "./cubic-kernel.ts";
import { createFlow, type FlowField, readFlowLine } from "./flow-field.ts";
import type { PyramidLevel } from "./luma-plane.ts";
import type { Plane8, Rect } from "./pixel-types.ts";
import { type Photometry, photometryAt } from "./refine-affine.ts";

/** What the estimator sees: a reduced level, its full px per sample, map and photometry of S4. */
export type FlowInput = {
  readonly level: PyramidLevel;
  readonly factor: number;
  /** Map in pixels of the level. */
  readonly map: Affine;
  readonly photometry: Photometry;
  /** Samples the later rounds may use as well: the inside of the selection, where the weight tells scene from change. */
  readonly opaque: Plane8;
};

/** Samples of the level, row by row, in pixels of the level, columns `left` to `right`; the first `count` of each array. */
export type FlowSamples = {
  readonly left: number;
  readonly right: number;
  readonly count: number;
  readonly x: Int32Array;
  readonly y: Int32Array;
  /** 1 outside the selection. */
  readonly isOutside: Uint8Array;
  /** Of the field that is measured. */
  readonly cell: Int32Array;
  readonly gradientX: Float32Array;
  readonly gradientY: Float32Array;
  /** Levels, as it was last measured; NaN where the reply does not reach. */
  readonly residual: Float32Array;
};

/** Squared gradient (levels² per px²) under which a sample tells nothing of motion. */
const LEAST_SQUARED = 1;
/** From so many samples of the area on, every other one is looked at, like the fields of one colour on a chessboard. */
const MANY_SAMPLES = 100_000;

/** Opaque samples of `area` (full px) with a gradient. */
export function gatherFlowSamples(
  { level, factor, opaque }: FlowInput,
  area: Rect,
  cellPx: number,
): FlowSamples {
  const { width, height, data } = level.original;
  const x0 = Math.max(1, Math.floor(area.x / factor));
  const x1 = Math.min(width - 1, Math.ceil((area.x + area.width) / factor));
  const y0 = Math.max(1, Math.floor(area.y / factor));
  const y1 = Math.min(height - 1, Math.ceil((area.y + area.height) / factor));
  const all = Math.max(0, x1 - x0) * Math.max(0, y1 - y0);
  const step = all > MANY_SAMPLES ? 2 : 1;
  const { columns, rows } = createFlow(area, cellPx);
  const most = Math.ceil(all / step) + height;
  const samples = {
    left: x0,
    right: Math.max(x0, x1),
    count: 0,
    x: new Int32Array(most),
    y: new Int32Array(most),
    isOutside: new Uint8Array(most),
    cell: new Int32Array(most),
    gradientX: new Float32Array(most),
    gradientY: new Float32Array(most),
    residual: new Float32Array(most),
  };
  const shift = (factor - 1) / 2;
  const cellAt = (at: number, from: number, count: number) =>
    Math.min(count - 1, Math.max(0, Math.floor((at * factor + shift - from) / cellPx)));
  const columnOf = Int32Array.from({ length: width }, (_, x) => cellAt(x, area.x, columns));
  for (let y = y0; y < y1; y++) {
    const row = cellAt(y, area.y, rows) * columns;
    for (let x = x0 + (step === 2 ? y & 1 : 0); x < x1; x += step) {
      const i = y * width + x;
      if (opaque.data[i] === 0) continue;
      const gx = ((data[i + 1] ?? 0) - (data[i - 1] ?? 0)) / 2;
      const gy = ((data[i + width] ?? 0) - (data[i - width] ?? 0)) / 2;
      if (gx * gx + gy * gy < LEAST_SQUARED) continue;
      const k = samples.count++;
      samples.x[k] = x;
      samples.y[k] = y;
      samples.isOutside[k] = level.usable.data[i] === 0 ? 0 : 1;
      samples.cell[k] = row + (columnOf[x] ?? 0);
      samples.gradientX[k] = gx;
      samples.gradientY[k] = gy;
    }
  }
  return samples;
}

/** Measures what is left at every sample under `flow`. */
export function sampleResiduals(input: FlowInput, samples: FlowSamples, flow: FlowField): void {
  const { level, factor, map, photometry } = input;
  const { width, height, data } = level.original;
  const sample = planeSampler(level.reply);
  const shift = (factor - 1) / 2;
  const centreX = (width - 1) / 2;
  const centreY = (height - 1) / 2;
  const radius = Math.max(width, height) / 2;
  const { left, right } = samples;
  const movedX = new Float32Array(right - left);
  const movedY = new Float32Array(right - left);
  let row = -1;
  for (let k = 0; k < samples.count; k++) {
    const x = samples.x[k] ?? 0;
    const y = samples.y[k] ?? 0;
    if (y !== row) {
      readFlowLine(flow, flow.dx, left * factor + shift, factor, y * factor + shift, movedX);
      readFlowLine(flow, flow.dy, left * factor + shift, factor, y * factor + shift, movedY);
      row = y;
    }
    const sx = map.a * x + map.b * y + map.e + (movedX[x - left] ?? 0) / factor;
    const sy = map.c * x + map.d * y + map.f + (movedY[x - left] ?? 0) / factor;
    const value = sample(sx, sy);
    const expected = photometryAt(photometry, value, (x - centreX) / radius, (y - centreY) / radius);
    samples.residual[k] = (data[y * width + x] ?? 0) - expected;
  }
}
