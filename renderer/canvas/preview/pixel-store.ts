// Exact pixels by address, kept while they may be needed again. Raw bytes: they never pass through a drawing surface, which
// would premultiply them.
import { pixelSizeHeaders, pixelsUrl, type PixelCrop } from "#shared/contract/media.ts";
import type { AssetId } from "#shared/model/ids.ts";
import type { Raster } from "#shared/pixels/pixel-types.ts";
import { makeShared } from "./start-crew.ts";

/** Pixels kept at once; 4 bytes each. */
const KEPT_PIXELS = 32_000_000;

/** The pixels are gone or cannot be read. */
export class PixelsMissing extends Error {}

export class PixelStore {
  #kept = new Map<string, Raster>();

  /** 8-bit RGBA, straight alpha. `crop` is cut to the picture; `level` halves it. Rejects with PixelsMissing. */
  async read(asset: AssetId, crop: PixelCrop | null = null, level = 0): Promise<Raster> {
    const url = pixelsUrl(asset, crop, level);
    const known = this.#kept.get(url);
    if (known !== undefined) {
      this.#kept.delete(url);
      this.#kept.set(url, known);
      return known;
    }
    const raster = await fetchPixels(url);
    this.#kept.set(url, raster);
    this.#forget();
    return raster;
  }

  #forget(): void {
    let pixels = 0;
    for (const { width, height } of this.#kept.values()) pixels += width * height;
    for (const [url, { width, height }] of this.#kept) {
      if (pixels <= KEPT_PIXELS || this.#kept.size === 1) return;
      this.#kept.delete(url);
      pixels -= width * height;
    }
  }
}

async function fetchPixels(url: string): Promise<Raster> {
  const response = await fetch(url, { credentials: "same-origin" }).catch(() => null);
  if (response === null || !response.ok) throw new PixelsMissing(url);
  const width = Number(response.headers.get(pixelSizeHeaders.width));
  const height = Number(response.headers.get(pixelSizeHeaders.height));
  const data = new Uint8Array(makeShared(width * height * 4));
  if (response.body === null || !(await isFilledFrom(response.body, data))) throw new PixelsMissing(url);
  return { width, height, channels: 4, data };
}

/** Reads a body into its place as it comes; false when it is of another length, or breaks off. */
async function isFilledFrom(body: ReadableStream<Uint8Array>, data: Uint8Array): Promise<boolean> {
  let at = 0;
  const reader = body.getReader();
  for (;;) {
    const chunk = await reader.read().catch(() => null);
    if (chunk === null) return false;
    if (chunk.done) return at === data.length;
    if (at + chunk.value.length > data.length) return false;
    data.set(chunk.value, at);
    at += chunk.value.length;
  }
}
