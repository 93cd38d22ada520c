// The tint over what is selected: one small canvas per tile of the mask, at the level for the zoom, and only what changed
// is painted again. A stroke under way repaints the rectangle of its last dab. While the view moves, tiles stay at the level
// that they have: to paint all of them for another one would stop the movement.
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

/** `source` is what was painted: a tile of the mask, or the part of a stroke that grows on it. A full one is for every level. */
type Painted = {
  readonly source: object;
  readonly canvas: OffscreenCanvas;
  readonly level: number | "every";
};

/** Time that one draw may spend on painting tiles, ms; the rest follows with the next frame. */
const BUDGET_MS = 3;
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
  /** What is painted into a tile goes through this. */
  #pixels: ImageData | null = null;
  /** The values that are read of a mask: a new array for each dab would soon have to be collected. */
  readonly #values = new Uint8Array(TILE * TILE);
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
   * Draws the tiles that `area` touches of those in view; both and the context are in document px. `scale`: device px per
   * document px.
   * @returns false when tiles are missing for want of time: draw again with the next frame.
   */
  draw(
    context: CanvasRenderingContext2D,
    visible: Rect,
    area: Rect,
    { scale, isRough }: { readonly scale: number; readonly isRough: boolean },
  ): boolean {
    const mask = this.#mask;
    if (mask === null) return true;
    this.#level = Math.min(6, Math.max(0, Math.floor(Math.log2(1 / scale))));
    if (this.#stale !== null)
      for (const index of tilesWithin(mask, this.#stale)) this.#repaint(mask, index, this.#stale);
    this.#stale = null;
    context.imageSmoothingEnabled = scale < 2 && !isRough;
    const until = performance.now() + BUDGET_MS;
    let isWhole = true;
    for (const index of tilesWithin(mask, intersectRects(visible, area))) {
      const isReady = this.#paint(mask, index, isRough, performance.now() > until);
      if (!isReady) isWhole = false;
      const canvas = this.#painted.get(index)?.canvas;
      if (canvas === undefined) continue;
      const { x, y } = tileRect(mask, index);
      context.drawImage(canvas, x, y, TILE, TILE);
    }
    this.#prune(mask, visible);
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

  #prune(mask: TiledMask, visible: Rect): void {
    const indices = tilesWithin(mask, visible);
    if (this.#painted.size <= indices.length) return;
    const seen = new Set(indices);
    let kept = 0;
    for (const [index, { canvas, level }] of this.#painted) {
      if (seen.has(index) || level === "every") continue;
      kept += canvas.width * canvas.height;
      if (kept > KEPT_PX) this.#painted.delete(index);
    }
  }

  #sourceOf(mask: TiledMask, index: number): object | undefined {
    const cover = this.#live?.coverOf(index);
    if (cover !== undefined || this.#live?.isAlone === true) return cover;
    return mask.tiles.get(index);
  }

  /** Brings a tile up to date. False when it is late: then it stays as it was at another level, or is not there yet. */
  #paint(mask: TiledMask, index: number, isRough: boolean, isLate: boolean): boolean {
    const source = this.#sourceOf(mask, index);
    const known = this.#painted.get(index);
    if (source === undefined) {
      this.#painted.delete(index);
      return true;
    }
    if (known?.source === source && this.#isGood(known, isRough)) return true;
    const reach = this.#live?.coverOf(index) === source ? this.#live.reachOn(index) : undefined;
    if (reach !== undefined && this.#stepFrom(mask, index, source, reach, isRough)) return true;
    if (isLate) {
      if (known?.source !== source) this.#painted.delete(index);
      return false;
    }
    if (source instanceof Uint8Array && isFullTile(source) && !isCut(tileRect(mask, index))) {
      this.#full ??= this.#fill(mask, this.#blank(), index, tileRect(mask, index));
      this.#painted.set(index, { source, canvas: this.#full, level: "every" });
      return true;
    }
    const canvas = known?.level === this.#level ? known.canvas : this.#blank();
    this.#fill(mask, canvas, index, tileRect(mask, index));
    this.#painted.set(index, { source, canvas, level: this.#level });
    return true;
  }

  /** At the level for the zoom; for a view that moves any finer one will do, and one that is a little coarser. */
  #isGood({ level }: Painted, isRough: boolean): boolean {
    return level === "every" || level === this.#level || (isRough && level <= this.#level + 1);
  }

  /** Where a stroke comes onto a tile, only what it reaches is painted over what stands there. False where nothing stands. */
  #stepFrom(mask: TiledMask, index: number, source: object, reach: Rect, isRough: boolean): boolean {
    const below = mask.tiles.get(index);
    const known = this.#painted.get(index);
    const isPainted =
      known !== undefined &&
      known.source === below &&
      known.level !== "every" &&
      this.#isGood(known, isRough);
    if (below !== undefined && !isPainted) return false;
    const canvas = isPainted ? known.canvas : this.#blank();
    const level = isPainted ? known.level : this.#level;
    this.#fill(mask, canvas, index, reach);
    this.#painted.set(index, { source, canvas, level });
    return true;
  }

  #repaint(mask: TiledMask, index: number, dirty: Rect): void {
    const known = this.#painted.get(index);
    if (known === undefined || known.level === "every") return;
    if (known.source !== this.#live?.coverOf(index)) return;
    if (!isEmptyRect(intersectRects(tileRect(mask, index), dirty)))
      this.#fill(mask, known.canvas, index, dirty);
  }

  #blank(): OffscreenCanvas {
    return new OffscreenCanvas(TILE >> this.#level, TILE >> this.#level);
  }

  /** Paints a part of a tile, out to whole blocks of the canvas's level. */
  #fill(mask: TiledMask, canvas: OffscreenCanvas, index: number, part: Rect): OffscreenCanvas {
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) return canvas;
    const level = Math.log2(TILE / canvas.width);
    const area = tileRect(mask, index);
    const rect = blocksOver(area, part, level);
    const values = this.#values.subarray(0, rect.width * rect.height);
    const plane = this.#live === null ? readMask(mask, rect, values) : this.#live.read(rect, values);
    this.#pixels ??= new ImageData(TILE, TILE);
    const { width, height } = tintBlocks(this.#pixels, plane, level, this.#colour);
    const [x, y] = [(rect.x - area.x) >> level, (rect.y - area.y) >> level];
    context.putImageData(this.#pixels, x, y, 0, 0, width, height);
    return canvas;
  }
}

function isCut(rect: Rect): boolean {
  return rect.width < TILE || rect.height < TILE;
}

/** A part of a tile, out to whole blocks of a level. */
function blocksOver(area: Rect, part: Rect, level: number): Rect {
  const step = 1 << level;
  const inner = intersectRects(area, part);
  const x = area.x + Math.floor((inner.x - area.x) / step) * step;
  const y = area.y + Math.floor((inner.y - area.y) / step) * step;
  const width = Math.ceil((inner.x + inner.width - x) / step) * step;
  const height = Math.ceil((inner.y + inner.height - y) / step) * step;
  return { x, y, width, height };
}

/** Sums of a row of blocks. */
const sums = new Uint32Array(TILE);

/** Writes block means of 2^level px as alpha into the corner of `image`; the plane is of whole blocks. */
function tintBlocks(
  image: ImageData,
  plane: Plane8,
  level: number,
  [red, green, blue]: readonly [number, number, number],
): { readonly width: number; readonly height: number } {
  const pixels = new Uint32Array(image.data.buffer);
  const colour = red | (green << 8) | (blue << 16);
  const { data } = plane;
  const [width, height] = [plane.width >> level, plane.height >> level];
  for (let y = 0, at = 0; y < height; y++) {
    sums.fill(0, 0, width);
    for (const end = (y + 1) * plane.width * (1 << level); at < end;)
      for (let x = 0; x < plane.width; x++, at++)
        sums[x >> level] = (sums[x >> level] ?? 0) + (data[at] ?? 0);
    for (let x = 0; x < width; x++)
      pixels[y * image.width + x] = colour | ((((sums[x] ?? 0) >> (2 * level)) * TINT_ALPHA) << 24);
  }
  return { width, height };
}
