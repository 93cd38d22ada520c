// A big picture as a pyramid of bitmaps: each level half the one below, cut into tiles a graphics card takes. The finest
// level of a very big picture is held only while it is looked at. For the eye only: nothing is read back into a picture.
import type { RectPx } from "#shared/model/region.ts";

/** Pictures over this many px give their finest level back when they are not looked at that closely. */
const HEAVY_PX = 30_000_000;
const TILE_PX = 2048;
/** Long edge at which the pyramid ends. */
const SMALLEST_PX = 512;

type PyramidTile = { readonly rect: RectPx; readonly bitmap: ImageBitmap };
/** `rect` of a tile is in px of the full picture. */
type PyramidLevel = { readonly tiles: readonly PyramidTile[] };

export class PicturePyramid {
  readonly #source: Blob;
  readonly #onChange: () => void;
  #levels = new Map<number, PyramidLevel>();
  #loading: Promise<void> | null = null;
  #isDisposed = false;
  width = 0;
  height = 0;

  /** `onChange` is called when a level has come. */
  constructor(source: Blob, onChange: () => void) {
    this.#source = source;
    this.#onChange = onChange;
  }

  /** Decodes and builds every level. Rejects when the bytes do not decode. */
  async open(): Promise<void> {
    const full = await createImageBitmap(this.#source, { imageOrientation: "from-image" });
    [this.width, this.height] = [full.width, full.height];
    await this.#build(full);
  }

  get #isHeavy(): boolean {
    return this.width * this.height > HEAVY_PX;
  }

  /** Bitmap px that are held. */
  get heldPx(): number {
    let sum = 0;
    for (const level of this.#levels.values())
      for (const { bitmap } of level.tiles) sum += bitmap.width * bitmap.height;
    return sum;
  }

  /**
   * The tiles to draw for a scale (device px per picture px) and a part, of the coarsest fitting level that is there.
   * `isLooking`: what is on screen; it decides whether the finest level is held.
   */
  tilesFor(scale: number, visible: RectPx, isLooking: boolean): readonly PyramidTile[] {
    const coarsest = Math.max(0, ...this.#levels.keys());
    const wished = Math.min(coarsest, Math.max(0, Math.floor(Math.log2(1 / scale))));
    if (isLooking && this.#isHeavy) this.#hold(wished === 0);
    let level = wished;
    while (level < coarsest && !this.#levels.has(level)) level++;
    const tiles = this.#levels.get(level)?.tiles ?? [];
    return tiles.filter(
      ({ rect }) =>
        rect.x < visible.x + visible.width &&
        rect.x + rect.width > visible.x &&
        rect.y < visible.y + visible.height &&
        rect.y + rect.height > visible.y,
    );
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const level of this.#levels.keys()) this.#drop(level);
  }

  /** Fetches the finest level when it is wanted and lets it go when it is not. */
  #hold(isWanted: boolean): void {
    if (!isWanted) this.#drop(0);
    else if (!this.#levels.has(0) && this.#loading === null) {
      this.#loading = this.#reload().finally(() => {
        this.#loading = null;
      });
    }
  }

  async #reload(): Promise<void> {
    const full = await createImageBitmap(this.#source, { imageOrientation: "from-image" });
    await this.#put(0, full);
  }

  async #build(full: ImageBitmap): Promise<void> {
    let level = 0;
    let bitmap = full;
    while (!this.#isDisposed) {
      const isLast = Math.max(bitmap.width, bitmap.height) <= SMALLEST_PX;
      const smaller = isLast ? null : await halve(bitmap);
      if (level === 0 && this.#isHeavy) bitmap.close();
      else await this.#put(level, bitmap);
      if (smaller === null) return;
      bitmap = smaller;
      level++;
    }
    bitmap.close();
  }

  /** Cuts into tiles; takes the bitmap over. */
  async #put(level: number, bitmap: ImageBitmap): Promise<void> {
    const scaleX = this.width / bitmap.width;
    const scaleY = this.height / bitmap.height;
    const tiles: PyramidTile[] = [];
    for (let y = 0; y < bitmap.height; y += TILE_PX) {
      for (let x = 0; x < bitmap.width; x += TILE_PX) {
        const width = Math.min(TILE_PX, bitmap.width - x);
        const height = Math.min(TILE_PX, bitmap.height - y);
        const isWhole = width === bitmap.width && height === bitmap.height;
        tiles.push({
          rect: { x: x * scaleX, y: y * scaleY, width: width * scaleX, height: height * scaleY },
          bitmap: isWhole ? bitmap : await createImageBitmap(bitmap, x, y, width, height),
        });
      }
    }
    if (tiles.length > 1) bitmap.close();
    this.#levels.set(level, { tiles });
    if (this.#isDisposed) this.#drop(level);
    else this.#onChange();
  }

  #drop(level: number): void {
    for (const { bitmap } of this.#levels.get(level)?.tiles ?? []) bitmap.close();
    this.#levels.delete(level);
  }
}

async function halve(bitmap: ImageBitmap): Promise<ImageBitmap> {
  return await createImageBitmap(bitmap, {
    resizeWidth: Math.max(1, Math.round(bitmap.width / 2)),
    resizeHeight: Math.max(1, Math.round(bitmap.height / 2)),
    resizeQuality: "medium",
  });
}
