// Room on the spool's disk, held before anything is paid for: a file of real blocks that shrinks as the reply comes.
// Knows no jobs.
import { randomFillSync } from "node:crypto";
import { open, rm, truncate } from "node:fs/promises";
import { limits } from "#shared/rules/limits.ts";
import type { ImageRequest } from "#shared/model/image-request.ts";

export type HeldRoom = {
  /** Gives up to `bytes` back to the disk; false when nothing is held any more. Rejects with Node's system error. */
  readonly give: (bytes: number) => Promise<boolean>;
  /** Gives back all that is left. */
  readonly drop: () => Promise<void>;
};

const blockBytes = 2 ** 20;

/** Record, note, thumbnails and the rows of journal and index. */
const besideBytes = 2 * 2 ** 20;

/**
 * The most that a reply can take on the disk, in bytes: a picture that no format makes smaller, and the library's copy of
 * it, which is needed where the disk has no links.
 */
export function worstReplyBytes({ size, format }: Pick<ImageRequest, "size" | "format">): number {
  const pixels = size === "auto" ? limits.size.maxPixels : size.widthPx * size.heightPx;
  // PNG and WebP may carry alpha; a row of PNG has a byte more, and incompressible data grows a little.
  const bytesPerPixel = format === "jpeg" ? 3 : 4;
  return 2 * Math.ceil(pixels * bytesPerPixel * 1.01) + besideBytes;
}

/** Makes the file. Rejects with Node's system error when the disk has not that much; then nothing is held. */
export async function holdRoom(path: string, bytes: number): Promise<HeldRoom> {
  try {
    await fill(path, bytes);
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
  let left = bytes;
  return {
    give: async (wanted) => {
      if (left === 0) return false;
      left = Math.max(0, left - wanted);
      if (left === 0) await rm(path, { force: true });
      else await truncate(path, left);
      return true;
    },
    drop: async () => {
      left = 0;
      await rm(path, { force: true });
    },
  };
}

async function fill(path: string, bytes: number): Promise<void> {
  // Not zeros: some disks keep those without blocks.
  const block = randomFillSync(Buffer.allocUnsafe(blockBytes));
  const file = await open(path, "w", 0o600);
  try {
    for (let at = 0; at < bytes;) {
      const { bytesWritten } = await file.write(block, 0, Math.min(blockBytes, bytes - at), at);
      at += bytesWritten;
    }
  } finally {
    // A disk behind a network may say only here that it is full.
    await file.close();
  }
}
