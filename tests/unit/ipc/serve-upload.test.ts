import { describe, expect, it } from "vitest";
import type { PixelPort, Upload } from "#electron/ipc/pixel-port.ts";
import { plainFileName } from "#electron/ipc/serve-pixels.ts";
import { serveUpload } from "#electron/ipc/serve-upload.ts";

const limitBytes = 1000;
const url = new URL("http://127.0.0.1/upload?purpose=import&name=a.png");

/** A library that reads what it is given, as far as it comes. */
function takingPort(): PixelPort & { readonly seen: Upload[]; readonly bytes: () => number } {
  const seen: Upload[] = [];
  let bytes = 0;
  return {
    seen,
    bytes: () => bytes,
    findAsset: async () => ({ ok: false, error: { kind: "no-key" } }),
    findThumbnail: async () => ({ ok: false, error: { kind: "no-key" } }),
    decodePixels: async () => ({ ok: false, error: { kind: "no-key" } }),
    findExport: () => null,
    findCover: () => null,
    receiveUpload: async (upload) => {
      seen.push(upload);
      for await (const part of upload.body) bytes += part.byteLength;
      return {
        ok: false,
        error: { kind: "picture-refused", name: upload.name, reason: "empty", values: {} },
      };
    },
  };
}

function uploading(
  body: ReadableStream<Uint8Array>,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
) {
  return new Request(url, {
    method: "POST",
    headers,
    body,
    duplex: "half",
    ...(signal === undefined ? {} : { signal }),
  } as RequestInit);
}

/** Endless parts of 100 bytes, and how many were asked for. */
function endless() {
  const counts = { pulled: 0, cancelled: 0 };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        counts.pulled += 1;
        controller.enqueue(new Uint8Array(100));
      },
      cancel: () => {
        counts.cancelled += 1;
      },
    },
    { highWaterMark: 0 },
  );
  return { counts, stream };
}

describe("an upload", () => {
  it.each(["1001", "99999999999999", "abc"])(
    "that says it has %s bytes is refused unread",
    async (length) => {
      const port = takingPort();
      const { counts, stream } = endless();
      const answer = await serveUpload(
        uploading(stream, { "content-length": length }),
        url,
        port,
        limitBytes,
      );
      expect(await answer.json()).toEqual({ ok: false, error: { kind: "too-large", limitBytes } });
      expect(counts.pulled).toBe(0);
      expect(port.seen).toEqual([]);
    },
  );

  it("that goes on beyond the limit is cut off there", async () => {
    const port = takingPort();
    const { counts, stream } = endless();
    const answer = await serveUpload(uploading(stream), url, port, limitBytes);
    expect(await answer.json()).toEqual({ ok: false, error: { kind: "too-large", limitBytes } });
    expect(port.bytes()).toBe(limitBytes);
    expect(counts).toEqual({ pulled: 11, cancelled: 1 });
  });

  it("that the page calls off ends as cancelled", async () => {
    const abort = new AbortController();
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        abort.abort();
        controller.error(new Error("the page went away"));
      },
    });
    const answer = await serveUpload(uploading(stream, {}, abort.signal), url, takingPort(), limitBytes);
    expect(await answer.json()).toEqual({ ok: false, error: { kind: "cancelled" } });
  });

  it("is received under a plain name", async () => {
    const port = takingPort();
    const named = new URL("http://127.0.0.1/upload?purpose=reference&name=%2Fetc%2F..%5Cpasswd%00.png");
    await serveUpload(uploading(new Blob(["x"]).stream()), named, port, limitBytes);
    expect(port.seen).toMatchObject([{ purpose: "reference", name: "passwd.png" }]);
  });
});

describe("a plain file name", () => {
  it.each([
    ["a.png", "a.png"],
    ["../../a.png", "a.png"],
    ["C:\\pictures\\a.png", "a.png"],
    ["..", "file"],
    ["", "file"],
    ["a/", "file"],
    ["\u0000\u001b[31m.png", "[31m.png"],
    ["x".repeat(400), "x".repeat(255)],
  ])("of %j is %j", (given, plain) => {
    expect(plainFileName(given)).toBe(plain);
  });
});
