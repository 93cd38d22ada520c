// A big picture as a pyramid of bitmaps: each level half the one below, cut into tiles a graphics card takes. Of the finest
// level of a very big picture only the part is held that is looked at closely. For the eye only: nothing is read back into a picture.
import type { RectPx } from "#shared/model/region.ts";
import { containsRect, inflateRect, intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import type { PyramidAsk, PyramidNews, PyramidTile } from "./pyramid-worker.ts";

/** Pictures over this many px hold their finest level in part. */
const HEAVY_PX = 30_000_000;
/** Most px of that part; 4 bytes each. */
const PART_PX = 24_000_000;
/** A part is decoded once the view has rested for so long: every one takes a decoding of the whole. */
const REST_MS = 200;
/** Scales (device px per picture px) from which the finest level of a heavy picture is fetched, and let go. */
const FETCH_FROM = 0.5;
const LET_GO_BELOW = 0.35;

export class PicturePyramid {
  readonly #source: Blob;
  readonly #onChange: () => void;
  readonly #levels = new Map<number, readonly PyramidTile[]>();
  #workers = new Set<Worker>();
  #isFetching = false;
  /** What the finest level covers, picture px; null while it is not held, or held whole. */
  #part: RectPx | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #hasAlpha = true;
  width = 0;
  height = 0;

  /** `onChange` is called when a level has come. */
  constructor(source: Blob, onChange: () => void) {
    this.#source = source;
    this.#onChange = onChange;
  }

  /** True once a level is there and the file's format says that no pixel is clear. */
  get isOpaque(): boolean {
    return !this.#hasAlpha && this.#levels.size > 0;
  }

  /** Decodes and builds every level; levels can be drawn as they come. Rejects when the bytes do not decode. */
  async open(): Promise<void> {
    await this.#build(null);
  }

  /**
   * The tiles to draw for a scale (device px per picture px) and a part, of the coarsest fitting level that is there.
   * `isLooking`: what is on screen; it decides whether the finest level is held.
   */
  tilesFor(scale: number, visible: RectPx, isLooking: boolean): readonly PyramidTile[] {
    if (isLooking && this.width * this.height > HEAVY_PX) this.#hold(scale, visible);
    const coarsest = Math.max(0, ...this.#levels.keys());
    const wished = Math.min(coarsest, Math.max(0, Math.floor(Math.log2(1 / scale))));
    let level = wished;
    while (level < coarsest && !this.#levels.has(level)) level++;
    // A part lies over the level below it, which shows beside it.
    const below = level === 0 && this.#part !== null ? (this.#levels.get(1) ?? []) : [];
    return [...below, ...(this.#levels.get(level) ?? [])].filter(
      ({ rect }) =>
        rect.x < visible.x + visible.width &&
        rect.x + rect.width > visible.x &&
        rect.y < visible.y + visible.height &&
        rect.y + rect.height > visible.y,
    );
  }

  dispose(): void {
    clearTimeout(this.#rest);
    for (const worker of this.#workers) worker.terminate();
    this.#workers.clear();
    for (const level of this.#levels.keys()) this.#drop(level);
  }

  /** Fetches the part of the finest level that is looked at, and lets it go when nothing is. */
  #hold(scale: number, visible: RectPx): void {
    clearTimeout(this.#rest);
    if (scale < LET_GO_BELOW) {
      this.#drop(0);
      this.#part = null;
    }
    const seen = intersectRects(visible, { x: 0, y: 0, width: this.width, height: this.height });
    const isHeld = this.#part !== null && containsRect(this.#part, seen);
    if (scale <= FETCH_FROM || isEmptyRect(seen) || isHeld || this.#isFetching) return;
    this.#rest = setTimeout(() => this.#fetch(this.#partAround(seen)), REST_MS);
  }

  #fetch(part: RectPx): void {
    this.#isFetching = true;
    const settle = () => {
      this.#isFetching = false;
      // What is looked at by now may lie elsewhere.
      this.#onChange();
    };
    // Short of memory: the next coarser level stays on screen.
    this.#build(part).then(settle, settle);
  }

  /** What is seen with as much around it as may be held. */
  #partAround(seen: RectPx): RectPx {
    const share = Math.sqrt(PART_PX / (seen.width * seen.height));
    const room = Math.max(0, Math.floor(((share - 1) / 2) * Math.min(seen.width, seen.height)));
    return intersectRects(inflateRect(seen, room), { x: 0, y: 0, width: this.width, height: this.height });
  }

  async #build(part: RectPx | null): Promise<void> {
    const worker = new Worker(new URL("./pyramid-worker.ts", import.meta.url), { type: "module" });
    this.#workers.add(worker);
    await new Promise<void>((resolve, reject) => {
      worker.addEventListener("error", () => reject(new Error("the picture's worker stopped")));
      worker.addEventListener("message", ({ data }: MessageEvent<PyramidNews>) => {
        if (data.kind === "done") resolve();
        else if (data.kind === "failed") reject(new Error(data.message));
        else this.#take(data, part);
      });
      worker.postMessage({
        source: this.#source,
        part,
        mostPx: HEAVY_PX,
      } satisfies PyramidAsk);
    }).finally(() => {
      worker.terminate();
      this.#workers.delete(worker);
    });
  }

  #take(news: PyramidNews, part: RectPx | null): void {
    if (news.kind === "size") {
      [this.width, this.height] = [news.width, news.height];
      this.#hasAlpha = news.hasAlpha;
    }
    if (news.kind !== "level") return;
    this.#drop(news.level);
    if (news.level === 0) this.#part = part;
    this.#levels.set(news.level, news.tiles);
    this.#onChange();
  }

  #drop(level: number): void {
    for (const { bitmap } of this.#levels.get(level) ?? []) bitmap.close();
    this.#levels.delete(level);
  }
}
