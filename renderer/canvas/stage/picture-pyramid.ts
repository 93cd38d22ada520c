// A big picture as a pyramid of bitmaps: each level half the one below, cut into tiles a graphics card takes. The finest
// level of a very big picture is held only while it is looked at. For the eye only: nothing is read back into a picture.
import type { RectPx } from "#shared/model/region.ts";
import type { PyramidAsk, PyramidNews, PyramidTile } from "./pyramid-worker.ts";

/** Pictures over this many px give their finest level back when they are not looked at that closely. */
const HEAVY_PX = 30_000_000;
/** Scales (device px per picture px) from which the finest level of a heavy picture is fetched, and let go. */
const FETCH_FROM = 0.5;
const LET_GO_BELOW = 0.35;

export class PicturePyramid {
  readonly #source: Blob;
  readonly #onChange: () => void;
  readonly #levels = new Map<number, readonly PyramidTile[]>();
  #workers = new Set<Worker>();
  #isFetching = false;
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
    await this.#build(false);
  }

  /**
   * The tiles to draw for a scale (device px per picture px) and a part, of the coarsest fitting level that is there.
   * `isLooking`: what is on screen; it decides whether the finest level is held.
   */
  tilesFor(scale: number, visible: RectPx, isLooking: boolean): readonly PyramidTile[] {
    if (isLooking && this.width * this.height > HEAVY_PX) this.#hold(scale);
    const coarsest = Math.max(0, ...this.#levels.keys());
    const wished = Math.min(coarsest, Math.max(0, Math.floor(Math.log2(1 / scale))));
    let level = wished;
    while (level < coarsest && !this.#levels.has(level)) level++;
    return (this.#levels.get(level) ?? []).filter(
      ({ rect }) =>
        rect.x < visible.x + visible.width &&
        rect.x + rect.width > visible.x &&
        rect.y < visible.y + visible.height &&
        rect.y + rect.height > visible.y,
    );
  }

  dispose(): void {
    for (const worker of this.#workers) worker.terminate();
    this.#workers.clear();
    for (const level of this.#levels.keys()) this.#drop(level);
  }

  /** Fetches the finest level when it is looked at and lets it go when it is not. */
  #hold(scale: number): void {
    if (scale < LET_GO_BELOW) this.#drop(0);
    else if (scale > FETCH_FROM && !this.#levels.has(0) && !this.#isFetching) {
      this.#isFetching = true;
      const settle = () => {
        this.#isFetching = false;
      };
      // Short of memory: the next coarser level stays on screen.
      this.#build(true).then(settle, settle);
    }
  }

  async #build(isFinestOnly: boolean): Promise<void> {
    const worker = new Worker(new URL("./pyramid-worker.ts", import.meta.url), { type: "module" });
    this.#workers.add(worker);
    await new Promise<void>((resolve, reject) => {
      worker.addEventListener("error", () => reject(new Error("the picture's worker stopped")));
      worker.addEventListener("message", ({ data }: MessageEvent<PyramidNews>) => {
        if (data.kind === "done") resolve();
        else if (data.kind === "failed") reject(new Error(data.message));
        else this.#take(data);
      });
      worker.postMessage({
        source: this.#source,
        isFinestOnly,
        mostPx: HEAVY_PX,
      } satisfies PyramidAsk);
    }).finally(() => {
      worker.terminate();
      this.#workers.delete(worker);
    });
  }

  #take(news: PyramidNews): void {
    if (news.kind === "size") {
      [this.width, this.height] = [news.width, news.height];
      this.#hasAlpha = news.hasAlpha;
    }
    if (news.kind !== "level") return;
    this.#drop(news.level);
    this.#levels.set(news.level, news.tiles);
    this.#onChange();
  }

  #drop(level: number): void {
    for (const { bitmap } of this.#levels.get(level) ?? []) bitmap.close();
    this.#levels.delete(level);
  }
}
