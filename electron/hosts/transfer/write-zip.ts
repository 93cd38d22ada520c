// A zip written as it is made, of any size: one piece of one file is in memory at a time, and a line for each entry.
// All is stored, because pictures are packed already and records are nothing beside them. What cannot be finished is
// removed.
import { createReadStream } from "node:fs";
import { open, rm, stat, statfs, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import { err, ok, type Result } from "#shared/errors/result.ts";
import { endOfZip, listEntry, localHeader, zipLimits, type ZipItem, type ZipLimits } from "./zip-records.ts";

export type ZipEntry =
  | { readonly name: string; readonly path: string; readonly modifiedMs: number }
  | { readonly name: string; readonly text: string; readonly modifiedMs: number };

/** So much stays free on the disk, for what else has to be saved meanwhile. */
const spareBytes = 16_000_000;
const headerBytes = 30;

/**
 * Writes `target`, which must not exist. Names are legal and each there once. After an abort, an error or a rejection
 * (Node's system error) nothing stands. Errors: `disk-full`, seen before it is begun.
 */
export async function writeZip(
  target: string,
  entries: readonly ZipEntry[],
  signal: AbortSignal,
  onDone: (done: number) => void,
  limits: ZipLimits = zipLimits,
): Promise<Result<null>> {
  const folder = dirname(target);
  let needed = spareBytes;
  for (const entry of entries) needed += "path" in entry ? (await stat(entry.path)).size : entry.text.length;
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < needed) return err({ kind: "disk-full", folder, billed: "no" });
  const out = await open(target, "wx");
  let isWhole = false;
  try {
    isWhole = await writeAll(out, entries, signal, onDone, limits);
    if (isWhole) await out.sync();
    return ok(null);
  } finally {
    await out.close();
    if (!isWhole) await rm(target, { force: true });
  }
}

/** False when it was aborted. */
async function writeAll(
  out: FileHandle,
  entries: readonly ZipEntry[],
  signal: AbortSignal,
  onDone: (done: number) => void,
  limits: ZipLimits,
): Promise<boolean> {
  let at = 0;
  const list: Buffer[] = [];
  for (const [index, entry] of entries.entries()) {
    const item = "path" in entry ? await storeFile(out, entry, at, signal) : await storeText(out, entry, at);
    if (item === null) return false;
    list.push(listEntry(item, limits));
    at += headerBytes + item.name.length + item.bytes;
    onDone(index + 1);
  }
  const listAt = at;
  for (const some of inPieces(list)) {
    await write(out, some, at);
    at += some.length;
  }
  await write(out, endOfZip({ count: list.length, listAt, listBytes: at - listAt }, limits), at);
  return !signal.aborted;
}

/** The header comes last, when the sum is known. Null when it was aborted. */
async function storeFile(
  out: FileHandle,
  { name, path, modifiedMs }: Extract<ZipEntry, { path: string }>,
  at: number,
  signal: AbortSignal,
): Promise<ZipItem | null> {
  const title = Buffer.from(name.toWellFormed());
  const begin = at + headerBytes + title.length;
  let bytes = 0;
  let crc = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    if (signal.aborted) return null;
    await write(out, chunk, begin + bytes);
    crc = crc32(chunk, crc);
    bytes += chunk.length;
  }
  if (signal.aborted) return null;
  const item = { name: title, crc, bytes, at, modifiedMs };
  await write(out, localHeader(item), at);
  return item;
}

async function storeText(
  out: FileHandle,
  { name, text, modifiedMs }: Extract<ZipEntry, { text: string }>,
  at: number,
): Promise<ZipItem> {
  const bytes = Buffer.from(text);
  const title = Buffer.from(name.toWellFormed());
  const item = { name: title, crc: crc32(bytes), bytes: bytes.length, at, modifiedMs };
  await write(out, Buffer.concat([localHeader(item), bytes]), at);
  return item;
}

/** `write` may take a part only. */
async function write(out: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await out.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

function* inPieces(list: readonly Buffer[]): Generator<Buffer, void, undefined> {
  const together = 4000;
  for (let from = 0; from < list.length; from += together)
    yield Buffer.concat(list.slice(from, from + together));
}
