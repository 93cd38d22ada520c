// Bytes and their SHA-256, without holding them in memory.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { AssetId } from "#shared/model/ids.ts";

export type Hashed = { readonly asset: AssetId; readonly bytes: number };

/** Rejects with Node's system error. */
export async function hashFile(path: string): Promise<Hashed> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { asset: hash.digest("hex") as AssetId, bytes };
}

/**
 * Writes a stream to a new file and syncs it; null when it is longer than `maxBytes`. Rejects with the error of the
 * stream or the disk. In both cases the file is left for the caller to remove.
 */
export async function receiveFile(source: Readable, path: string, maxBytes: number): Promise<Hashed | null> {
  const hash = createHash("sha256");
  let bytes = 0;
  const file = await open(path, "wx");
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) return null;
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    source.destroy();
    await file.close();
  }
  return { asset: hash.digest("hex") as AssetId, bytes };
}
