// Fetches tiles of a picture and makes bitmaps of them, off the page's thread.
import { pixelSizeHeaders } from "#shared/contract/media.ts";

export type TileAsk = { readonly id: number; readonly url: string };

/** `bitmap` is null when the tile did not come. */
export type TileNews = { readonly id: number; readonly bitmap: ImageBitmap | null };

/** Where samples are read into, one tile after the other: an array for each would be 4 MB that wait to be collected. */
let room = new ArrayBuffer(0);
let last: Promise<unknown> = Promise.resolve();

async function fetchTile(url: string): Promise<ImageBitmap | null> {
  // Not kept by the browser: the host reads it from its own disk.
  const response = await fetch(url, { cache: "no-store" });
  if (!response.ok || response.body === null) return null;
  if (response.headers.get("content-type") !== "application/octet-stream")
    return await createImageBitmap(await response.blob());
  const width = Number(response.headers.get(pixelSizeHeaders.width));
  const height = Number(response.headers.get(pixelSizeHeaders.height));
  const { body } = response;
  const mine = last.then(async () => await readSamples(body, width, height));
  last = mine.catch(() => undefined);
  return await mine;
}

/** Null when there are fewer than the size tells. */
async function readSamples(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  width: number,
  height: number,
): Promise<ImageBitmap | null> {
  const bytes = 4 * width * height;
  const reader = body.getReader({ mode: "byob" });
  let buffer = room.byteLength >= bytes ? room : new ArrayBuffer(bytes);
  for (let at = 0; at < bytes;) {
    // A reading takes the buffer along and gives it back as another object.
    const { value, done } = await reader.read(new Uint8Array(buffer, at, bytes - at));
    if (value !== undefined) buffer = value.buffer;
    if (done) return null;
    at += value.byteLength;
  }
  room = buffer;
  return await createImageBitmap(new ImageData(new Uint8ClampedArray(room, 0, bytes), width, height));
}

addEventListener("message", ({ data: { id, url } }: MessageEvent<TileAsk>) => {
  const tell = (bitmap: ImageBitmap | null): void =>
    postMessage({ id, bitmap } satisfies TileNews, { transfer: bitmap === null ? [] : [bitmap] });
  // No host, or memory is short: a coarser level stays on screen.
  fetchTile(url).then(tell, () => tell(null));
});
