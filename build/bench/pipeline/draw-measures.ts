// What S5, S7 and S8 measured, as pictures: arrows, curves, an amplified correction.
import type { TakeAlignment } from "#shared/pixels/align-take.ts";
import type { FlowField } from "#shared/pixels/flow-field.ts";
import type { MatchedTake } from "#shared/pixels/match-take.ts";
import { DONOR_UNIT, type Raster } from "#shared/pixels/pixel-types.ts";
import { applyTone, toneAt, type ToneCurve, toneTable } from "#shared/pixels/tone-curve.ts";
import { blankDrawing, type Colour, createDrawing, crop, type Drawing } from "./drawing.ts";

const ARROW: Colour = [200, 0, 90];
/** A displacement of one pixel is drawn this long. */
const ARROW_SCALE = 16;

/** The flow's displacements over a faded picture; none where it was not kept. */
export function drawField(original: Raster, flow: FlowField | undefined): Drawing {
  const drawing = createDrawing(original);
  drawing.paint(() => [255, 255, 255, 0.55]);
  if (flow === undefined) return drawing;
  for (let j = 0; j < flow.rows; j++) {
    for (let i = 0; i < flow.columns; i++) {
      const k = j * flow.columns + i;
      const x = flow.x + (i + 0.5) * flow.cellPx;
      const y = flow.y + (j + 0.5) * flow.cellPx;
      drawing.dot(x, y, [0, 0, 0]);
      drawing.line(x, y, x + ARROW_SCALE * (flow.dx[k] ?? 0), y + ARROW_SCALE * (flow.dy[k] ?? 0), ARROW);
    }
  }
  const area = { x: flow.x, y: flow.y, width: flow.columns * flow.cellPx, height: flow.rows * flow.cellPx };
  return crop(drawing, {
    ...area,
    width: Math.min(area.width, drawing.width - area.x),
    height: Math.min(area.height, drawing.height - area.y),
  });
}

const CHANNELS: readonly Colour[] = [
  [200, 30, 30],
  [20, 140, 40],
  [40, 70, 210],
];
const GRAPH = 512;
/** Curves lie close to the diagonal: their distance from it is drawn this many times as large. */
const CURVE_SCALE = 5;

/** The curve of each channel, level in to level out; grey bands were not seen, the straight lines reach there. */
export function drawCurves(tone: ToneCurve): Drawing {
  const drawing = blankDrawing(GRAPH, GRAPH, [255, 255, 255]);
  const low = Math.max(...tone.channels.map((channel) => channel.low));
  const high = Math.min(...tone.channels.map((channel) => channel.high));
  drawing.paint((i) => {
    const level = ((i % GRAPH) * 255) / (GRAPH - 1);
    return level < low || level > high ? [150, 150, 150, 0.35] : undefined;
  });
  const at = (level: number) => (level / 255) * (GRAPH - 2);
  drawing.line(0, GRAPH - 2, GRAPH - 2, 0, [170, 170, 170]);
  tone.channels.forEach((channel, c) => {
    for (let level = 0; level < 255; level++) {
      const y = (v: number) => GRAPH - 2 - at(v + CURVE_SCALE * (toneAt(channel, v) - v));
      drawing.line(at(level), y(level), at(level + 1), y(level + 1), CHANNELS[c] ?? [0, 0, 0]);
    }
  });
  return drawing;
}

/** The membrane's correction over the donor's box, 20 times as strong around grey. */
export function drawCorrection(original: Raster, alignment: TakeAlignment, { colour }: MatchedTake): Drawing {
  const { donor, tone } = alignment;
  const tables = tone.channels.map((channel) => toneTable(channel, 1));
  const drawing = crop(createDrawing(original), donor.box);
  drawing.paint((i) => {
    const off = (c: number) => {
      const k = i * donor.colours + c;
      const table = tables[c];
      const toned = table === undefined ? 0 : applyTone(table, donor.colour[k] ?? 0);
      return Math.min(255, Math.max(0, 128 + (20 * ((colour[k] ?? 0) - toned)) / DONOR_UNIT));
    };
    return [off(0), off(1), off(2), 1];
  });
  return drawing;
}
