// The tint over what is selected: one small canvas per tile of the mask, at the level for the zoom, and only what changed
// is painted again. A stroke under way repaints the rectangle of its last dab.
import type { LiveStroke } from "#renderer/canvas/document/live-stroke.ts";
import {
  readMask,
  TILE,
  tileRect,
  tilesWithin,
  type TiledMask,
} from "#renderer/canvas/document/tiled-mask.ts";
import { intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import type { Plane8, Rect } from "#shared/pixels/pixel-types.ts";

/** Alpha of the tint over a fully selected pixel. */
const TINT_ALPHA = 0.5;

type Painted = { tile: Uint8Array | undefined; readonly canvas: OffscreenCanvas; isLive: boolean };

export class MaskOverlay {
  #mask: TiledMask | null = null;
  #live: LiveStroke | null = null;
  #level = 0;
  #painted = new Map<number, Painted>();
  #colour: readonly [number, number, number] = [255, 0, 0];

  /** The tint, 0..255 each. */
  setColour(colour: readonly [number, number, number]): void {
    if (colour.every((value, i) => value === this.#colour[i])) return;
    this.#colour = colour;
    this.#painted.clear();
  }

  /** What is shown: a mask, with a stroke over it that is being drawn. `dirty` is what the stroke changed since. */
  show(mask: TiledMask | null, live: LiveStroke | null, dirty: Rect | null): void {
    const isOther = mask?.extent !== this.#mask?.extent;
    if (isOther) this.#painted.clear();
    if (live !== this.#live)
      for (const painted of this.#painted.values()) if (painted.isLive) painted.tile = STALE;
    this.#mask = mask;
    this.#live = live;
    if (mask === null || live === null || dirty === null) return;
    for (const index of tilesWithin(mask, dirty)) this.#repaint(mask, index, dirty);
  }

  /** Draws the visible tiles; the context is in document px. `scale`: device px per document px. */
  draw(context: CanvasRenderingContext2D, visible: Rect, scale: number): void {
    const mask = this.#mask;
    if (mask === null) return;
    const level = Math.min(6, Math.max(0, Math.floor(Math.log2(1 / scale))));
    if (level !== this.#level) this.#painted.clear();
    this.#level = level;
    const isCrisp = scale >= 2;
    context.imageSmoothingEnabled = !isCrisp;
    for (const index of tilesWithin(mask, visible)) {
      const canvas = this.#paint(mask, index);
      if (canvas === null) continue;
      const { x, y } = tileRect(mask, index);
      context.drawImage(canvas, x, y, TILE, TILE);
    }
  }

  dispose(): void {
    this.#painted.clear();
    this.#mask = null;
    this.#live = null;
  }

  #paint(mask: TiledMask, index: number): OffscreenCanvas | null {
    const tile = mask.tiles.get(index);
    const known = this.#painted.get(index);
    if (known !== undefined && (known.tile === tile || known.isLive) && known.tile !== STALE)
      return known.canvas;
    if (tile === undefined && this.#live === null) {
      this.#painted.delete(index);
      return null;
    }
    const side = TILE >> this.#level;
    const canvas = known?.canvas ?? new OffscreenCanvas(side, side);
    this.#painted.set(index, { tile, canvas, isLive: this.#live !== null });
    this.#fill(mask, canvas, index, tileRect(mask, index));
    return canvas;
  }

  #repaint(mask: TiledMask, index: number, dirty: Rect): void {
    const known = this.#painted.get(index);
    if (known === undefined || known.tile === STALE) return;
    const area = tileRect(mask, index);
    const step = 1 << this.#level;
    const inner = intersectRects(area, dirty);
    if (isEmptyRect(inner)) return;
    const x = area.x + Math.floor((inner.x - area.x) / step) * step;
    const y = area.y + Math.floor((inner.y - area.y) / step) * step;
    const width = Math.ceil((inner.x + inner.width - x) / step) * step;
    const height = Math.ceil((inner.y + inner.height - y) / step) * step;
    known.isLive = true;
    this.#fill(mask, known.canvas, index, { x, y, width, height });
  }

  #fill(mask: TiledMask, canvas: OffscreenCanvas, index: number, rect: Rect): void {
    const context = canvas.getContext("2d");
    if (context === null) return;
    const area = tileRect(mask, index);
    const plane = this.#live === null ? readMask(mask, rect) : this.#live.read(rect);
    const small = reducePlane(plane, this.#level);
    const [red, green, blue] = this.#colour;
    const image = new ImageData(small.width, small.height);
    for (let i = 0; i < small.data.length; i++) {
      image.data[4 * i] = red;
      image.data[4 * i + 1] = green;
      image.data[4 * i + 2] = blue;
      image.data[4 * i + 3] = (small.data[i] ?? 0) * TINT_ALPHA;
    }
    context.putImageData(image, (rect.x - area.x) >> this.#level, (rect.y - area.y) >> this.#level);
  }
}

/** Marks a painted tile that must be painted again. */
const STALE = new Uint8Array(0);

/** Block means of 2^level px; a block that sticks out counts what is there. */
export function reducePlane(plane: Plane8, level: number): Plane8 {
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
