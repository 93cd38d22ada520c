// A very big picture in tiles that the host cuts: a thumbnail at once, then what is looked at, at the level for the zoom.
// The page never decodes the whole and holds a bounded number of tiles.
import type { RectPx } from "#shared/model/region.ts";
import type { ShownPicture, ShownTile, Sharpness } from "./shown-picture.ts";
import { levelFor, tileAbove, tileArea, tileName, tilesOver, type TilePlace } from "./tile-grid.ts";
import type { TileAsk, TileNews } from "./tile-worker.ts";

export type TiledSource = {
  readonly width: number;
  readonly height: number;
  readonly isOpaque: boolean;
  /** Address of a small picture of the whole. */
  readonly overviewUrl: string;
  readonly tileUrl: (crop: RectPx, level: number) => string;
};

/** Px of tiles that are kept beside those in view; 4 bytes each. */
const KEPT_PX = 4_200_000;
/** Tiles that are asked for at a time: the view may be elsewhere before more have come. */
const MOST_ASKED = 3;

export class TiledPicture implements ShownPicture {
  readonly width: number;
  readonly height: number;
  readonly #source: TiledSource;
  readonly #onChange: () => void;
  readonly #onSharpness: (sharpness: Sharpness) => void;
  readonly #worker = new Worker(new URL("./tile-worker.ts", import.meta.url), { type: "module" });
  /** The least recently used first. */
  readonly #tiles = new Map<string, ImageBitmap>();
  readonly #asked = new Map<string, Promise<ImageBitmap | null>>();
  readonly #waiting = new Map<number, (bitmap: ImageBitmap | null) => void>();
  readonly #failed = new Set<string>();
  /** Tiles that tools wait for. */
  readonly #held = new Set<string>();
  #seen: readonly TilePlace[] = [];
  #overview: ImageBitmap | null = null;
  #sharpness: Sharpness = "nothing";
  #messages = 0;
  #isDisposed = false;

  /** `onChange`: there is more to draw; `onSharpness`: how much of what was asked for last is there. */
  constructor(source: TiledSource, onChange: () => void, onSharpness: (sharpness: Sharpness) => void) {
    this.#source = source;
    this.#onChange = onChange;
    this.#onSharpness = onSharpness;
    [this.width, this.height] = [source.width, source.height];
    this.#worker.addEventListener("message", ({ data }: MessageEvent<TileNews>) => {
      this.#waiting.get(data.id)?.(data.bitmap);
      this.#waiting.delete(data.id);
    });
    this.#worker.addEventListener("error", () => this.#giveUp());
  }

  get isOpaque(): boolean {
    // Without the small picture of the whole there may be holes between tiles.
    return this.#source.isOpaque && this.#overview !== null;
  }

  async open(): Promise<void> {
    this.#onChange();
    const overview = await this.#fetch(this.#source.overviewUrl);
    if (this.#isDisposed) {
      overview?.close();
      return;
    }
    this.#overview = overview;
    this.#judge();
    this.#onChange();
    // Without an overview the coarsest tiles have to do.
    if (overview !== null) return;
    const tiles = await this.tilesOnceThere(0, { x: 0, y: 0, width: this.width, height: this.height });
    if (tiles.length === 0 && !this.#isDisposed) throw new Error("no part of the picture came");
  }

  tilesFor(scale: number, visible: RectPx): readonly ShownTile[] {
    const places = tilesOver(this, levelFor(this, scale), visible);
    this.#seen = places;
    this.#ask();
    this.#judge();
    return places.flatMap((place) => this.#shown(place) ?? []);
  }

  async tilesOnceThere(scale: number, rect: RectPx): Promise<readonly ShownTile[]> {
    const places = tilesOver(this, levelFor(this, scale), rect);
    const names = places.map(tileName);
    for (const name of names) this.#held.add(name);
    await Promise.all(places.map(async (place) => await this.#load(place)));
    for (const name of names) this.#held.delete(name);
    return places.flatMap((place) => this.#shown(place) ?? []);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#giveUp();
    this.#worker.terminate();
    for (const bitmap of this.#tiles.values()) bitmap.close();
    this.#tiles.clear();
    this.#overview?.close();
    this.#overview = null;
  }

  /** The tile, or the part of a coarser one that lies there. */
  #shown(place: TilePlace): ShownTile | null {
    const rect = tileArea(this, place);
    for (let above = place; above.level <= levelFor(this, 0); above = tileAbove(above)) {
      const name = tileName(above);
      const bitmap = this.#tiles.get(name);
      if (bitmap === undefined) continue;
      this.#tiles.delete(name);
      this.#tiles.set(name, bitmap);
      return above === place
        ? { rect, bitmap, from: null }
        : { rect, bitmap, from: within(rect, tileArea(this, above), bitmap) };
    }
    if (this.#overview === null) return null;
    const whole = { x: 0, y: 0, width: this.width, height: this.height };
    return { rect, bitmap: this.#overview, from: within(rect, whole, this.#overview) };
  }

  #judge(): void {
    const isSharp = this.#seen.every((place) => this.#tiles.has(tileName(place)));
    const isSeen = this.#overview !== null || this.#tiles.size > 0;
    const sharpness = !isSeen ? "nothing" : isSharp ? "sharp" : "coarse";
    if (sharpness === this.#sharpness) return;
    this.#sharpness = sharpness;
    this.#onSharpness(sharpness);
  }

  /** Asks for tiles in view that are missing, a few at a time. */
  #ask(): void {
    for (const place of this.#seen) {
      if (this.#asked.size >= MOST_ASKED) return;
      const name = tileName(place);
      if (!this.#tiles.has(name) && !this.#asked.has(name) && !this.#failed.has(name)) void this.#load(place);
    }
  }

  async #load(place: TilePlace): Promise<void> {
    const name = tileName(place);
    if (this.#tiles.has(name)) return;
    const known = this.#asked.get(name);
    if (known !== undefined) {
      await known;
      return;
    }
    const coming = this.#fetch(this.#source.tileUrl(tileArea(this, place), place.level));
    this.#asked.set(name, coming);
    const bitmap = await coming;
    this.#asked.delete(name);
    if (this.#isDisposed) {
      bitmap?.close();
      return;
    }
    if (bitmap === null) this.#failed.add(name);
    else {
      this.#tiles.set(name, bitmap);
      this.#failed.clear();
    }
    this.#prune();
    this.#judge();
    this.#ask();
    this.#onChange();
  }

  async #fetch(url: string): Promise<ImageBitmap | null> {
    if (this.#isDisposed) return null;
    const id = ++this.#messages;
    return await new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#worker.postMessage({ id, url } satisfies TileAsk);
    });
  }

  #giveUp(): void {
    for (const settle of this.#waiting.values()) settle(null);
    this.#waiting.clear();
  }

  #prune(): void {
    const used = new Set([...this.#seen.map(tileName), ...this.#held]);
    const spare = [...this.#tiles].filter(([name]) => !used.has(name));
    let pixels = spare.reduce((sum, [, { width, height }]) => sum + width * height, 0);
    for (const [name, bitmap] of spare) {
      if (pixels <= KEPT_PX) return;
      pixels -= bitmap.width * bitmap.height;
      this.#tiles.delete(name);
      bitmap.close();
    }
  }
}

/** Where a part of the picture lies in a bitmap that covers `area` of it. */
function within(part: RectPx, area: RectPx, bitmap: ImageBitmap): RectPx {
  const [x, y] = [bitmap.width / area.width, bitmap.height / area.height];
  return {
    x: (part.x - area.x) * x,
    y: (part.y - area.y) * y,
    width: part.width * x,
    height: part.height * y,
  };
}
