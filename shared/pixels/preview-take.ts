// What a slider shows while it is dragged: the stages of a placement on a reduced take, each run again only when a setting
// that it reads has changed. Gives colours and α to lay over what is there, never pixels to keep: nothing is proved here.
import { composeAffine, IDENTITY } from "./affine.ts";
import type { TakeAlignment } from "./align-take.ts";
import { layColours, openAlpha, openBox } from "./compose-take.ts";
import { type EdgeDistance, measureEdge } from "./edge-alpha.ts";
import { type DrawnMatch, matchDrawn, type MatchedTake } from "./match-take.ts";
import { DONOR_UNIT, type Plane8, type Raster, type Rect } from "./pixel-types.ts";
import { donorKey, matchKey, MULTIBAND_SEAM, nudgeMap, type PlaceSettings } from "./place-settings.ts";
import { isSameRect } from "./rect.ts";
import {
  reduceFlow,
  reduceMap,
  reduceMatch,
  reduceReply,
  reduceSettings,
  type ReducedTake,
  reduceTake,
} from "./reduce-take.ts";
import { warpDonor } from "./warp-donor.ts";

/** A take as it was last placed at full size: what a preview starts from. */
export type PlacedFully = {
  readonly original: Raster;
  readonly reply: Raster;
  readonly alignment: TakeAlignment;
  readonly matched: MatchedTake;
  readonly settings: PlaceSettings;
};

/** Colours over `rect` of the window, one pixel for `reduction`² of it, 8-bit RGBA, straight α: lay them over the rest. */
export type TakePreview = { readonly rect: Rect; readonly reduction: number; readonly pixels: Raster };

/** Most pixels that are matched, or only opened, in one step of a slider. */
const MATCHED_PIXELS = 120_000;
const OPENED_PIXELS = 400_000;
const MOST_REDUCTION = 16;

/** Stages by what they read. A preview is kept while a slider is dragged; a new placement begins a new one. */
export class PreviewTake {
  readonly #placed: PlacedFully;
  readonly #reduced = new Map<number, ReducedTake>();
  #reply: { readonly reduction: number; readonly raster: Raster } | null = null;
  #moved: { readonly key: string; readonly take: ReducedTake } | null = null;
  #matched: { readonly key: string; readonly match: DrawnMatch } | null = null;
  #edge: { readonly mask: Plane8; readonly distance: EdgeDistance } | null = null;
  /** How often each stage was run. */
  readonly runs = { reduce: 0, warp: 0, match: 0, edge: 0, open: 0 };

  constructor(placed: PlacedFully) {
    this.#placed = placed;
  }

  /** True while nothing that it was made from was measured or matched anew. */
  isOf({ alignment, matched }: Pick<PlacedFully, "alignment" | "matched">): boolean {
    return this.#placed.alignment === alignment && this.#placed.matched === matched;
  }

  /** Reduces to both sizes that sliders need, before one is dragged. */
  prepare(): void {
    this.#takeAt(OPENED_PIXELS, null);
    this.#takeAt(MATCHED_PIXELS, null);
  }

  /** What the take would look like with these settings. */
  show(settings: PlaceSettings): TakePreview {
    const { alignment, matched, settings: from } = this.#placed;
    const isMoved = donorKey(settings) !== donorKey(from);
    const isMatched = !isMoved && matchKey(settings) === matchKey(from);
    const take = this.#takeAt(isMatched ? OPENED_PIXELS : MATCHED_PIXELS, isMoved ? settings : null);
    const { reduction } = take;
    const small = reduceSettings(settings, alignment, reduction);
    const match = this.#matchOf(
      take,
      small,
      isMatched,
      `${reduction}|${donorKey(settings)}|${matchKey(settings)}`,
    );
    const opened = openAlpha(take.alignment, match, small, this.#edgeOf(take, match, small));
    const isMultiband =
      settings.multiband === "always" || (settings.multiband === "auto" && matched.seam > MULTIBAND_SEAM);
    const colour = layColours(take.original, take.alignment, match, opened, isMultiband);
    this.runs.open++;
    return {
      rect: {
        x: take.area.x + opened.box.x * reduction,
        y: take.area.y + opened.box.y * reduction,
        width: opened.box.width * reduction,
        height: opened.box.height * reduction,
      },
      reduction,
      pixels: paintDonor(take, colour, opened.alpha, opened.box),
    };
  }

