// `POST /upload?purpose=…&name=…`: a file's bytes on their way in, counted before anything is made of them.
import type { UploadReply } from "#shared/contract/media.ts";
import { pictureLimits } from "#shared/rules/limits.ts";
import { jsonResponse } from "./page-headers.ts";
import type { PixelPort } from "./pixel-port.ts";
import { plainFileName } from "./serve-pixels.ts";

/** Thrown into the reader of an upload that goes on beyond the limit. */
class UploadTooLarge extends Error {
  override readonly name = "UploadTooLarge";
}

/** Answers 200 with an `UploadReply` whatever the outcome. */
export async function serveUpload(
  request: Request,
  url: URL,
  pixels: PixelPort,
  limitBytes: number = pictureLimits.maxBytes,
): Promise<Response> {
  return jsonResponse(await receive(request, url, pixels, limitBytes));
}

async function receive(
  request: Request,
  url: URL,
  pixels: PixelPort,
  limitBytes: number,
): Promise<UploadReply> {
  const purpose = url.searchParams.get("purpose");
  if (purpose !== "reference" && purpose !== "import" && purpose !== "sheet-words" && purpose !== "cover")
    return { ok: false, error: { kind: "invalid-input", call: "upload", issues: ["purpose: unknown"] } };
  const tooLarge: UploadReply = { ok: false, error: { kind: "too-large", limitBytes } };
  const declared = request.headers.get("content-length");
  if (declared !== null && !(Number(declared) <= limitBytes)) return tooLarge;
  const name = plainFileName(url.searchParams.get("name") ?? "");
  const counted = countBytes(request.body, limitBytes);
  try {
    const reply = await pixels.receiveUpload({ purpose, name, body: counted.bytes, signal: request.signal });
    return counted.isOver() ? tooLarge : reply;
  } catch (error) {
    if (counted.isOver()) return tooLarge;
    if (request.signal.aborted) return { ok: false, error: { kind: "cancelled" } };
    throw error;
  }
}

function countBytes(
  body: ReadableStream<Uint8Array> | null,
  limitBytes: number,
): { readonly bytes: AsyncIterable<Uint8Array>; readonly isOver: () => boolean } {
  let total = 0;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    if (body === null) return;
    const reader = body.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        total += value.byteLength;
        if (total > limitBytes) throw new UploadTooLarge(`more than ${limitBytes} bytes`);
        yield value;
      }
    } finally {
      // Whoever stopped reading does not want the rest.
      await reader.cancel().catch(() => undefined);
    }
  }
  return { bytes: bytes(), isOver: () => total > limitBytes };
}
