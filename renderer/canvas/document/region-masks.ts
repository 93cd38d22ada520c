// Masks of regions, kept while they may be needed again: a region that grew by one operation costs that operation, an
// undo costs nothing, and a stroke that was just drawn is taken over as it is. One per open document.
import type { Region, RegionOperation, StrokeOperation } from "#shared/model/region.ts";
import { LiveStroke } from "./live-stroke.ts";
import { emptyMask, type TiledMask } from "./tiled-mask.ts";
import { applyToMask } from "./apply-to-mask.ts";

/** Applies operations to a mask somewhere else; null when it could not. */
export type MaskWork = {
  readonly apply: (mask: TiledMask, operations: readonly RegionOperation[]) => Promise<TiledMask | null>;
  readonly dispose: () => void;
};

/** How many masks are kept; their tiles are shared. */
const KEPT = 48;

type Known = { readonly region: Region; readonly mask: TiledMask };
type Live = { readonly below: Region; readonly stroke: LiveStroke; operation: StrokeOperation };

export class RegionMasks {
  #known: Known[] = [];
  #live: Live | null = null;
  readonly #work: MaskWork;

  /** `work` does what takes long; without it everything is computed where it is asked for. */
  constructor(work: MaskWork = { apply: async () => await Promise.resolve(null), dispose: () => undefined }) {
    this.#work = work;
  }

  /** The mask of a region. */
  maskOf(region: Region): TiledMask {
    const exact = this.#known.findLast((known) => known.region.operations === region.operations);
    if (exact !== undefined && isSameExtent(exact.region, region)) return exact.mask;
    const adopted = this.#adopt(region);
    if (adopted !== null) return this.#keep(region, adopted);
    const nearest = this.#nearest(region);
    let mask = nearest?.mask ?? emptyMask(region.extent);
    const from = nearest?.region.operations.length ?? 0;
    for (const operation of region.operations.slice(from)) mask = applyToMask(mask, operation);
    return this.#keep(region, mask);
  }

  /**
   * Computes the mask of a region off the page's thread and keeps it, so that `maskOf` has it at once: for operations on
   * everything, which take long on big documents. Without a worker, or when it fails, `maskOf` computes it itself.
   */
  async prepare(region: Region): Promise<void> {
    const nearest = this.#nearest(region);
    const operations = region.operations.slice(nearest?.region.operations.length ?? 0);
    if (operations.every((operation) => "mode" in operation)) return;
    const mask = await this.#work.apply(nearest?.mask ?? emptyMask(region.extent), operations);
    if (mask !== null) this.#keep(region, mask);
  }

  /** A region with a stroke over it that is still being drawn. The same stroke is gone on with. */
  preview(region: Region, operation: StrokeOperation): LiveStroke {
    const live = this.#live;
    if (live !== null && live.below === region && continues(live.operation, operation)) {
      if (live.operation !== operation) live.stroke.extend(operation);
      live.operation = operation;
      return live.stroke;
    }
    const stroke = new LiveStroke(this.maskOf(region), operation.mode);
    stroke.extend(operation);
    this.#live = { below: region, stroke, operation };
    return stroke;
  }

  /** Forgets everything. */
  dispose(): void {
    this.#work.dispose();
    this.#known = [];
    this.#live = null;
  }

  #adopt(region: Region): TiledMask | null {
    const live = this.#live;
    if (live === null || region.operations.at(-1) !== live.operation) return null;
    const below = live.operation.mode === "replace" ? [] : live.below.operations;
    const isOver = isSameExtent(region, live.below) && isPrefix(below, region.operations);
    if (!isOver || region.operations.length !== below.length + 1) return null;
    this.#live = null;
    return live.stroke.adopt();
  }

  #nearest(region: Region): Known | undefined {
    let best: Known | undefined;
    for (const known of this.#known) {
      const isLonger = best === undefined || known.region.operations.length > best.region.operations.length;
      if (
        isLonger &&
        isSameExtent(known.region, region) &&
        isPrefix(known.region.operations, region.operations)
      )
        best = known;
    }
    return best;
  }

  #keep(region: Region, mask: TiledMask): TiledMask {
    this.#known = [...this.#known.slice(1 - KEPT), { region, mask }];
    return mask;
  }
}

function isPrefix(start: readonly RegionOperation[], whole: readonly RegionOperation[]): boolean {
  return start.length <= whole.length && start.every((operation, i) => operation === whole[i]);
}

function isSameExtent(a: Region, b: Region): boolean {
  const [one, other] = [a.extent, b.extent];
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}

/** The same stroke with more points: compared at its ends, since points are only ever added. */
function continues(before: StrokeOperation, after: StrokeOperation): boolean {
  const last = before.points.length - 3;
  return (
    before === after ||
    (before.mode === after.mode &&
      before.radiusPx === after.radiusPx &&
      before.hardness === after.hardness &&
      after.points.length >= before.points.length &&
      [0, 1, 2, last, last + 1, last + 2].every((i) => before.points[i] === after.points[i]))
  );
}
