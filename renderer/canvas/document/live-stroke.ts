// A stroke while it is being drawn: each new piece is covered once and laid over the mask below, so that a dab costs its
// own pixels and not the stroke's. At the end its tiles become those of the new mask. Has a lifetime: one gesture.
import type { StrokeOperation } from "#shared/model/region.ts";
import type { Plane8, Rect } from "#shared/pixels/pixel-types.ts";
import { coverStroke, shapeBounds, type StrokePoint } from "#shared/pixels/region-coverage.ts";
import { intersectRects } from "#shared/pixels/rect.ts";
import {
  emptyMask,
  readMask,
  TILE,
  tileRect,
  tilesWithin,
  uniteRects,
  withTiles,
  type TiledMask,
} from "./tiled-mask.ts";

export class LiveStroke {
  readonly #below: TiledMask;
  readonly #mode: "add" | "subtract" | "intersect";
  readonly #coverage = new Map<number, Plane8>();
  readonly #reach = new Map<number, Rect>();
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
    for (const index of tilesWithin(this.#below, bounds)) {
      this.#cover(index, path, operation.hardness, isFirst ? 0 : 1);
      const reach = this.#reach.get(index);
      const part = intersectRects(bounds, tileRect(this.#below, index));
      this.#reach.set(index, reach === undefined ? part : uniteRects(reach, part));
    }
    this.#dirty = this.#mode === "intersect" && isFirst ? this.#below.extent : bounds;
    return this.#dirty;
  }

  /** What identifies a tile that the stroke lies on; undefined where it does not. The same object while it grows. */
  coverOf(index: number): object | undefined {
    return this.#coverage.get(index);
  }

  /** What of a tile differs from the mask below at most, document px; undefined where all of it may. */
  reachOn(index: number): Rect | undefined {
    return this.#mode === "intersect" ? undefined : this.#reach.get(index);
  }

  /** True when nothing is selected where the stroke is not. */
  get isAlone(): boolean {
    return this.#mode === "intersect";
  }

  /** The values of a rectangle of the document, 0..255, with the stroke. A new array, or `data`, which has as many. */
  read(rect: Rect, data: Uint8Array = new Uint8Array(rect.width * rect.height)): Plane8 {
    const plane =
      this.#mode === "intersect"
        ? { width: rect.width, height: rect.height, data: data.fill(0) }
        : readMask(this.#below, rect, data);
    for (const index of tilesWithin(this.#below, rect)) {
      const cover = this.#coverage.get(index);
      if (cover === undefined) continue;
      const area = tileRect(this.#below, index);
      const shared = intersectRects(area, rect);
      const below = this.#mode === "intersect" ? readMask(this.#below, shared).data : null;
      const isBare = this.#mode === "add" && !this.#below.tiles.has(index);
      for (let y = 0; y < shared.height; y++) {
        const from = (shared.y + y - area.y) * TILE + shared.x - area.x;
        const to = (shared.y + y - rect.y) * rect.width + shared.x - rect.x;
        const row = cover.data.subarray(from, from + shared.width);
        if (below !== null) minInto(plane.data, to, row, below.subarray(y * shared.width));
        else if (isBare) plane.data.set(row, to);
        else if (this.#mode === "add") maxInto(plane.data, to, row);
        else takeFrom(plane.data, to, row);
      }
    }
    return plane;
  }

  /** The mask with the whole stroke in it. */
  adopt(): TiledMask {
    const below = this.#mode === "intersect" ? emptyMask(this.#below.extent) : this.#below;
    const planes = Array.from(this.#coverage, ([index, cover]) => {
      const rect = tileRect(this.#below, index);
      const isBare =
        this.#mode === "add" && !this.#below.tiles.has(index) && rect.width === TILE && rect.height === TILE;
      return [index, isBare ? cover : this.read(rect)] as const;
    });
    return withTiles(below, planes);
  }

  #cover(index: number, path: readonly StrokePoint[], hardness: number, first: number): void {
    const rect = tileRect(this.#below, index);
    let plane = this.#coverage.get(index);
    if (plane === undefined) {
      plane = { width: TILE, height: TILE, data: new Uint8Array(TILE * TILE) };
      this.#coverage.set(index, plane);
    }
    const moved = path.map((point) => ({ ...point, x: point.x - rect.x, y: point.y - rect.y }));
    coverStroke(plane, moved, hardness, first);
  }
}

function maxInto(data: Uint8Array, at: number, row: Uint8Array): void {
  for (let x = 0; x < row.length; x++) {
    const value = row[x] ?? 0;
    if (value > (data[at + x] ?? 0)) data[at + x] = value;
  }
}

function takeFrom(data: Uint8Array, at: number, row: Uint8Array): void {
  for (let x = 0; x < row.length; x++) {
    const left = 255 - (row[x] ?? 0);
    if (left < (data[at + x] ?? 0)) data[at + x] = left;
  }
}

function minInto(data: Uint8Array, at: number, row: Uint8Array, below: Uint8Array): void {
  for (let x = 0; x < row.length; x++) data[at + x] = Math.min(row[x] ?? 0, below[x] ?? 0);
}
