// Answers with one file from disk, whole or a range of it, as a stream. Whoever calls has chosen the file.
import { open, type FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { readByteRange } from "./byte-range.ts";
import { guardHeaders, textResponse } from "./page-headers.ts";

/** How a file is to be sent. */
export interface FileToServe {
  readonly path: string;
  readonly contentType: string;
  readonly cacheControl: string;
  /** Sent as an attachment under this name; null shows it in place. */
  readonly downloadAs: string | null;
}

/** 200, 206, 416, or 404 when the file is gone. Only GET and HEAD come here. */
export async function serveFile(request: Request, file: FileToServe): Promise<Response> {
  const handle = await openFile(file.path);
  if (handle === null) return textResponse("Not here.", 404);
  try {
    const { size } = await handle.stat();
    const headers = new Headers({
      ...guardHeaders,
      "content-type": file.contentType,
      "cache-control": file.cacheControl,
      "accept-ranges": "bytes",
    });
    if (file.downloadAs !== null) headers.set("content-disposition", attachment(file.downloadAs));
    const range = readByteRange(request.headers.get("range"), size);
    if (range === "unsatisfiable") {
      await handle.close();
      return textResponse("No such range.", 416, { "content-range": `bytes */${size}` });
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    headers.set("content-length", String(end - start + 1));
    if (range !== null) headers.set("content-range", `bytes ${start}-${end}/${size}`);
    const status = range === null ? 200 : 206;
    if (request.method === "HEAD" || size === 0) {
      await handle.close();
      return new Response(null, { status, headers });
    }
    return new Response(streamOf(handle, start, end), { status, headers });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openFile(path: string): Promise<FileHandle | null> {
  try {
    const handle = await open(path, "r");
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
    return null;
  } catch {
    return null;
  }
}

/** Closes the file at the end, and when the reader goes away before. */
function streamOf(handle: FileHandle, start: number, end: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  return Readable.toWeb(handle.createReadStream({ start, end, highWaterMark: 256 * 1024 }));
}

/** RFC 6266: an ASCII name for old readers, and the true one in UTF-8. */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
