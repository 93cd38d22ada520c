// A placed take at a whole fraction of its size: what is dragged with a slider is worked out on this. The same kernels run
// on it as at full size; everything measured is taken over. For the eye only: nothing here can be proved.
import { type Affine, reduceAffine } from "./affine.ts";
import type { TakeAlignment } from "./align-take.ts";
import type { FlowField } from "./flow-field.ts";
import { binariseMask, maskBounds } from "./mask-morphology.ts";
import { matchChannels } from "./match-channels.ts";
import type { DrawnMatch } from "./match-take.ts";
import { createRasterLike, type Plane8, type Raster, type Rect } from "./pixel-types.ts";
import { edgeOf, type PlaceSettings } from "./place-settings.ts";
import { reachOf, supportOf } from "./prepare-selection.ts";
import { fullRect } from "./rect.ts";
import { resizeLanczos } from "./resize-lanczos.ts";

/** A placed take, reduced. Its raster begins at `area` of the window; one pixel of it stands for `reduction`² there. */
export type ReducedTake = {
  readonly reduction: number;
  /** Window px, a whole number of reduced pixels; it may reach over the window's right and lower border by a part of one. */
  readonly area: Rect;
  readonly original: Raster;
  readonly alignment: TakeAlignment;
};

/** Reduces what was placed with `settings`, around its donor. `reduction` is a power of two, 1 to 16. */
export function reduceTake(
  original: Raster,
  alignment: TakeAlignment,
  settings: PlaceSettings,
  reduction: number,
): ReducedTake {
  const area = coverInBlocks(alignment.donor.box, reduction);
  const { donor } = alignment;
  const inDonor = { ...area, x: area.x - donor.box.x, y: area.y - donor.box.y };
  const box = { x: 0, y: 0, width: area.width / reduction, height: area.height / reduction };
  const mask = binariseMask(reduceMask(alignment.selection.mask, area, reduction), 0.5);
  const selection = { mask, bounds: maskBounds(mask) };
  const reach = reachOf(selection);
  const small = {
    ...box,
    channels: original.channels,
    data: createRasterLike(original, box.width, box.height).data,
  };
  averageBlocks(original.data, original, original.channels, area, reduction, small.data);
  const colour = new Int16Array(box.width * box.height * donor.colours);
  averageBlocks(donor.colour, donor.box, donor.colours, inDonor, reduction, colour);
  const alpha = donor.alpha === undefined ? undefined : new Uint8Array(box.width * box.height);
  if (donor.alpha !== undefined && alpha !== undefined)
    averageBlocks(donor.alpha, donor.box, 1, inDonor, reduction, alpha);
  return {
    reduction,
    area,
    original: small,
    alignment: {
      ...alignment,
      reduction,
      selection,
      reach,
      support: supportOf(selection, reduceSettings(settings, alignment, reduction), reach),
      donor: { ...donor, box, colour, alpha },
      rawChangedPixels: 0,
      rawChanged: { area: box, bits: new Uint32Array(0) },
    },
  };
}

/** What was matched at full size, reduced likewise: while only the edge or the opacity change it stays. */
export function reduceMatch(
  { alignment: { support }, area, reduction }: ReducedTake,
  alignment: TakeAlignment,
  matched: DrawnMatch,
): DrawnMatch {
  const { box, colours } = alignment.donor;
  const inDonor = { ...area, x: area.x - box.x, y: area.y - box.y };
  const [width, height] = [area.width / reduction, area.height / reduction];
  const colour = new Int16Array(width * height * colours);
  averageBlocks(matched.colour, box, colours, inDonor, reduction, colour);
  const cap = { width: (width + 1) >> 1, height: (height + 1) >> 1 };
  const inCap = {
    x: inDonor.x >> 1,
    y: inDonor.y >> 1,
    width: cap.width * reduction,
    height: cap.height * reduction,
  };
  const data = new Uint8Array(cap.width * cap.height);
  averageBlocks(matched.cap.data, matched.cap, 1, inCap, reduction, data);
  return { support, colour, cap: { ...cap, data } };
}

