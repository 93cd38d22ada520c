// Patches laid into a document's pixels, bottom to top, each by the one door of the kernels; then the proof over the whole
// picture, against the pixels before. Runs in workers.
import type { Proof } from "#shared/model/composition-record.ts";
import type { CutFrom } from "#shared/model/patch.ts";
import { fillWindow, type PlaceReport } from "#shared/pixels/compose-take.ts";
import { alone, type Crew, shareRaster } from "#shared/pixels/crew.ts";
import { cutMask } from "#shared/pixels/cut-window.ts";
import { layOver } from "#shared/pixels/lay-over.ts";
import { maskBounds } from "#shared/pixels/mask-morphology.ts";
import { mixTakes, type MixedTake } from "#shared/pixels/mix-takes.ts";
import { createPlane, type Plane8, type Raster, type Rect } from "#shared/pixels/pixel-types.ts";
import { placeBox, type Placement } from "#shared/pixels/place-take.ts";
import { rasterRegion } from "#shared/pixels/raster-region.ts";
import { fullRect, intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import { WHOLE_WINDOW_PIXELS } from "#shared/pixels/wide-window.ts";
import { CompositeFailed, type Layer, type TakeFile } from "./composite-task.ts";
import { layWide } from "./lay-wide.ts";
import type { RawPicture } from "./raw-picture.ts";
import { bytesPerPixel, readWindow } from "./raw-picture.ts";

/** Where a patch shows: its α over the smallest box that holds it, document pixels; an empty box where it does not. */
export type LaidLayer = {
  readonly name: string;
  readonly box: Rect;
  readonly alpha: Plane8;
  readonly cutFrom: CutFrom;
  /** Of the take that is chosen for the whole patch. */
  readonly report: PlaceReport;
};

/** Rows of a layer's box from row `y` on, before and after, for whoever wants layers of its own. */
export type LaidPart = {
  readonly y: number;
  readonly before: Raster;
  readonly after: Raster;
  readonly alpha: Plane8;
};

export type LayOptions = {
  /** Decodes a reply in the document's colours. Rejects with CompositeFailed. */
  readonly decode: (take: TakeFile, layer: Layer) => Promise<Raster>;
  /** The document's pixels before any layer; closed by whoever asks. */
  readonly openBase: () => RawPicture;
  readonly onProgress: (done: number) => void;
  /** Called for every part of a layer, top to bottom, and then for the layer, unless it shows nowhere. */
  readonly onPart?: (layer: Pick<LaidLayer, "name" | "box">, part: LaidPart) => void;
  readonly onLaid?: (laid: LaidLayer) => void;
  /** Who shares the work of placing by now; alone without it. */
  readonly crew?: () => Crew;
  /** Windows of more pixels are placed at the size in which they were sent, and laid in strips. */
  readonly wholePixels?: number;
};

/** Changes `canvas`. Layers that select nothing are left out of the answer. */
export async function layLayers(
  canvas: RawPicture,
  layers: readonly Layer[],
  options: LayOptions,
): Promise<LaidLayer[]> {
  const all: LaidLayer[] = [];
  for (const [index, layer] of layers.entries()) {
    const isOnBase = layer.cutFrom === "base";
    const ground = isOnBase ? options.openBase() : canvas;
    const laid = await layOne(canvas, ground, layer, options).finally(() => isOnBase && ground.close());
    if (laid !== null) all.push(laid);
    options.onProgress((index + 1) / layers.length);
  }
  return all;
}

/** `ground`: what the takes are placed on, which is the canvas itself unless the layer is cut from the base. */
async function layOne(
  canvas: RawPicture,
  ground: RawPicture,
  layer: Layer,
  options: LayOptions,
): Promise<LaidLayer | null> {
  const { window, cutFrom } = layer;
  if (window.width * window.height > (options.wholePixels ?? WHOLE_WINDOW_PIXELS))
    return await layWide(canvas, ground, layer, options);
  const region = rasterRegion(layer.region, window);
  // The document ends at its frame: a window that sticks out is only padded there.
  const frame = { x: 0, y: 0, width: canvas.width, height: canvas.height };
  clearOutside(region, window, frame);
  if (isEmptyRect(maskBounds(region))) return null;
  const crew = options.crew?.() ?? alone;
  const original = shareRaster(readWindow(ground, window), crew);
  const place = async (take: TakeFile) => {
    const reply = shareRaster(await options.decode(take, layer), crew);
    return demandPlaced(placeBox(original, reply, region, layer.settings, crew), layer);
  };
  const chosen = await place(layer.chosen);
  if (chosen === null) return null;
  const painted = [];
  for (const part of layer.painted) {
    const placed = await place(part);
    if (placed !== null)
      painted.push({ ...fillWindow(original, placed), mask: rasterRegion(part.region, window) });
  }
  // One take needs its own box only; several meet in the window.
  const isAlone = painted.length === 0;
  const mixed: MixedTake = isAlone ? chosen : mixTakes(fillWindow(original, chosen), painted);
  const area = isAlone ? chosen.box : fullRect(window);
  clearOutside(mixed.alpha, { ...area, x: area.x + window.x, y: area.y + window.y }, frame);
  const inner = maskBounds(mixed.alpha);
  // Nothing of the reply differs enough to show: the layer has a report and no pixels.
  if (isEmptyRect(inner))
    return {
      name: layer.name,
      box: { ...inner, x: 0, y: 0 },
      alpha: createPlane(0, 0),
      cutFrom,
      report: chosen.report,
    };
  const shown = { ...inner, x: inner.x + area.x, y: inner.y + area.y };
  const box = { ...inner, x: shown.x + window.x, y: shown.y + window.y };
  const own = { pixels: cutRaster(mixed.pixels, inner), alpha: cutMask(mixed.alpha, inner) };
  const placedOn = cutRaster(original, shown);
  const before = ground === canvas ? placedOn : canvas.read(box);
  const shows = ground === canvas ? own : layOver(before, placedOn, own);
  const laid = { name: layer.name, box, alpha: shows.alpha, cutFrom, report: chosen.report };
  const after = assertProtected(before, shows.pixels, laid.alpha);
  canvas.write(after, box.x, box.y);
  options.onPart?.(laid, { y: 0, before, after, alpha: laid.alpha });
  options.onLaid?.(laid);
  return laid;
}

type Placed = Extract<Placement, { kind: "placed" }>;

function demandPlaced(placement: Placement, layer: Layer): Placed | null {
  if (placement.kind === "placed") return placement;
  if (placement.reason === "empty-selection") return null;
  throw new CompositeFailed({ reason: "take", name: layer.name, why: "aspect" });
}

/** What lies outside the frame is made up by reflection and cannot be selected. */
function clearOutside(mask: Plane8, window: Rect, frame: Rect): void {
  const inside = intersectRects(window, frame);
  for (let y = 0; y < mask.height; y++) {
    const row = y * mask.width;
    const isInside = y + window.y >= inside.y && y + window.y < inside.y + inside.height;
    if (!isInside) mask.data.fill(0, row, row + mask.width);
    else {
      mask.data.fill(0, row, row + inside.x - window.x);
      mask.data.fill(0, row + inside.x - window.x + inside.width, row + mask.width);
    }
  }
}

function cutRaster(raster: Raster, rect: Rect): Raster {
  const { channels } = raster;
  const data = raster.data.slice(0, rect.width * rect.height * channels);
  for (let y = 0; y < rect.height; y++) {
    const from = ((rect.y + y) * raster.width + rect.x) * channels;
    data.set(raster.data.subarray(from, from + rect.width * channels), y * rect.width * channels);
  }
  return { width: rect.width, height: rect.height, channels, data };
}

/** Throws when a pixel with α = 0 within the box differs; answers `after`. */
function assertProtected(before: Raster, after: Raster, alpha: Plane8): Raster {
  const { channels } = before;
  for (let i = 0; i < alpha.data.length; i++) {
    if (alpha.data[i] !== 0) continue;
    for (let c = i * channels; c < (i + 1) * channels; c++)
      if (before.data[c] !== after.data[c]) throw new Error("A protected pixel would change");
  }
  return after;
}

/**
 * Compares every pixel that no layer may touch, bit for bit, and counts how often each went through the model. Throws when
 * a protected pixel differs: that is a bug, and nothing comes out.
 */
export function proveComposite(before: RawPicture, after: RawPicture, laid: readonly LaidLayer[]): Proof {
  const { width, height } = before;
  const pixelBytes = bytesPerPixel(before);
  const bandRows = Math.max(1, Math.min(64, Math.floor(8_000_000 / width)));
  const depth = Array.from({ length: laid.length + 1 }, () => 0);
  const times = new Uint16Array(width);
  const [a, b] = [Buffer.alloc(bandRows * width * pixelBytes), Buffer.alloc(bandRows * width * pixelBytes)];
  for (let top = 0; top < height; top += bandRows) {
    const rows = Math.min(bandRows, height - top);
    before.readRows(top, rows, a);
    after.readRows(top, rows, b);
    for (let row = 0; row < rows; row++) {
      const isTouched = countRow(times, laid, top + row);
      const from = row * width * pixelBytes;
      if (!isTouched) {
        if (a.compare(b, from, from + width * pixelBytes, from, from + width * pixelBytes) !== 0)
          throw new Error(`Protected pixels of row ${top + row} would change`);
        depth[0] = (depth[0] ?? 0) + width;
        continue;
      }
      for (let x = 0; x < width; x++) {
        const count = times[x] ?? 0;
        depth[count] = (depth[count] ?? 0) + 1;
        if (count > 0) continue;
        for (let k = from + x * pixelBytes; k < from + (x + 1) * pixelBytes; k++)
          if (a[k] !== b[k]) throw new Error(`The protected pixel (${x}, ${top + row}) would change`);
      }
    }
  }
  return {
    pixels: width * height,
    protectedPixels: depth[0] ?? 0,
    changedProtectedPixels: 0,
    rawChangedPixels: laid.reduce((sum, layer) => sum + layer.report.rawChangedPixels, 0),
    depth: depth.slice(0, depth.findLastIndex((pixels) => pixels > 0) + 1),
  };
}

/**
 * How often each pixel of a row went through the model; false when none did. One that is cut from the base begins anew
 * where it shows whole; in its soft edge it shares the pixel with what lies below.
 */
function countRow(times: Uint16Array, laid: readonly LaidLayer[], y: number): boolean {
  times.fill(0);
  let isTouched = false;
  for (const { box, alpha, cutFrom } of laid) {
    if (y < box.y || y >= box.y + box.height) continue;
    isTouched = true;
    const row = (y - box.y) * box.width;
    for (let x = 0; x < box.width; x++)
      times[box.x + x] = timesOf(times[box.x + x] ?? 0, alpha.data[row + x] ?? 0, cutFrom);
  }
  return isTouched;
}

function timesOf(below: number, alpha: number, cutFrom: CutFrom): number {
  if (alpha === 0) return below;
  if (cutFrom === "below") return below + 1;
  return alpha === 255 ? 1 : Math.max(1, below);
}
