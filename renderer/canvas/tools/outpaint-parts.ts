// An empty area that is too large for one request is filled in parts: each fits a window that is sent at full size, and
// begins where the picture already is. What is empty is read from the document alone, so parts can be done in any order.
import type { RegionMasks } from "#renderer/canvas/document/region-masks.ts";
import { readMask, sampleMask } from "#renderer/canvas/document/tiled-mask.ts";
import { frameOf, type Composition } from "#shared/model/composition.ts";
import { emptyRegion, extendRegion, type RectPx, type Region } from "#shared/model/region.ts";
import { encodeRuns } from "#shared/pixels/mask-runs.ts";
import { createPlane, type Plane8, type Rect } from "#shared/pixels/pixel-types.ts";
import { inflateRect, intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import { packLengths } from "#shared/pixels/run-text.ts";
import { OVERLAP_PX } from "./extend-frame.ts";

/** Longest side of a part, px: with its surroundings it still fits a request without being resampled. */
export const PART_PX = 1024;
/** Coverage is looked at in squares of this side, px. */
const CELL_PX = 32;
const SAMPLE_PX = 8;
const PART_CELLS = PART_PX / CELL_PX;
/** How far around a part its surroundings are looked for, cells. */
const NEAR_CELLS = 8;

type Sources = { readonly composition: Composition; readonly masks: RegionMasks };

/** The part to fill next, ready to be selected, and how many are left with it; null when nothing is empty. */
export function nextPart(sources: Sources): { readonly region: Region; readonly left: number } | null {
  const frame = frameOf(sources.composition);
  const empty = emptyCells(sources);
  const first = chooseCells(empty);
  if (first === null) return null;
  let left = 0;
  for (let cells: Rect | null = first; cells !== null; cells = chooseCells(empty)) {
    fillCells(empty, cells);
    left++;
  }
  const rect = {
    x: frame.x + first.x * CELL_PX,
    y: frame.y + first.y * CELL_PX,
    width: first.width * CELL_PX,
    height: first.height * CELL_PX,
  };
  return { region: emptyWithin(sources, intersectRects(rect, frame)), left };
}

/** 255 for each square of the frame of which an eighth or more is covered by nothing, as far as samples tell. */
function emptyCells({ composition, masks }: Sources): Plane8 {
  const frame = frameOf(composition);
  const samples = bareSamples(composition, masks, frame);
  const cells = createPlane(Math.ceil(frame.width / CELL_PX), Math.ceil(frame.height / CELL_PX));
  const per = CELL_PX / SAMPLE_PX;
  const counts = new Uint8Array(cells.data.length);
  for (let y = 0; y < samples.height; y++) {
    const row = Math.floor(y / per) * cells.width;
    for (let x = 0; x < samples.width; x++) {
      const at = row + Math.floor(x / per);
      counts[at] = (counts[at] ?? 0) + (samples.data[y * samples.width + x] === 0 ? 0 : 1);
    }
  }
  for (let i = 0; i < counts.length; i++) if ((counts[i] ?? 0) >= per ** 2 / 8) cells.data[i] = 255;
  return cells;
}

/** 255 for each sample of the frame that neither the base nor a patch covers. */
function bareSamples(composition: Composition, masks: RegionMasks, frame: RectPx): Plane8 {
  const samples = createPlane(Math.ceil(frame.width / SAMPLE_PX), Math.ceil(frame.height / SAMPLE_PX), 255);
  const base = intersectRects(baseRect(composition), frame);
  const first = (from: number, start: number) => Math.ceil((from - start - SAMPLE_PX / 2) / SAMPLE_PX);
  const [x0, x1] = [first(base.x, frame.x), first(base.x + base.width, frame.x)];
  for (let y = first(base.y, frame.y); y < first(base.y + base.height, frame.y); y++)
    if (base.width > 0) samples.data.fill(0, y * samples.width + x0, y * samples.width + x1);
  for (const patch of composition.patches) {
    if (!patch.isVisible) continue;
    const cover = sampleMask(masks.maskOf(patch.region), frame, SAMPLE_PX);
    for (let i = 0; i < samples.data.length; i++) if ((cover.data[i] ?? 0) > 127) samples.data[i] = 0;
  }
  // The last block may end beyond the frame with its middle: nothing is to be filled there.
  const isCut = (length: number) => length % SAMPLE_PX > 0 && length % SAMPLE_PX <= SAMPLE_PX / 2;
  if (isCut(frame.width))
    for (let y = 0; y < samples.height; y++) samples.data[(y + 1) * samples.width - 1] = 0;
  if (isCut(frame.height)) samples.data.fill(0, (samples.height - 1) * samples.width);
  return samples;
}

type Choice = {
  readonly rect: Rect;
  readonly empty: number;
  /** Covered cells nearby. */
  readonly near: number;
  /** From the middle of the frame, cells. */
  readonly away: number;
};

/**
 * The rectangle of cells, at most a part, that holds most empty ones with the picture beside it: the one with most of the
 * picture near of several, then the one nearest to the middle. Shrunk to what is empty. Null when nothing is.
 */
function chooseCells(empty: Plane8): Rect | null {
  const sums = sumTable(empty);
  const area = { x: 0, y: 0, width: empty.width, height: empty.height };
  const whole = countIn(sums, area, area);
  if (whole === 0) return null;
  const [width, height] = [Math.min(PART_CELLS, area.width), Math.min(PART_CELLS, area.height)];
  const rate = (x: number, y: number): Choice => {
    const rect = { x, y, width, height };
    const around = intersectRects(inflateRect(rect, NEAR_CELLS), area);
    const near = around.width * around.height - countIn(sums, around, area);
    const away = Math.hypot(x + width / 2 - area.width / 2, y + height / 2 - area.height / 2);
    return { rect, empty: countIn(sums, rect, area), near, away };
  };
  let best = rate(0, 0);
  for (const y of places(area.height, height)) {
    for (const x of places(area.width, width)) {
      const choice = rate(x, y);
      if (isBetter(choice, best)) best = choice;
    }
  }
  for (let isMoved = true; isMoved;) {
    isMoved = false;
    const { x, y } = best.rect;
    for (const [dx, dy] of [
      [-1, 0],
      [1, 0],
      [0, -1],
      [0, 1],
    ] as const) {
      const isInside =
        x + dx >= 0 && y + dy >= 0 && x + dx + width <= area.width && y + dy + height <= area.height;
      const choice = isInside ? rate(x + dx, y + dy) : best;
      if (!isMoved && isBetter(choice, best)) [best, isMoved] = [choice, true];
    }
  }
  return shrinkTo(empty, best.rect);
}

/** A part without the picture beside it is a last resort. */
function isBetter(a: Choice, b: Choice): boolean {
  const [hasA, hasB] = [a.empty > 0 && a.near > 0, b.empty > 0 && b.near > 0];
  if (hasA !== hasB) return hasA;
  if (a.empty !== b.empty) return a.empty > b.empty;
  return a.near === b.near ? a.away < b.away : a.near > b.near;
}

/** Where a part may begin along a side: every fourth cell, and flush with the end. */
function places(length: number, step: number): number[] {
  const last = Math.max(0, length - step);
  const found = Array.from({ length: Math.floor(last / 4) + 1 }, (_, i) => 4 * i);
  return found.at(-1) === last ? found : [...found, last];
}

function shrinkTo(empty: Plane8, rect: Rect): Rect {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -1, -1];
  for (let y = rect.y; y < rect.y + rect.height; y++) {
    for (let x = rect.x; x < rect.x + rect.width; x++) {
      if (empty.data[y * empty.width + x] === 0) continue;
      [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x), Math.min(y0, y), Math.max(y1, y)];
    }
  }
  return { x: x0, y: y0, width: x1 - x0 + 1, height: y1 - y0 + 1 };
}

