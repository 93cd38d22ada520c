// Decoded samples on disk, by asset; the least recently used go when there is too much of it. A file that is open stays
// readable on every system that matters here, so nothing is counted.
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { AssetId } from "#shared/model/ids.ts";

export type PixelKind = "native" | "screen" | "quarter";

export interface PixelCache {
  /** The picture's own numbers, or RGBA for the screen, whole or a quarter of each side. */
  readonly path: (asset: AssetId, kind: PixelKind) => string;
  /** Deletes the oldest files above the limit, except those of the asset in use. */
  readonly trim: (inUse: AssetId | null) => Promise<void>;
}

/** Two 108-megapixel pictures in both forms, with room. */
const defaultLimitBytes = 4_000_000_000;

/** Rejects with Node's system error. */
export async function openPixelCache(folder: string, limitBytes = defaultLimitBytes): Promise<PixelCache> {
  await mkdir(folder, { recursive: true });
  const trim = async (inUse: AssetId | null): Promise<void> => {
    const files = [];
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      const facts = await stat(path).catch(() => null);
      if (facts !== null) files.push({ path, name, bytes: facts.size, usedMs: facts.mtimeMs });
    }
    let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const file of files.toSorted((a, b) => a.usedMs - b.usedMs)) {
      if (total <= limitBytes) return;
      if (inUse !== null && file.name.includes(inUse)) continue;
      // A system that holds open files fast lets this one be deleted the next time.
      await rm(file.path, { force: true }).then(
        () => (total -= file.bytes),
        () => undefined,
      );
    }
  };
  await trim(null);
  return { path: (asset, kind) => join(folder, `${asset}.${kind}.v`), trim };
}