  /** The finest level of no more than so many pixels. `moved`: with the donor where these settings put it. */
  #takeAt(mostPixels: number, moved: PlaceSettings | null): ReducedTake {
    const { original, alignment, settings } = this.#placed;
    const { width, height } = alignment.donor.box;
    let reduction = 1;
    while (reduction < MOST_REDUCTION && (width * height) / (reduction * reduction) > mostPixels)
      reduction *= 2;
    let take = this.#reduced.get(reduction);
    if (take === undefined) {
      take = reduceTake(original, alignment, settings, reduction);
      this.#reduced.set(reduction, take);
      this.runs.reduce++;
    }
    return moved === null ? take : this.#move(take, moved);
  }

  #move(take: ReducedTake, settings: PlaceSettings): ReducedTake {
    const key = `${take.reduction}|${donorKey(settings)}`;
    if (this.#moved?.key === key) return this.#moved.take;
    const { original, reply, alignment } = this.#placed;
    const { reduction } = take;
    if (this.#reply?.reduction !== reduction)
      this.#reply = { reduction, raster: reduceReply(original, reply, alignment.isResized, reduction) };
    const placement = settings.isManual ? IDENTITY : alignment.registration.map;
    const nudged = composeAffine(placement, nudgeMap(settings.nudge, alignment.selection.bounds));
    const flow =
      settings.isManual || alignment.flow === undefined ? undefined : reduceFlow(alignment.flow, take);
    const { box } = take.alignment.donor;
    const donor = warpDonor(this.#reply.raster, reduceMap(nudged, take), flow, box, alignment.isReplyOpaque);
    this.runs.warp++;
    this.#moved = { key, take: { ...take, alignment: { ...take.alignment, donor } } };
    return this.#moved.take;
  }

  #matchOf(take: ReducedTake, settings: PlaceSettings, isMatched: boolean, key: string): DrawnMatch {
    if (this.#matched?.key === key) return this.#matched.match;
    const { alignment, matched } = this.#placed;
    const match = isMatched
      ? reduceMatch(take, alignment, matched)
      : matchDrawn(take.original, take.alignment, settings);
    this.runs.match++;
    this.#matched = { key, match };
    return match;
  }

  /** As far as any feather reaches: a support is measured once for what of it is open. */
  #edgeOf({ alignment, reduction }: ReducedTake, match: DrawnMatch, settings: PlaceSettings): EdgeDistance {
    const { support } = match;
    const box = openBox(alignment, match, settings);
    if (this.#edge?.mask === support.mask && isSameRect(this.#edge.distance.box, box))
      return this.#edge.distance;
    this.#edge = { mask: support.mask, distance: measureEdge(support, box, 255 / reduction) };
    this.runs.edge++;
    return this.#edge.distance;
  }
}

/** The donor's colours with α, 8-bit RGBA, over `box` of the reduced take. */
function paintDonor({ alignment }: ReducedTake, colour: Int16Array, alpha: Plane8, box: Rect): Raster {
  const { donor } = alignment;
  const data = new Uint8ClampedArray(4 * box.width * box.height);
  const colours = donor.colours;
  for (let y = 0; y < box.height; y++) {
    let from = (box.y + y) * donor.box.width + box.x;
    for (let x = 0, to = 4 * y * box.width; x < box.width; x++, from++, to += 4) {
      const open = alpha.data[y * box.width + x] ?? 0;
      if (open === 0) continue;
      for (let c = 0; c < 3; c++)
        data[to + c] = (colour[from * colours + (colours === 3 ? c : 0)] ?? 0) / DONOR_UNIT;
      data[to + 3] = donor.alpha === undefined ? open : (open * (donor.alpha[from] ?? 0)) / 255;
    }
  }
  return { width: box.width, height: box.height, channels: 4, data };
}