/** The reply as `warpDonor` reads it for a reduced window: in the window's size, reduced whole. */
export function reduceReply(original: Raster, reply: Raster, isResized: boolean, reduction: number): Raster {
  const whole = matchChannels(
    isResized ? resizeLanczos(reply, original.width, original.height) : reply,
    original,
  );
  const area = coverInBlocks(fullRect(whole), reduction);
  const small = createRasterLike(whole, area.width / reduction, area.height / reduction);
  averageBlocks(whole.data, whole, whole.channels, area, reduction, small.data);
  return small;
}

/** The way from a reduced raster that begins at `area` to the reduced reply, given that of the full pixels. */
export function reduceMap(map: Affine, { area, reduction }: Pick<ReducedTake, "area" | "reduction">): Affine {
  const whole = reduceAffine(map, reduction);
  const [x, y] = [area.x / reduction, area.y / reduction];
  return { ...whole, e: whole.e + whole.a * x + whole.b * y, f: whole.f + whole.c * x + whole.d * y };
}

/** The same displacements in reduced pixels of a raster that begins at `area`. */
export function reduceFlow(
  flow: FlowField,
  { area, reduction }: Pick<ReducedTake, "area" | "reduction">,
): FlowField {
  const shift = (reduction - 1) / 2;
  return {
    ...flow,
    x: (flow.x - area.x - shift) / reduction,
    y: (flow.y - area.y - shift) / reduction,
    cellPx: flow.cellPx / reduction,
    dx: flow.dx.map((value) => value / reduction),
    dy: flow.dy.map((value) => value / reduction),
  };
}

/** Settings in reduced pixels. What is automatic is told by the full-size selection. */
export function reduceSettings(
  settings: PlaceSettings,
  alignment: TakeAlignment,
  reduction: number,
): PlaceSettings {
  const { growPx, featherPx } = edgeOf(settings, alignment.selection.bounds);
  return { ...settings, growPx: growPx / reduction, featherPx: featherPx / reduction };
}

/** The smallest rectangle of whole blocks of the window's own lattice. */
function coverInBlocks(rect: Rect, reduction: number): Rect {
  const x = Math.floor(rect.x / reduction) * reduction;
  const y = Math.floor(rect.y / reduction) * reduction;
  const right = Math.ceil((rect.x + rect.width) / reduction) * reduction;
  const bottom = Math.ceil((rect.y + rect.height) / reduction) * reduction;
  return { x, y, width: right - x, height: bottom - y };
}

/** Means of a mask over the blocks of `area`. */
export function reduceMask(mask: Plane8, area: Rect, reduction: number): Plane8 {
  const [width, height] = [area.width / reduction, area.height / reduction];
  const data = new Uint8Array(width * height);
  averageBlocks(mask.data, mask, 1, area, reduction, data);
  return { width, height, data };
}

type Numbers = Uint8Array | Uint8ClampedArray | Uint16Array | Int16Array;

/** Means over the blocks of `area`, per channel; at the border the nearest sample stands for what is not there. */
function averageBlocks(
  from: Numbers,
  size: { readonly width: number; readonly height: number },
  channels: number,
  area: Rect,
  reduction: number,
  out: Numbers,
): void {
  const width = area.width / reduction;
  const columns = Int32Array.from(
    { length: area.width },
    (_, x) => Math.min(size.width - 1, Math.max(0, area.x + x)) * channels,
  );
  const sums = new Int32Array(width * channels);
  const samples = reduction * reduction;
  for (let y = 0; y < area.height; y += reduction) {
    sums.fill(0);
    for (let k = y; k < y + reduction; k++) {
      const row = Math.min(size.height - 1, Math.max(0, area.y + k)) * size.width * channels;
      for (let x = 0, to = 0; x < area.width; to += channels)
        for (const end = x + reduction; x < end; x++) {
          const i = row + (columns[x] ?? 0);
          for (let c = 0; c < channels; c++) sums[to + c] = (sums[to + c] ?? 0) + (from[i + c] ?? 0);
        }
    }
    const line = (y / reduction) * sums.length;
    for (let i = 0; i < sums.length; i++) out[line + i] = Math.round((sums[i] ?? 0) / samples);
  }
}
