// The patches of a document placed one over the other, each on the lossless result of those below it, exactly as
// flattening does. What has not changed is kept: a slider runs the last stages of one layer only.
import type { TakeAlignment } from "#shared/pixels/align-take.ts";
import { fillWindow, type PlacedTake } from "#shared/pixels/compose-take.ts";
import { alone, type Crew } from "#shared/pixels/crew.ts";
import { cutWindow, pasteWindow } from "#shared/pixels/cut-window.ts";
import { layOver } from "#shared/pixels/lay-over.ts";
import { maskBounds } from "#shared/pixels/mask-morphology.ts";
import type { MatchedTake } from "#shared/pixels/match-take.ts";
import { mixTakes } from "#shared/pixels/mix-takes.ts";
import type { Plane8, Raster, Rect } from "#shared/pixels/pixel-types.ts";
import { PreviewTake } from "#shared/pixels/preview-take.ts";
import { rasterRegion } from "#shared/pixels/raster-region.ts";
import { containsRect, intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import type { AssetId, PatchId } from "#shared/model/ids.ts";
import { type KeptTake, placeKept } from "./kept-take.ts";
import { groundKey, groundOf, isUnder, ownKey, placeKey, takeKey } from "./layer-keys.ts";
import type { FoundChanges, PlaceBase, PlaceLayer, PlaceOutcome, TakeSource } from "./place-messages.ts";
import { orMissing } from "./or-missing.ts";
import { type MixedPreview, previewMix } from "./preview-mix.ts";
import { emptyLayer, NOWHERE, type StackedLayer } from "./stacked-layer.ts";
import { findTakeChanges } from "./take-changes.ts";
import { clearOutside, copyInto, maskWithin } from "./window-mask.ts";

/** Where pixels come from. */
export type ReadPixels = (asset: AssetId, crop: Rect | null) => Promise<Raster>;

/** What a placement starts from, kept while a slider moves: the pixels below and the selection. */
type Ground = {
  readonly key: string;
  readonly layer: PatchId;
  readonly original: Raster;
  readonly region: Plane8;
};

/** What was made of a layer last: of which window and settings, and the measurements of its takes by job. */
type Work = {
  layer: StackedLayer;
  place: string;
  own: string;
  readonly kept: Map<string, KeptTake>;
};

type Placed = Pick<StackedLayer, "outcome" | "mixed" | "bounds" | "isExact"> &
  Partial<Pick<StackedLayer, "window">>;

/** Layers that are kept beside those asked for: takes that may become a patch, patches that are hidden. */
const KEPT_BESIDE = 4;
const neverStale = async () => await Promise.resolve(false);

export class LayerStack {
  #work = new Map<string, Work>();
  #stamp = 0;
  #ground: Ground | null = null;
  /** The layer whose slider is dragged, or was placed last, reduced; by job. */
  #preview: { readonly id: string; readonly takes: Map<string, PreviewTake> } | null = null;
  readonly #read: ReadPixels;
  readonly #crew: () => Crew;
  /** `crew`: who shares the work by now. */
  constructor(read: ReadPixels, crew: () => Crew = () => alone) {
    [this.#read, this.#crew] = [read, crew];
  }

  /**
   * The layers, bottom to top, in the order given; fewer when it went stale. `isDraft`: on the measurement that is kept
   * where there is one, and what lies above a changed layer stays for now. `onLaid` is told of each layer that stands.
   */
  async lay(
    base: PlaceBase,
    layers: readonly PlaceLayer[],
    isDraft: boolean,
    isStale: () => Promise<boolean> = neverStale,
    onLaid?: (layer: PlaceLayer, laid: StackedLayer) => Promise<void>,
  ): Promise<StackedLayer[]> {
    const laid: StackedLayer[] = [];
    for (const layer of layers) {
      if (await isStale()) break;
      const one = await this.#layOne(base, laid, layer, isDraft);
      await onLaid?.(layer, one);
      laid.push(one);
    }
    this.#forget(new Set(layers.map(({ id }) => id)));
    return laid;
  }

  /** The oldest of the layers that were not asked for. */
  #forget(asked: ReadonlySet<string>): void {
    const beside = [...this.#work.keys()].filter((id) => !asked.has(id));
    for (const id of beside.slice(0, -KEPT_BESIDE)) this.#work.delete(id);
  }

  /** The window's pixels of the document over the layers given; what sticks out of the frame is reflected. */
  async original(base: PlaceBase, below: readonly StackedLayer[], window: Rect): Promise<Raster> {
    const inside = intersectRects(window, base.frame);
    const { width, height } = inside;
    const data = new Uint8Array(this.#crew().make(width * height * 4));
    const raster: Raster = { width, height, channels: 4, data };
    const shown = intersectRects(inside, base.rect);
    if (base.asset !== null && !isEmptyRect(shown)) {
      const crop = { ...shown, x: shown.x - base.rect.x, y: shown.y - base.rect.y };
      copyInto(raster, await this.#read(base.asset, crop), shown.x - inside.x, shown.y - inside.y);
    }
    for (const { mixed, window: at } of below) {
      if (mixed === null) continue;
      pasteWindow(raster, mixed.pixels, mixed.alpha, { ...at, x: at.x - inside.x, y: at.y - inside.y });
    }
    if (containsRect(inside, window)) return raster;
    return cutWindow(raster, { ...window, x: window.x - inside.x, y: window.y - inside.y });
  }

  /** What was measured of a layer's chosen take; null when it is not placed. */
  measured(layer: PlaceLayer): { readonly alignment: TakeAlignment; readonly matched: MatchedTake } | null {
    return this.#work.get(layer.id)?.kept.get(layer.chosen.job) ?? null;
  }

  /**
   * What a slider shows while it is dragged: one answer for each layer. Null where more than the settings of a laid
   * layer has changed, or pixels are missing.
   */
  async preview(base: PlaceBase, layers: readonly PlaceLayer[]): Promise<(MixedPreview | "laid")[] | null> {
    const shown: (MixedPreview | "laid")[] = [];
    for (const [i, layer] of layers.entries()) {
      const known = this.#work.get(layer.id);
      if (known === undefined || known.place !== placeKey(base, layer)) return null;
      if (known.own === ownKey(layer)) shown.push("laid");
      else {
        const takes = await this.#previewsOf(base, layers.slice(0, i), layer, known);
        const mixed = takes === null ? null : previewMix(takes, layer);
        if (mixed === null) return null;
        shown.push(mixed);
      }
    }
    return shown;
  }

  /** Gets ready for a slider of the layer that was placed last. */
  async prepare(base: PlaceBase, layers: readonly PlaceLayer[]): Promise<void> {
    const at = layers.findLastIndex(({ id }) => this.#ground?.layer === id);
    const layer = layers[at];
    const known = this.#work.get(layer?.id ?? "");
    if (layer === undefined || known === undefined) return;
    const takes = await this.#previewsOf(base, layers.slice(0, at), layer, known);
    for (const take of takes?.values() ?? []) take.prepare();
  }

  /** A layer as it was laid last. */
  laid(id: PatchId): StackedLayer | undefined {
    return this.#work.get(id)?.layer;
  }

  async #previewsOf(
    base: PlaceBase,
    lower: readonly PlaceLayer[],
    layer: PlaceLayer,
    { kept }: Work,
  ): Promise<ReadonlyMap<string, PreviewTake> | null> {
    if (this.#preview?.id !== layer.id) this.#preview = { id: layer.id, takes: new Map() };
    const { takes } = this.#preview;
    const under = lower.flatMap(({ id }) => this.laid(id) ?? []).filter((other) => isUnder(other, layer));
    const below = groundOf(under, layer);
    const found = await orMissing(async () => {
      for (const { job, reply } of [layer.chosen, ...layer.painted]) {
        const placed = kept.get(job);
        if (placed?.of !== takeKey(layer, reply)) return null;
        if (takes.get(job)?.isOf(placed) === true) continue;
        const { original } = await this.#groundOf(base, below, layer, groundKey(base, below, layer));
        takes.set(job, new PreviewTake({ ...placed, original, reply: await this.#read(reply, null) }));
      }
      return takes;
    });
    return found instanceof Map ? found : null;
  }

  /** What a reply to an edit of everything changed, over the layers given. */
  async changesOf(
    base: PlaceBase,
    layers: readonly PlaceLayer[],
    take: PlaceLayer,
  ): Promise<FoundChanges | PlaceOutcome> {
    const under = (await this.lay(base, layers, false)).filter((lower) => isUnder(lower, take));
    const below = groundOf(under, take);
    const original = async () => await this.original(base, below, take.window);
    const reply = async () => await this.#read(take.chosen.reply, null);
    return await findTakeChanges({ original, reply }, base, take);
  }

  async #layOne(
    base: PlaceBase,
    below: readonly StackedLayer[],
    layer: PlaceLayer,
    isDraft: boolean,
  ): Promise<StackedLayer> {
    const under = below.filter((lower) => isUnder(lower, layer));
    const over = groundKey(base, under, layer);
    const [place, own] = [placeKey(base, layer), ownKey(layer)];
    const known = this.#work.get(layer.id) ?? this.#tried(layer);
    if (known?.own === own && known.place === place) {
      // What lies below is changing under a slider; what lies on it follows when the slider rests.
      if (isDraft || (known.layer.over === over && known.layer.isExact)) {
        this.#work.set(layer.id, known);
        return known.layer;
      }
    }
    const work: Work = known ?? { layer: emptyLayer(layer), place, own, kept: new Map() };
    const placed = await this.#place(base, under, layer, isDraft, work.kept);
    work.layer = { window: layer.window, cutFrom: layer.cutFrom, ...placed, over, stamp: ++this.#stamp };
    [work.place, work.own] = [place, own];
    this.#work.delete(layer.id);
    this.#work.set(layer.id, work);
    return work.layer;
  }

  /** A take that was tried before it became a patch: tries are layers by the name of their job. */
  #tried({ chosen: { job } }: PlaceLayer): Work | undefined {
    const tried = this.#work.get(job);
    return tried === undefined ? undefined : { ...tried, kept: new Map(tried.kept) };
  }

  async #place(
    base: PlaceBase,
    under: readonly StackedLayer[],
    layer: PlaceLayer,
    isDraft: boolean,
    kept: Map<string, KeptTake>,
  ): Promise<Placed> {
    let isExact = true;
    const below = groundOf(under, layer);
    const ground = groundKey(base, below, layer);
    const placed = await orMissing(async (reached) => {
      const { original, region } = await this.#groundOf(base, below, layer, ground);
      reached("reply");
      const place = async (take: TakeSource): Promise<PlacedTake | PlaceOutcome> => {
        const reply = await this.#read(take.reply, null);
        const whole = { original, reply, region, ground, crew: this.#crew() };
        const result = placeKept(whole, layer.settings, takeKey(layer, take.reply), isDraft, kept, take);
        isExact &&= kept.get(take.job)?.isExact ?? true;
        return result;
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
      const own = mixTakes(first, painted);
      const window = { ...first.box, x: first.box.x + layer.window.x, y: first.box.y + layer.window.y };
      clearOutside(own.alpha, window, base.frame);
      const mixed =
        under.length === below.length
          ? own
          : layOver(await this.original(base, under, window), cutWindow(original, first.box), own);
      const leak = kept.get(layer.chosen.job)?.guideLeak ?? 0;
      const outcome: PlaceOutcome = { kind: "placed", report: chosen.report, guideLeak: leak };
      return { outcome, mixed, window, bounds: maskBounds(mixed.alpha) };
    });
    return "kind" in placed
      ? { outcome: placed, mixed: null, bounds: NOWHERE, isExact }
      : { ...placed, isExact };
  }

  async #groundOf(
    base: PlaceBase,
    below: readonly StackedLayer[],
    { id, window, region }: PlaceLayer,
    ground: string,
  ): Promise<Ground> {
    const key = `${ground}|${region.key}`;
    if (this.#ground?.key === key) return this.#ground;
    this.#ground = null;
    const original = await this.original(base, below, window);
    this.#ground = { key, layer: id, original, region: maskWithin(region.region, window, base.frame) };
    return this.#ground;
  }
}
