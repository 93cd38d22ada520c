// Fetches tiles of a picture and makes bitmaps of them, off the page's thread.
import { pixelSizeHeaders } from "#shared/contract/media.ts";

export type TileAsk = { readonly id: number; readonly url: string };

/** `bitmap` is null when the tile did not come. */
export type TileNews = { readonly id: number; readonly bitmap: ImageBitmap | null };

async function fetchTile(url: string): Promise<ImageBitmap | null> {
  // Not kept by the browser: the host reads it from its own disk.
  const response = await fetch(url, { cache: "no-store" });
  if (!response.ok) return null;
  if (response.headers.get("content-type") !== "application/octet-stream")
    return await createImageBitmap(await response.blob());
  const width = Number(response.headers.get(pixelSizeHeaders.width));
  const height = Number(response.headers.get(pixelSizeHeaders.height));
  const data = new Uint8ClampedArray(await response.arrayBuffer());
  return await createImageBitmap(new ImageData(data, width, height));
}

addEventListener("message", ({ data: { id, url } }: MessageEvent<TileAsk>) => {
  const tell = (bitmap: ImageBitmap | null): void =>
    postMessage({ id, bitmap } satisfies TileNews, { transfer: bitmap === null ? [] : [bitmap] });
  // No host, or memory is short: a coarser level stays on screen.
  fetchTile(url).then(tell, () => tell(null));
});
