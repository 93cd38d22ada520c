// The tint over what is selected: one small canvas per tile of the mask, at the level for the zoom, and only what changed
// is painted again. A stroke under way repaints the rectangle of its last dab.
import type { LiveStroke } from "#renderer/canvas/document/live-stroke.ts";
import {
  isFullTile,
  readMask,
  TILE,
  tileRect,
  tilesWithin,
  type TiledMask,
  uniteRects,
} from "#renderer/canvas/document/tiled-mask.ts";
import { intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import type { Plane8, Rect } from "#shared/pixels/pixel-types.ts";

/** Alpha of the tint over a fully selected pixel. */
const TINT_ALPHA = 0.5;

/** `source` is what was painted: a tile of the mask, or the part of a stroke that grows on it. */
type Painted = { readonly source: object; readonly canvas: OffscreenCanvas };

/** Time that one draw may spend on painting tiles, ms; the rest follows with the next frame. */
const BUDGET_MS = 8;
/** Px of tiles that are kept beside the visible ones; 4 bytes each. */
const KEPT_PX = 12_000_000;

export class MaskOverlay {
  #mask: TiledMask | null = null;
  #live: LiveStroke | null = null;
  #level = 0;
  /** What the stroke changed since the last draw: several moves of the pointer are painted once. */
  #stale: Rect | null = null;
  #painted = new Map<number, Painted>();
  /** One canvas for all tiles that are full. */
  #full: OffscreenCanvas | null = null;
  #colour: readonly [number, number, number] = [255, 0, 0];

  /** The tint, 0..255 each. */
  setColour(colour: readonly [number, number, number]): void {
    if (colour.every((value, i) => value === this.#colour[i])) return;
    this.#colour = colour;
    this.#forget();
  }

  /** What is shown: a mask, with a stroke over it that is being drawn. `dirty` is what the stroke changed last. */
  show(mask: TiledMask | null, live: LiveStroke | null, dirty: Rect | null): void {
    if (mask?.extent !== this.#mask?.extent) this.#forget();
    if (live !== this.#live) this.#stale = null;
    this.#mask = mask;
    this.#live = live;
    if (live === null || dirty === null || isEmptyRect(dirty)) return;
    this.#stale = this.#stale === null ? dirty : uniteRects(this.#stale, dirty);
  }

  /**
   * Draws the visible tiles; the context is in document px. `scale`: device px per document px.
   * @returns false when tiles are missing for want of time: draw again with the next frame.
   */
  draw(context: CanvasRenderingContext2D, visible: Rect, scale: number, isRough: boolean): boolean {
    const mask = this.#mask;
    if (mask === null) return true;
    const level = Math.min(6, Math.max(0, Math.floor(Math.log2(1 / scale))));
    if (level !== this.#level) this.#forget();
    this.#level = level;
    if (this.#stale !== null)
      for (const index of tilesWithin(mask, this.#stale)) this.#repaint(mask, index, this.#stale);
    this.#stale = null;
    context.imageSmoothingEnabled = scale < 2 && !isRough;
    const until = performance.now() + BUDGET_MS;
    const indices = tilesWithin(mask, visible);
    let isWhole = true;
    for (const index of indices) {
      const canvas = this.#paint(mask, index, performance.now() > until);
      if (canvas === "later") isWhole = false;
      if (canvas === null || canvas === "later") continue;
      const { x, y } = tileRect(mask, index);
      context.drawImage(canvas, x, y, TILE, TILE);
    }
    this.#prune(indices);
    return isWhole;
  }

  dispose(): void {
    this.#forget();
    this.#mask = null;
    this.#live = null;
  }

  #forget(): void {
    this.#painted.clear();
    this.#full = null;
  }

  #prune(visible: readonly number[]): void {
    const kept = KEPT_PX / (TILE >> this.#level) ** 2;
    if (this.#painted.size <= visible.length + kept) return;
    const seen = new Set(visible);
    for (const index of this.#painted.keys()) if (!seen.has(index)) this.#painted.delete(index);
  }

  #sourceOf(mask: TiledMask, index: number): object | undefined {
    const cover = this.#live?.coverOf(index);
    if (cover !== undefined || this.#live?.isAlone === true) return cover;
    return mask.tiles.get(index);
  }

  #paint(mask: TiledMask, index: number, isLate: boolean): OffscreenCanvas | null | "later" {
    const source = this.#sourceOf(mask, index);
    const known = this.#painted.get(index);
    if (source === undefined) {
      this.#painted.delete(index);
      return null;
    }
    if (known?.source === source) return known.canvas;
    if (isLate) return "later";
    const side = TILE >> this.#level;
    if (source instanceof Uint8Array && isFullTile(source) && !isCut(tileRect(mask, index))) {
      this.#full ??= this.#fill(mask, new OffscreenCanvas(side, side), index, tileRect(mask, index));
      this.#painted.set(index, { source, canvas: this.#full });
      return this.#full;
    }
    const own = known === undefined || known.canvas === this.#full ? null : known.canvas;
    const canvas = this.#fill(mask, own ?? new OffscreenCanvas(side, side), index, tileRect(mask, index));
    this.#painted.set(index, { source, canvas });
    return canvas;
  }

  #repaint(mask: TiledMask, index: number, dirty: Rect): void {
    const known = this.#painted.get(index);
    if (known === undefined || known.source !== this.#live?.coverOf(index)) return;
    const area = tileRect(mask, index);
    const step = 1 << this.#level;
    const inner = intersectRects(area, dirty);
    if (isEmptyRect(inner)) return;
    const x = area.x + Math.floor((inner.x - area.x) / step) * step;
    const y = area.y + Math.floor((inner.y - area.y) / step) * step;
    const width = Math.ceil((inner.x + inner.width - x) / step) * step;
    const height = Math.ceil((inner.y + inner.height - y) / step) * step;
    this.#fill(mask, known.canvas, index, { x, y, width, height });
  }

  #fill(mask: TiledMask, canvas: OffscreenCanvas, index: number, rect: Rect): OffscreenCanvas {
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) return canvas;
    const area = tileRect(mask, index);
    const plane = this.#live === null ? readMask(mask, rect) : this.#live.read(rect);
    const small = reducePlane(plane, this.#level);
    const [red, green, blue] = this.#colour;
    const image = new ImageData(small.width, small.height);
    const pixels = new Uint32Array(image.data.buffer);
    const colour = red | (green << 8) | (blue << 16);
    for (let i = 0; i < pixels.length; i++) pixels[i] = colour | (((small.data[i] ?? 0) * TINT_ALPHA) << 24);
    context.putImageData(image, (rect.x - area.x) >> this.#level, (rect.y - area.y) >> this.#level);
    return canvas;
  }
}

function isCut(rect: Rect): boolean {
  return rect.width < TILE || rect.height < TILE;
}

/** Block means of 2^level px; a block that sticks out counts what is there. */
function reducePlane(plane: Plane8, level: number): Plane8 {
  if (level === 0) return plane;
  const step = 1 << level;
  const width = Math.ceil(plane.width / step);
  const height = Math.ceil(plane.height / step);
  const sums = new Uint32Array(width * height);
  for (let y = 0; y < plane.height; y++) {
    const row = (y >> level) * width;
    const from = y * plane.width;
    for (let x = 0; x < plane.width; x++) {
      const at = row + (x >> level);
      sums[at] = (sums[at] ?? 0) + (plane.data[from + x] ?? 0);
    }
  }
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++) data[i] = (sums[i] ?? 0) >> (2 * level);
  return { width, height, data };
}
