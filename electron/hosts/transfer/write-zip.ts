// A zip written as it is made: one file's bytes at a time are in memory. Pictures are stored, words are deflated.
import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { once } from "node:events";
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import { err, ok, type Result } from "#shared/errors/result.ts";

export type ZipEntry =
  | { readonly name: string; readonly path: string; readonly modifiedMs: number }
  | { readonly name: string; readonly text: string; readonly modifiedMs: number };

/** The format's own limit without its 64-bit extension, with room for the list of names. */
export const zipLimitBytes = 4_200_000_000;

/** Rejects with Node's system error. Errors: `too-large`. Stops after the file under way when aborted. */
export async function writeZip(
  target: string,
  entries: readonly ZipEntry[],
  signal: AbortSignal,
  onDone: (done: number) => void,
): Promise<Result<null>> {
  let bytes = 0;
  for (const entry of entries) bytes += "path" in entry ? (await stat(entry.path)).size : entry.text.length;
  if (bytes > zipLimitBytes) return err({ kind: "too-large", limitBytes: zipLimitBytes });
  const out = createWriteStream(target, { flags: "wx" });
  const failed = new Promise<never>((_resolve, reject) => out.once("error", reject));
  failed.catch(() => undefined);
  await Promise.race([once(out, "open"), failed]);
  let isFull = false;
  const zip = new Zip((error, chunk, isLast) => {
    if (error !== null) out.destroy(error);
    else {
      isFull = !out.write(chunk);
      if (isLast) out.end();
    }
  });
  const drained = async (): Promise<void> => {
    if (isFull) await Promise.race([once(out, "drain"), failed]);
    isFull = false;
  };
  try {
    for (const [index, entry] of entries.entries()) {
      if (signal.aborted) break;
      await addEntry(zip, entry, drained);
      onDone(index + 1);
    }
    const finished = once(out, "finish");
    zip.end();
    await Promise.race([finished, failed]);
    return ok(null);
  } catch (error) {
    zip.terminate();
    out.destroy();
    throw error;
  }
}

async function addEntry(zip: Zip, entry: ZipEntry, drained: () => Promise<void>): Promise<void> {
  const file = "path" in entry ? new ZipPassThrough(entry.name) : new ZipDeflate(entry.name, { level: 6 });
  // The format knows no time before 1980.
  file.mtime = Math.max(entry.modifiedMs, Date.UTC(1980, 0, 2));
  zip.add(file);
  if ("text" in entry) file.push(new TextEncoder().encode(entry.text), true);
  else {
    for await (const chunk of createReadStream(entry.path, { highWaterMark: 1 << 18 })) {
      file.push(chunk as Uint8Array);
      await drained();
    }
    file.push(new Uint8Array(0), true);
  }
  await drained();
}
