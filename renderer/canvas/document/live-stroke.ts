// A stroke while it is being drawn: each new piece is covered once and laid over the mask below, so that a dab costs its
// own pixels and not the stroke's. At the end its tiles become those of the new mask. Has a lifetime: one gesture.
import type { StrokeOperation } from "#shared/model/region.ts";
import type { Plane8, Rect } from "#shared/pixels/pixel-types.ts";
import { coverStroke, shapeBounds, type StrokePoint } from "#shared/pixels/region-coverage.ts";
import { intersectRects } from "#shared/pixels/rect.ts";
import { emptyMask, readMask, TILE, tileRect, tilesWithin, writeMask, type TiledMask } from "./tiled-mask.ts";

export class LiveStroke {
  readonly #below: TiledMask;
  readonly #mode: "add" | "subtract" | "intersect";
  readonly #coverage = new Map<number, Plane8>();
  #drawn: readonly number[] = [];
  #dirty: Rect = { x: 0, y: 0, width: 0, height: 0 };

  constructor(below: TiledMask, mode: StrokeOperation["mode"]) {
    this.#below = mode === "replace" ? emptyMask(below.extent) : below;
    this.#mode = mode === "replace" ? "add" : mode;
  }

  /** The points that were drawn so far, as the operation has them. */
  get drawn(): readonly number[] {
    return this.#drawn;
  }

  /** Document px that the last `extend` may have changed; empty when none. */
  get dirty(): Rect {
    return this.#dirty;
  }

  /** Draws what the operation has more than before. Its points so far must be the ones that were drawn. */
  extend(operation: StrokeOperation): Rect {
    const { points } = operation;
    const from = Math.max(0, this.#drawn.length / 3 - 1);
    const path: StrokePoint[] = [];
    for (let i = from; i < points.length / 3; i++) {
      path.push({
        x: points[3 * i] ?? 0,
        y: points[3 * i + 1] ?? 0,
        radius: Math.max(0.5, operation.radiusPx * (points[3 * i + 2] ?? 1)),
      });
    }
    const isFirst = this.#drawn.length === 0;
    this.#drawn = points;
    const bounds = intersectRects(
      shapeBounds({ kind: "stroke", points: path, hardness: operation.hardness }),
      this.#below.extent,
    );
    for (const index of tilesWithin(this.#below, bounds)) this.#cover(index, path, operation.hardness);
    this.#dirty = this.#mode === "intersect" && isFirst ? this.#below.extent : bounds;
    return this.#dirty;
  }

  /** The values of a rectangle of the document, 0..255, with the stroke. */
  read(rect: Rect): Plane8 {
    const plane = readMask(this.#below, rect);
    if (this.#mode === "intersect") {
      const kept = new Uint8Array(plane.data.length);
      this.#each(rect, (at, value) => {
        kept[at] = Math.min(plane.data[at] ?? 0, value);
      });
      return { ...plane, data: kept };
    }
    const { data } = plane;
    if (this.#mode === "add") {
      this.#each(rect, (at, value) => {
        if (value > (data[at] ?? 0)) data[at] = value;
      });
    } else {
      this.#each(rect, (at, value) => {
        if (255 - value < (data[at] ?? 0)) data[at] = 255 - value;
      });
    }
    return plane;
  }

  /** The mask with the whole stroke in it. */
  adopt(): TiledMask {
    let mask = this.#mode === "intersect" ? emptyMask(this.#below.extent) : this.#below;
    for (const index of this.#coverage.keys()) {
      const rect = tileRect(this.#below, index);
      mask = writeMask(mask, this.read(rect), rect);
    }
    return mask;
  }

  #cover(index: number, path: readonly StrokePoint[], hardness: number): void {
    const rect = tileRect(this.#below, index);
    let plane = this.#coverage.get(index);
    if (plane === undefined) {
      plane = { width: TILE, height: TILE, data: new Uint8Array(TILE * TILE) };
      this.#coverage.set(index, plane);
    }
    const moved = path.map((point) => ({ ...point, x: point.x - rect.x, y: point.y - rect.y }));
    coverStroke(plane, moved, hardness);
  }

  #each(rect: Rect, visit: (at: number, value: number) => void): void {
    for (const index of tilesWithin(this.#below, rect)) {
      const plane = this.#coverage.get(index);
      if (plane === undefined) continue;
      const area = tileRect(this.#below, index);
      const shared = intersectRects(area, rect);
      for (let y = shared.y; y < shared.y + shared.height; y++) {
        const from = (y - area.y) * TILE - area.x;
        const to = (y - rect.y) * rect.width - rect.x;
        for (let x = shared.x; x < shared.x + shared.width; x++) visit(to + x, plane.data[from + x] ?? 0);
      }
    }
  }
}
