// The patches of a document placed one over the other, each on the lossless result of those below it, exactly as
// flattening does. What has not changed is kept: a slider runs the last stages of one layer only.
import { alignTake, nudgeTake, type TakeAlignment } from "#shared/pixels/align-take.ts";
import { composeBox, fillWindow, type PlacedTake } from "#shared/pixels/compose-take.ts";
import { cutWindow, pasteWindow } from "#shared/pixels/cut-window.ts";
import { cornerMotion } from "#shared/pixels/affine.ts";
import { findChangeIslands } from "#shared/pixels/extend-selection.ts";
import { gateTake } from "#shared/pixels/gate-take.ts";
import { guideLeak } from "#shared/pixels/guide-picture.ts";
import { maskBounds } from "#shared/pixels/mask-morphology.ts";
import { matchTake, type MatchedTake } from "#shared/pixels/match-take.ts";
import { mixTakes, type MixedTake } from "#shared/pixels/mix-takes.ts";
import { createPlane, type Plane8, type Raster, type Rect } from "#shared/pixels/pixel-types.ts";
import type { PlaceSettings } from "#shared/pixels/place-settings.ts";
import { rasterRegion } from "#shared/pixels/raster-region.ts";
import { inflateRect, intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import type { AssetId } from "#shared/model/ids.ts";
import type { FoundChanges, PlaceBase, PlaceLayer, PlaceOutcome, TakeSource } from "./place-messages.ts";
import { PixelsMissing } from "./pixel-store.ts";
import { clearOutside, copyInto, maskWithin } from "./window-mask.ts";

/** Where pixels come from. */
export type ReadPixels = (asset: AssetId, crop: Rect | null) => Promise<Raster>;

type Aligned = {
  readonly key: string;
  readonly settings: PlaceSettings;
  readonly alignment: TakeAlignment;
  /** How much of the guide's outline the reply drew, 0..1. */
  readonly guideLeak: number;
  matched: { readonly key: string; readonly take: MatchedTake } | null;
};

/** A layer as it lies in the document. */
export type StackedLayer = {
  readonly key: string;
  readonly stamp: number;
  /** What the pixels cover: the part of the layer's window that can change, document px. */
  readonly window: Rect;
  readonly outcome: PlaceOutcome;
  /** The pixels and where they show; null when there are none. */
  readonly mixed: MixedTake | null;
  /** Of `mixed.alpha`, px of `window`. */
  readonly bounds: Rect;
};

/** What a placement starts from, kept while a slider moves: the pixels below and the selection. */
type Ground = { readonly key: string; readonly original: Raster; readonly region: Plane8 };

type Work = { layer: StackedLayer; readonly aligned: Map<string, Aligned> };

/** Room that flow and blur need at the border, px. */
const BORDER_PX = 6;
const NOWHERE: Rect = { x: 0, y: 0, width: 0, height: 0 };
/** Settings that alignment depends on: those that only move the donor are told apart below. */
const measureKey = ({ growPx, isStrict, featherPx }: PlaceSettings) =>
  `${growPx}|${isStrict}|${growPx === "auto" ? featherPx : ""}`;
const donorKey = ({ nudge, isManual }: PlaceSettings) => `${nudge.dx},${nudge.dy},${nudge.scale},${isManual}`;
const matchKey = (settings: PlaceSettings) =>
  `${measureKey(settings)}|${settings.toneAmount}|${settings.keepDetail}`;

export class LayerStack {
  #work = new Map<string, Work>();
  #stamp = 0;
  #ground: Ground | null = null;
  readonly #read: ReadPixels;

  constructor(read: ReadPixels) {
    this.#read = read;
  }

  /** The layers, bottom to top, in the order given. */
  async lay(
    base: PlaceBase,
    layers: readonly PlaceLayer[],
    isDraft: boolean,
    isStale: () => boolean = () => false,
  ): Promise<StackedLayer[]> {
    const laid: StackedLayer[] = [];
    for (const layer of layers) {
      if (isStale()) break;
      laid.push(await this.#layOne(base, laid, layer, isDraft));
    }
    return laid;
  }

  /** The window's pixels of the document over the layers given; what sticks out of the frame is reflected. */
  async original(base: PlaceBase, below: readonly StackedLayer[], window: Rect): Promise<Raster> {
    const inside = intersectRects(window, base.frame);
    const raster: Raster = {
      width: inside.width,
      height: inside.height,
      channels: 4,
      data: new Uint8Array(inside.width * inside.height * 4),
    };
    const shown = intersectRects(inside, base.rect);
    if (base.asset !== null && !isEmptyRect(shown)) {
      const crop = { ...shown, x: shown.x - base.rect.x, y: shown.y - base.rect.y };
      copyInto(raster, await this.#read(base.asset, crop), shown.x - inside.x, shown.y - inside.y);
    }
    for (const { mixed, window: at } of below) {
      if (mixed === null) continue;
      pasteWindow(raster, mixed.pixels, mixed.alpha, { ...at, x: at.x - inside.x, y: at.y - inside.y });
    }
    return cutWindow(raster, { ...window, x: window.x - inside.x, y: window.y - inside.y });
  }

  /** What was measured of a layer's chosen take; null when it is not placed. */
  measured(layer: PlaceLayer): { readonly alignment: TakeAlignment; readonly matched: MatchedTake } | null {
    const aligned = this.#work.get(layer.id)?.aligned.get(layer.chosen.job);
    if (aligned === undefined || aligned.matched === null) return null;
    return { alignment: aligned.alignment, matched: aligned.matched.take };
  }

  /**
   * What a reply to an edit of everything changed, over the layers given, in window px; and whether it is still the same
   * picture. A refusal or missing pixels come as the outcome.
   */
  async changesOf(
    base: PlaceBase,
    layers: readonly PlaceLayer[],
    take: PlaceLayer,
  ): Promise<FoundChanges | PlaceOutcome> {
    const laid = await this.lay(base, layers, false);
    return await caught(async (reached): Promise<FoundChanges | PlaceOutcome> => {
      const original = await this.original(base, laid, take.window);
      reached("reply");
      const reply = await this.#read(take.chosen.reply, null);
      const everything = createPlane(take.window.width, take.window.height, 255);
      clearOutside(everything, take.window, base.frame);
      const alignment = alignTake(original, reply, everything, take.settings, "everywhere");
      if (alignment.kind === "refused") return alignment;
      const matched = matchTake(original, alignment, take.settings);
      // Where the reply moved away from the border there is nothing to compare.
      const { width, height } = take.window;
      const strayPx = Math.ceil(cornerMotion(alignment.registration.map, width, height)) + BORDER_PX;
      const compared = inflateRect({ x: 0, y: 0, width, height }, -strayPx);
      const mask = { ...alignment.selection.mask, data: alignment.selection.mask.data.slice() };
      clearOutside(mask, { x: 0, y: 0, width, height }, compared);
      const selection = { ...alignment.selection, mask };
      const found = findChangeIslands(original, { ...alignment, selection }, matched);
      return { kind: "found", found, verdict: gateTake(alignment.registration) };
    });
  }

  /** Forgets layers that are not named. */
  keep(ids: ReadonlySet<string>): void {
    for (const id of this.#work.keys()) if (!ids.has(id)) this.#work.delete(id);
  }

  async #layOne(
    base: PlaceBase,
    below: readonly StackedLayer[],
    layer: PlaceLayer,
    isDraft: boolean,
  ): Promise<StackedLayer> {
    const under = below.filter(
      ({ window, mixed, bounds }) => mixed !== null && touches(window, bounds, layer.window),
    );
    const ground = [
      base.asset ?? "blank",
      rectKey(base.frame),
      rectKey(layer.window),
      ...under.map(({ stamp }) => stamp),
    ].join("|");
    const key = [
      ground,
      layer.region.key,
      JSON.stringify(layer.settings),
      layer.chosen.reply,
      ...layer.painted.map(({ reply, mask }) => `${reply}:${mask.key}`),
      isDraft,
    ].join("|");
    const known = this.#work.get(layer.id);
    if (known !== undefined && (known.layer.key === key || known.layer.key === key.replace(/true$/, "false")))
      return known.layer;
    const work: Work = known ?? { layer: emptyLayer(layer.window), aligned: new Map() };
    const placed = await this.#place(base, under, layer, ground, isDraft, work.aligned);
    work.layer = { window: layer.window, ...placed, key, stamp: ++this.#stamp };
    this.#work.set(layer.id, work);
    return work.layer;
  }

  async #place(
    base: PlaceBase,
    below: readonly StackedLayer[],
    layer: PlaceLayer,
    ground: string,
    isDraft: boolean,
    kept: Map<string, Aligned>,
  ): Promise<Pick<StackedLayer, "outcome" | "mixed" | "bounds"> & Partial<Pick<StackedLayer, "window">>> {
    const placed = await caught(async (reached) => {
      const { original, region } = await this.#groundOf(base, below, layer, ground);
      reached("reply");
      const place = async (take: TakeSource): Promise<PlacedTake | PlaceOutcome> => {
        const reply = await this.#read(take.reply, null);
        const measureIn = `${ground}|${layer.region.key}|${take.reply}`;
        return placeKept(original, reply, region, layer.settings, measureIn, isDraft, kept, take);
      };
      const chosen = await place(layer.chosen);
      if ("kind" in chosen) return chosen;
      const painted = [];
      for (const part of layer.painted) {
        const taken = await place(part);
        if (!("kind" in taken))
          painted.push({
            ...fillWindow(original, taken),
            mask: rasterRegion(part.mask.region, layer.window),
          });
      }
      // One take needs its own box only; several meet in the window.
      const first = painted.length === 0 ? chosen : fillWindow(original, chosen);
      const mixed = mixTakes(first, painted);
      const window = { ...first.box, x: first.box.x + layer.window.x, y: first.box.y + layer.window.y };
      clearOutside(mixed.alpha, window, base.frame);
      const leak = kept.get(layer.chosen.job)?.guideLeak ?? 0;
      const outcome: PlaceOutcome = { kind: "placed", report: chosen.report, guideLeak: leak };
      return { outcome, mixed, window, bounds: maskBounds(mixed.alpha) };
    });
    return "kind" in placed ? { outcome: placed, mixed: null, bounds: NOWHERE } : placed;
  }

  async #groundOf(
    base: PlaceBase,
    below: readonly StackedLayer[],
    { window, region }: PlaceLayer,
    ground: string,
  ): Promise<Ground> {
    const key = `${ground}|${region.key}`;
    if (this.#ground?.key === key) return this.#ground;
    this.#ground = null;
    const original = await this.original(base, below, window);
    this.#ground = { key, original, region: maskWithin(region.region, window, base.frame) };
    return this.#ground;
  }
}

/** Does a work whose pixels may be missing, or too many for the memory; `reached` says where it is. */
async function caught<T>(
  work: (reached: (stage: "base" | "reply") => void) => Promise<T>,
): Promise<T | PlaceOutcome> {
  let stage: "base" | "reply" = "base";
  try {
    return await work((now) => (stage = now));
  } catch (error) {
    if (error instanceof PixelsMissing) return { kind: "missing", what: stage };
    if (error instanceof RangeError && /array|buffer|alloc/i.test(error.message))
      return { kind: "memory-short" };
    throw error;
  }
}

function placeKept(
  original: Raster,
  reply: Raster,
  region: Plane8,
  settings: PlaceSettings,
  measureIn: string,
  isDraft: boolean,
  kept: Map<string, Aligned>,
  { job, hasGuide }: TakeSource,
): PlacedTake | PlaceOutcome {
  let aligned = kept.get(job);
  const isOf = aligned?.key.startsWith(`${measureIn}#`) === true;
  const exact = `${measureIn}#${measureKey(settings)}`;
  if (aligned === undefined || !isOf || (!isDraft && aligned.key !== exact)) {
    const alignment = alignTake(original, reply, region, settings);
    if (alignment.kind === "refused") return alignment;
    const leak = hasGuide ? guideLeak(original, reply, region) : 0;
    aligned = { key: exact, settings, alignment, guideLeak: leak, matched: null };
  } else if (donorKey(aligned.settings) !== donorKey(settings)) {
    const alignment = nudgeTake(original, reply, aligned.alignment, settings);
    aligned = { ...aligned, settings, alignment, matched: null };
  }
  kept.set(job, aligned);
  const key = matchKey(settings);
  if (aligned.matched?.key !== key)
    aligned.matched = { key, take: matchTake(original, aligned.alignment, settings) };
  return composeBox(original, aligned.alignment, aligned.matched.take, settings);
}

function emptyLayer(window: Rect): StackedLayer {
  return {
    key: "",
    stamp: 0,
    window,
    outcome: { kind: "refused", reason: "empty-selection" },
    mixed: null,
    bounds: NOWHERE,
  };
}

function touches(window: Rect, bounds: Rect, other: Rect): boolean {
  const shown = { ...bounds, x: bounds.x + window.x, y: bounds.y + window.y };
  return !isEmptyRect(intersectRects(shown, other));
}

function rectKey({ x, y, width, height }: Rect): string {
  return `${x},${y},${width},${height}`;
}