function fillCells(empty: Plane8, rect: Rect): void {
  for (let y = rect.y; y < rect.y + rect.height; y++)
    empty.data.fill(0, y * empty.width + rect.x, y * empty.width + rect.x + rect.width);
}

/** Sums of set cells above and to the left of each corner, (width + 1) · (height + 1). */
function sumTable({ width, height, data }: Plane8): Uint32Array {
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += data[y * width + x] === 0 ? 0 : 1;
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + row;
    }
  }
  return sums;
}

function countIn(sums: Uint32Array, rect: Rect, area: Rect): number {
  const stride = area.width + 1;
  const at = (x: number, y: number) => sums[y * stride + x] ?? 0;
  const [right, bottom] = [rect.x + rect.width, rect.y + rect.height];
  return at(right, bottom) - at(rect.x, bottom) - at(right, rect.y) + at(rect.x, rect.y);
}

/** What is empty within a rectangle, to the pixel, grown into its surroundings so that the seam lies in them. */
function emptyWithin({ composition, masks }: Sources, rect: RectPx): Region {
  const plane = createPlane(rect.width, rect.height, 255);
  const inner = intersectRects(baseRect(composition), rect);
  if (!isEmptyRect(inner))
    for (let y = inner.y - rect.y; y < inner.y - rect.y + inner.height; y++)
      plane.data.fill(0, y * rect.width + inner.x - rect.x, y * rect.width + inner.x - rect.x + inner.width);
  for (const patch of composition.patches) {
    if (!patch.isVisible) continue;
    const cover = readMask(masks.maskOf(patch.region), rect);
    for (let i = 0; i < plane.data.length; i++) if ((cover.data[i] ?? 0) > 127) plane.data[i] = 0;
  }
  const runs = packLengths(encodeRuns(plane).lengths);
  const only = extendRegion(emptyRegion(frameOf(composition)), {
    kind: "runs",
    mode: "replace",
    source: "changes",
    bounds: rect,
    runs,
  });
  return extendRegion(only, { kind: "grow", px: OVERLAP_PX });
}

function baseRect({ base }: Composition): Rect {
  return base.kind === "picture"
    ? { x: 0, y: 0, width: base.sizePx.widthPx, height: base.sizePx.heightPx }
    : { x: 0, y: 0, width: 0, height: 0 };
}
