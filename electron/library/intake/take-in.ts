// How bytes from outside reach the library's own disk: streamed to a file of their own, hashed on the way, capped.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { err, type Result } from "#shared/errors/result.ts";
import { pictureLimits } from "#shared/rules/limits.ts";
import { systemCode } from "#electron/platform/durable-file.ts";
import { receiveFile, type Hashed } from "#electron/library/files/hash-file.ts";
import type { Incoming } from "./incoming.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";

export type TakenIn = Hashed & { readonly path: string };

/**
 * Runs `use` on a private copy of the bytes, which is gone afterwards unless `use` has moved it. Errors:
 * `picture-refused` (too-many-bytes), `file-unreadable` for a source that breaks off, `disk-full`, library errors.
 */
export async function takeIn<T>(
  parts: LibraryParts,
  incoming: Incoming,
  use: (file: TakenIn) => Promise<Result<T>>,
): Promise<Result<T>> {
  const tooMany = err({
    kind: "picture-refused",
    name: incoming.name,
    reason: "too-many-bytes",
    values: { limit: pictureLimits.maxBytes },
  } as const);
  // A file says how long it is before half a gigabyte of it is copied; a stream does not.
  if (incoming.path !== undefined && (await lengthOf(incoming.path)) > pictureLimits.maxBytes) return tooMany;
  const path = freshIncomingPath(parts);
  const source = incoming.stream ?? openSource(incoming.path);
  try {
    const hashed = await receiveFile(source, path, pictureLimits.maxBytes);
    if (hashed === null) return tooMany;
    return await use({ ...hashed, path });
  } catch (error) {
    const code = systemCode(error);
    // Locked, gone, a folder, a disk that fails: what the source says of itself is not the library's trouble.
    const isSourceGone = incoming.path !== undefined && isAbout(error, incoming.path, code);
    const isBrokenOff = code === "ECONNRESET" || isPrematureClose(error);
    return isSourceGone || isBrokenOff
      ? err({ kind: "file-unreadable", name: incoming.name, code: code ?? "ECONNRESET" })
      : err(parts.explain(error, "no", incoming.name));
  } finally {
    // Tried twice, for a disk that refuses once (a scanner that holds the file); what stays is swept at the next start.
    await parts.disk
      .remove(path)
      .catch(async () => await parts.disk.remove(path))
      .catch(() => undefined);
  }
}

/** 0 for what cannot be looked at: reading it says why. */
async function lengthOf(path: string): Promise<number> {
  return await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** A file that cannot be opened says so at once, before anyone reads: heard here, it is thrown to the reader. */
function openSource(path: string) {
  const source = createReadStream(path, { highWaterMark: 1 << 18 });
  source.on("error", () => undefined);
  return source;
}

/** A path in the incoming folder that no other file has. */
export function freshIncomingPath(parts: Pick<LibraryParts, "layout" | "randomBytes">): string {
  return join(parts.layout.incoming, `${Buffer.from(parts.randomBytes(8)).toString("hex")}.part`);
}

/** Reading fails without a path where the disk fails; writing here never says EISDIR. */
function isAbout(error: unknown, path: string, code: string | null): boolean {
  return code === "EISDIR" || (error instanceof Error && "path" in error && error.path === path);
}

// What a request stream says when the page goes away in the middle of an upload.
function isPrematureClose(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === "AbortError" ||
      error.message === "aborted" ||
      ("code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE"))
  );
}
