// A picture of ordinary size as a pyramid of bitmaps that the page decodes itself: each level half the one below, cut into
// tiles a graphics card takes. For the eye only: nothing is read back into a picture.
import type { RectPx } from "#shared/model/region.ts";
import { intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import type { PyramidAsk, PyramidNews, PyramidTile } from "./pyramid-worker.ts";
import type { ShownPicture, ShownTile } from "./shown-picture.ts";

export class PicturePyramid implements ShownPicture {
  readonly #load: () => Promise<Blob | null>;
  readonly #onChange: () => void;
  readonly #levels = new Map<number, readonly PyramidTile[]>();
  #worker: Worker | null = null;
  #isDisposed = false;
  #hasAlpha = true;
  width = 0;
  height = 0;

  /** `onChange` is called when a level has come. */
  constructor(load: () => Promise<Blob | null>, onChange: () => void) {
    this.#load = load;
    this.#onChange = onChange;
  }

  get isOpaque(): boolean {
    return !this.#hasAlpha && this.#levels.size > 0;
  }

  /** Decodes and builds every level; levels can be drawn as they come. */
  async open(): Promise<void> {
    const source = await this.#load();
    if (this.#isDisposed) return;
    if (source === null) throw new Error("there is no such file");
    const worker = new Worker(new URL("./pyramid-worker.ts", import.meta.url), { type: "module" });
    this.#worker = worker;
    await new Promise<void>((resolve, reject) => {
      worker.addEventListener("error", () => reject(new Error("the picture's worker stopped")));
      worker.addEventListener("message", ({ data }: MessageEvent<PyramidNews>) => {
        if (data.kind === "done") resolve();
        else if (data.kind === "failed") reject(new Error(data.message));
        else this.#take(data);
      });
      worker.postMessage({ source } satisfies PyramidAsk);
    }).finally(() => worker.terminate());
  }

  tilesFor(scale: number, visible: RectPx): readonly ShownTile[] {
    const coarsest = Math.max(0, ...this.#levels.keys());
    const wished = Math.min(coarsest, Math.max(0, Math.floor(Math.log2(1 / scale))));
    let level = wished;
    while (level < coarsest && !this.#levels.has(level)) level++;
    return (this.#levels.get(level) ?? [])
      .filter(({ rect }) => !isEmptyRect(intersectRects(rect, visible)))
      .map((tile) => ({ ...tile, from: null }));
  }

  /** Of what has been decoded so far. */
  async tilesOnceThere(scale: number, rect: RectPx): Promise<readonly ShownTile[]> {
    return await Promise.resolve(this.tilesFor(scale, rect));
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#worker?.terminate();
    for (const tiles of this.#levels.values()) for (const { bitmap } of tiles) bitmap.close();
    this.#levels.clear();
  }

  #take(news: PyramidNews): void {
    if (news.kind === "size") {
      [this.width, this.height] = [news.width, news.height];
      this.#hasAlpha = news.hasAlpha;
    }
    if (news.kind !== "level") return;
    this.#levels.set(news.level, news.tiles);
    this.#onChange();
  }
}
