// The file a reply is written to, with the shelter that steps in when its disk refuses. Knows no wire.
import type { FileHandle } from "node:fs/promises";
import { systemCode } from "#electron/platform/durable-file.ts";
import type { ReplyShelter } from "./send-call.ts";

/** What a block writer writes to; everything rejects with Node's system error. */
export type ReplyFile = {
  readonly write: (bytes: Uint8Array, position: number) => Promise<void>;
  readonly sync: () => Promise<void>;
  readonly restart: () => Promise<void>;
  /** Whether the shelter has the end. */
  readonly isSplit: () => boolean;
};

/** What is asked of the reserve at once when the disk refuses in spite of what was given back. */
const moreRoomBytes = 4 * 2 ** 20;

export function createReplyFile(file: FileHandle, shelter: ReplyShelter | undefined): ReplyFile {
  let isSplit = false;

  /** False where the disk refuses and there is a shelter. */
  async function writeHere(bytes: Uint8Array, position: number): Promise<boolean> {
    if (shelter === undefined) {
      await writeAll(file, bytes, position);
      return true;
    }
    let hasMore = await shelter.makeRoom(bytes.length);
    for (;;) {
      try {
        await writeAll(file, bytes, position);
        return true;
      } catch (error) {
        if (systemCode(error) === null) throw error;
        if (!hasMore) return false;
      }
      hasMore = await shelter.makeRoom(moreRoomBytes);
    }
  }

  return {
    write: async (bytes, position) => {
      if (!isSplit) isSplit = !(await writeHere(bytes, position));
      if (isSplit && bytes.length > 0) await shelter?.take(bytes, position);
    },
    // The beginning of a split reply is synced when both parts come together.
    sync: async () =>
      await file.sync().catch((error: unknown) => {
        if (!isSplit) throw error;
      }),
    restart: async () => {
      await file.truncate(0);
      if (isSplit) await shelter?.restart();
      isSplit = false;
    },
    isSplit: () => isSplit,
  };
}

/** Hands a whole file over; false where that fails. */
export async function moveToShelter(file: FileHandle, shelter: ReplyShelter): Promise<boolean> {
  const block = Buffer.allocUnsafe(2 ** 19);
  try {
    for (let at = 0; ;) {
      const { bytesRead } = await file.read(block, 0, block.length, at);
      if (bytesRead === 0) return true;
      await shelter.take(block.subarray(0, bytesRead), at);
      at += bytesRead;
    }
  } catch (error) {
    if (systemCode(error) === null) throw error;
    await shelter.restart().catch(() => undefined);
    return false;
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
