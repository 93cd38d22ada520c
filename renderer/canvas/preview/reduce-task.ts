// A task of the placing worker at a fraction of the document's size, for windows that no page has the memory to place at full
// size; flattening measures them at a like size too. For the eye, and for selections as fine as that.
import type { Region, RegionOperation } from "#shared/model/region.ts";
import { decodeRuns, encodeRuns } from "#shared/pixels/mask-runs.ts";
import { createPlane, type Plane8, type Rect } from "#shared/pixels/pixel-types.ts";
import { edgeOf, type PlaceSettings } from "#shared/pixels/place-settings.ts";
import { packLengths, unpackLengths } from "#shared/pixels/run-text.ts";
import { WHOLE_WINDOW_PIXELS } from "#shared/pixels/wide-window.ts";
import type { KeyedRegion, PlaceLayer, PlaceTask } from "./place-messages.ts";

/** How often the document has to be halved until every window of a task can be placed. */
export function levelOf(task: PlaceTask, mostPixels = WHOLE_WINDOW_PIXELS): number {
  const layers = "take" in task ? [...task.layers, task.take] : task.layers;
  const largest = Math.max(0, ...layers.map(({ window }) => window.width * window.height));
  return Math.max(0, Math.ceil(Math.log2(largest / mostPixels) / 2));
}

/** The same task in px that stand for 2^level each way. */
export function reduceTask<Task extends PlaceTask>(task: Task, level: number): Task {
  if (level === 0) return task;
  const { base } = task;
  const reduced = {
    ...task,
    base: { ...base, rect: reduceRect(base.rect, level), frame: reduceRect(base.frame, level) },
    layers: task.layers.map((layer) => reduceLayer(layer, level)),
  };
  return "take" in task ? { ...reduced, take: reduceLayer(task.take, level) } : reduced;
}

/** Outwards to whole px. */
export function reduceRect({ x, y, width, height }: Rect, level: number): Rect {
  const step = 2 ** level;
  const [left, top] = [Math.floor(x / step), Math.floor(y / step)];
  return {
    x: left,
    y: top,
    width: Math.ceil((x + width) / step) - left,
    height: Math.ceil((y + height) / step) - top,
  };
}

function reduceLayer(layer: PlaceLayer, level: number): PlaceLayer {
  return {
    ...layer,
    window: reduceRect(layer.window, level),
    region: reduceKeyed(layer.region, level),
    settings: reduceSettings(layer.settings, layer.window, level),
    painted: layer.painted.map((part) => ({ ...part, mask: reduceKeyed(part.mask, level) })),
  };
}

/** What is "auto" is settled at full size, where it is meant: a window is about twice as wide as its selection. */
function reduceSettings(settings: PlaceSettings, window: Rect, level: number): PlaceSettings {
  const step = 2 ** level;
  const selection = { ...window, width: window.width / 2, height: window.height / 2 };
  const { growPx, featherPx } = edgeOf(settings, selection);
  const { nudge } = settings;
  return {
    ...settings,
    growPx: growPx / step,
    featherPx: featherPx / step,
    nudge: { ...nudge, dx: nudge.dx / step, dy: nudge.dy / step },
  };
}

/** Of each region, as it was reduced last: documents share regions, and a long one takes a while. */
const reducedRegions = new Map<string, Region>();
const KEPT_REGIONS = 64;

function reduceKeyed({ key, region }: KeyedRegion, level: number): KeyedRegion {
  const name = `${level}/${key}`;
  const known = reducedRegions.get(name) ?? reduceRegion(region, level);
  reducedRegions.delete(name);
  reducedRegions.set(name, known);
  const [oldest] = reducedRegions.keys();
  if (reducedRegions.size > KEPT_REGIONS && oldest !== undefined) reducedRegions.delete(oldest);
  return { key, region: known };
}

export function reduceRegion({ extent, operations }: Region, level: number): Region {
  return {
    extent: reduceRect(extent, level),
    operations: operations.map((operation) => reduceOperation(operation, level)),
  };
}

function reduceOperation(operation: RegionOperation, level: number): RegionOperation {
  const step = 2 ** level;
  switch (operation.kind) {
    case "stroke": {
      const points = operation.points.map((value, i) => (i % 3 === 2 ? value : value / step));
      return { ...operation, radiusPx: operation.radiusPx / step, points };
    }
    case "rectangle":
    case "ellipse": {
      const { x, y, width, height } = operation;
      return { ...operation, x: x / step, y: y / step, width: width / step, height: height / step };
    }
    case "polygon":
      return { ...operation, points: operation.points.map((value) => value / step) };
    case "runs": {
      const bounds = reduceRect(operation.bounds, level);
      const mask = decodeRuns({ ...operation.bounds, lengths: unpackLengths(operation.runs) });
      const small = sampleMask(mask, operation.bounds, bounds, step);
      return { ...operation, bounds, runs: packLengths(encodeRuns(small).lengths) };
    }
    case "grow":
    case "shrink":
    case "feather":
      return { ...operation, px: operation.px / step };
    case "invert":
    case "fill-holes":
      return operation;
  }
}

/** The pixel in the middle of each block; at its rim the nearest. */
function sampleMask(mask: Plane8, from: Rect, to: Rect, step: number): Plane8 {
  const out = createPlane(to.width, to.height);
  const within = (at: number, size: number): number => Math.min(size - 1, Math.max(0, at));
  for (let y = 0; y < to.height; y++) {
    const row = within((to.y + y) * step + (step >> 1) - from.y, from.height) * from.width;
    for (let x = 0; x < to.width; x++)
      out.data[y * to.width + x] =
        mask.data[row + within((to.x + x) * step + (step >> 1) - from.x, from.width)] ?? 0;
  }
  return out;
}
