import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDemoEngine, type DemoEngine } from "#electron/demo/demo-engine.ts";
import type { Fault } from "#electron/demo/faults.ts";
import type { LoggedRequest } from "#electron/demo/request-log.ts";
import type { AssetId } from "#shared/model/ids.ts";
import type { Reference } from "#shared/model/image-request.ts";
import { canaryKey, errorOf, prepared, replyWith, send, serve, testClient, testFolder } from "./wire.ts";

let engine: DemoEngine;
let seenBefore = 0;
beforeAll(async () => {
  engine = await startDemoEngine({ latencyMs: 0, keepsRequests: true });
});
afterAll(async () => await engine.close());

/** The engine of this file with these faults ahead. */
function demo(...next: Fault[]): DemoEngine {
  seenBefore = engine.requests.length;
  engine.steer({ next });
  return engine;
}
const requests = (): readonly LoggedRequest[] => engine.requests.slice(seenBefore);

const small = { widthPx: 1024, heightPx: 640 };
const usage = {
  total_tokens: 9,
  input_tokens: 4,
  output_tokens: 5,
  input_tokens_details: { text_tokens: 3, image_tokens: 1 },
};

describe("a reply", () => {
  it("[L1] is on disk byte for byte, with its usage, and tells its progress", async () => {
    const picture = randomBytes(3_000_001);
    const base = await serve((request, response, body) => {
      expect(request.url).toBe("/v1/images/generations");
      expect(request.headers).toMatchObject({
        authorization: `Bearer ${canaryKey}`,
        "idempotency-key": "job-0",
      });
      expect(JSON.parse(body.toString())).toEqual({
        model: "gpt-image-2",
        prompt: "a sea otter",
        size: "1024x1024",
        output_format: "png",
        response_format: "b64_json",
      });
      const text = replyWith(picture, { usage });
      response.setHeader("content-length", text.length);
      response.end(text);
    });
    const { result, bytes, wholeBytes, receivings, progress } = await send(testClient(), `${base}/v1/`);
    expect(result).toMatchObject({
      ok: true,
      value: {
        bytes: picture.length,
        usage: { totalTokens: 9, inputTokens: 4, outputTokens: 5, textTokens: 3, imageTokens: 1 },
      },
    });
    expect(bytes.equals(picture)).toBe(true);
    expect(wholeBytes).toBe(picture.length);
    expect(receivings).toBe(1);
    expect(progress.at(-1)).toEqual({
      receivedBytes: progress.at(-1)!.totalBytes,
      totalBytes: progress.at(-1)!.totalBytes,
    });
    const steps = progress.map(({ receivedBytes }) => receivedBytes);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });

  it.each([
    [
      "other keys first, spread over lines",
      (b64: string) =>
        `\n{ "usage" : null , "x": {"data":[{"b64_json":"QQ=="}]},\n "data" : [ { "revised_prompt":"\\"b64_json\\"", "b64_json" :\n "${b64}" , "url": null } , {"b64_json":"QQ=="} ] }\n`,
    ],
    [
      "escaped slashes",
      (b64: string) =>
        JSON.stringify({ data: [{ b64_json: b64 }] })
          .replaceAll("/", "\\/")
          .replaceAll("+", "\\u002b"),
    ],
    ["a data URL", (b64: string) => JSON.stringify({ data: [{ b64_json: `data:image/png;base64,${b64}` }] })],
    [
      "line ends in the base64",
      (b64: string) => JSON.stringify({ data: [{ b64_json: b64.replaceAll(/.{76}/g, "$&\n") }] }),
    ],
    ["a byte order mark", (b64: string) => `\ufeff{"data":[{"b64_json":"${b64}"}]}`],
  ])("is read with %s", async (_name, write) => {
    const picture = randomBytes(50_000);
    const base = await serve((_request, response) => response.end(write(picture.toString("base64"))));
    const { result, bytes } = await send(testClient(), base);
    expect(result.ok).toBe(true);
    expect(bytes.equals(picture)).toBe(true);
  });

  it("is read when a gateway compressed it unasked", async () => {
    const picture = randomBytes(50_000);
    const base = await serve((request, response) => {
      expect(request.headers["accept-encoding"]).toBe("identity");
      response.setHeader("content-encoding", "gzip");
      response.end(gzipSync(replyWith(picture)));
    });
    expect((await send(testClient(), base)).bytes.equals(picture)).toBe(true);
  });

  it("[J7] counts when the picture was whole before the connection broke", async () => {
    const picture = randomBytes(200_000);
    const base = await serve((_request, response) => {
      response.write(`{"data":[{"b64_json":"${picture.toString("base64")}"}`, () => response.destroy());
    });
    const { result, bytes } = await send(testClient(), base);
    expect(result).toMatchObject({ ok: true, value: { bytes: picture.length, usage: null } });
    expect(bytes.equals(picture)).toBe(true);
  });

  it("[J7] leaves what came of a broken one on disk", async () => {
    const picture = randomBytes(300_000);
    const base = await serve((_request, response) => {
      response.write(`{"data":[{"b64_json":"${picture.toString("base64").slice(0, 200_000)}`, () =>
        response.destroy(),
      );
    });
    const { result, bytes } = await send(testClient(), base);
    expect(errorOf(result)).toMatchObject({ kind: "interrupted", cause: "reset", status: 200 });
    expect(bytes.length).toBeGreaterThan(100_000);
    expect(picture.subarray(0, bytes.length).equals(bytes)).toBe(true);
  });

  it.skipIf(!existsSync("/dev/full"))("says that the disk is full and that it was paid for", async () => {
    const base = await serve((_request, response) => response.end(replyWith(randomBytes(2_000_000))));
    const { result } = await send(testClient(), base, { target: { part: "/dev/full", whole: "/dev/never" } });
    expect(errorOf(result)).toEqual({ kind: "disk-full", folder: "/dev", billed: "yes" });
  });

  it("is not asked for when its place cannot be written", async () => {
    let asked = 0;
    const base = await serve((_request, response) => response.end(String((asked += 1))));
    const { result } = await send(testClient(), base, {
      target: { part: "/nonexistent/folder/a.part", whole: "/nonexistent/folder/a.reply" },
    });
    expect(errorOf(result)).toEqual({ kind: "library-missing", folder: "/nonexistent/folder" });
    expect(asked).toBe(0);
  });
});

describe("the demo engine's answers", () => {
  it("gives a picture for a generation and for both encodings of an edit", async () => {
    const { url } = demo();
    const client = testClient();
    const folder = await testFolder();
    const target = { part: join(folder, "first.part"), whole: join(folder, "first.png") };
    const first = await send(client, url, { request: prepared({ size: small }), target });
    expect(first.result.ok).toBe(true);
    expect(first.bytes.subarray(1, 4).toString()).toBe("PNG");

    const reference: Reference = {
      asset: "a".repeat(64) as AssetId,
      mediaType: "image/png",
      name: 'my "otter".png',
      label: "",
      widthPx: 1024,
      heightPx: 640,
      bytes: first.bytes.length,
      picture: null,
      notes: [],
      url: null,
    };
    const request = prepared({
      size: small,
      references: [reference, reference, reference],
      format: "jpeg",
      compression: 80,
    });
    const openReference = async () => ({
      path: target.whole,
      mediaType: "image/png" as const,
      fileName: reference.name,
    });
    for (const encoding of ["multipart", "json"] as const) {
      const edit = await send(client, url, { request, encoding, openReference });
      expect(edit.result).toMatchObject({ ok: true });
      expect(edit.bytes.readUInt16BE(0)).toBe(0xffd8);
      const seen = requests().at(-1)!;
      expect(seen.path).toBe("/v1/images/edits");
      expect(seen.contentType.split(";")[0]).toBe(
        encoding === "json" ? "application/json" : "multipart/form-data",
      );
      const pictures = seen.parts.filter(({ name }) => name === "image" || name === "images");
      if (encoding === "multipart") {
        expect(pictures.map(({ name, bytes }) => [name, bytes])).toEqual([
          ["image", first.bytes.length],
          ["images", first.bytes.length],
          ["images", first.bytes.length],
        ]);
        expect(pictures[0]!.file).toMatchObject({ contentType: "image/png" });
      }
    }
  });

  it("[A1] fetches a result by address from the origin of the base URL, without the key", async () => {
    const { url } = demo();
    const { result, bytes } = await send(testClient(), url, {
      request: prepared({ size: small }, "url"),
    });
    expect(result.ok).toBe(true);
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    expect(requests().filter(({ headerNames }) => headerNames.includes("authorization"))).toHaveLength(1);
  });

  const cases: readonly (readonly [Fault, object | null])[] = [
    [{ kind: "unauthorised" }, { kind: "key-refused", status: 401 }],
    [
      { kind: "rate-limited", retryAfterS: 7, form: "seconds" },
      { kind: "rate-limited", retryAfterMs: 7000 },
    ],
    [
      { kind: "rate-limited", form: "none" },
      { kind: "rate-limited", retryAfterMs: null },
    ],
    [
      { kind: "server-error" },
      { kind: "interrupted", billed: "unknown", cause: "server-error", status: 500 },
    ],
    [
      { kind: "html-502" },
      { kind: "interrupted", billed: "unknown", cause: "server-error", status: 502, message: "" },
    ],
    [{ kind: "moderation" }, { kind: "refused-by-moderation" }],
    [{ kind: "reset-before-body" }, { kind: "interrupted", cause: "reset", status: null }],
    [{ kind: "reset-after-body" }, { kind: "interrupted", cause: "reset", status: 200 }],
    [{ kind: "truncated-json" }, { kind: "interrupted", cause: "unreadable-reply", status: 200 }],
    [{ kind: "malformed-json" }, { kind: "interrupted", cause: "unreadable-reply", status: 200 }],
    [{ kind: "no-picture" }, { kind: "interrupted", cause: "unreadable-reply", status: 200 }],
    [{ kind: "wrong-size" }, null],
    [{ kind: "undecodable-picture" }, null],
    [{ kind: "latency", ms: 1 }, null],
  ];
  it.each(cases.map(([fault, meant]) => [fault.kind, fault, meant] as const))(
    "%s",
    async (_kind, fault, meant) => {
      const { url } = demo(fault);
      const { result } = await send(testClient(), url, { request: prepared({ size: small }) });
      if (meant === null) expect(result.ok).toBe(true);
      else expect(errorOf(result)).toMatchObject(meant);
      expect(requests()).toHaveLength(1);
    },
  );

  it("reads Retry-After as a date", async () => {
    const { url } = demo({ kind: "rate-limited", retryAfterS: 60, form: "date" });
    const { result } = await send(testClient(), url);
    const { retryAfterMs } = errorOf(result) as { retryAfterMs: number };
    // The header has whole seconds.
    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect(retryAfterMs).toBeLessThanOrEqual(61_000);
  });

  it("says that an expired address was paid for", async () => {
    const { url } = demo({ kind: "expired-url" });
    const { result } = await send(testClient(), url, { request: prepared({ size: small }, "url") });
    expect(errorOf(result)).toMatchObject({ kind: "result-unreachable", billed: "yes", host: "127.0.0.1" });
  });

  it.each(["stall", "drip"] as const)("ends a request that does not end: %s", async (kind) => {
    const { url } = demo({ kind });
    const { result } = await send(testClient({ wholeLimitMs: 300 }), url);
    expect(errorOf(result)).toMatchObject({ kind: "interrupted", cause: "timeout" });
  });

  it("is cut at any moment when cancelled, and says that it may be charged", async () => {
    const { url } = demo({ kind: "stall" }, { kind: "drip" });
    const waiting = new AbortController();
    const first = send(testClient(), url, { signal: waiting.signal });
    await expect.poll(() => requests().length).toBe(1);
    waiting.abort();
    expect(errorOf((await first).result)).toMatchObject({
      kind: "interrupted",
      cause: "cancelled-in-flight",
    });
    const receiving = new AbortController();
    const second = await send(testClient(), url, {
      signal: receiving.signal,
      onProgress: () => receiving.abort(),
    });
    expect(errorOf(second.result)).toMatchObject({
      kind: "interrupted",
      cause: "cancelled-in-flight",
      status: 200,
    });
  });
});

describe("before anything is sent", () => {
  it("names the reference whose bytes are gone", async () => {
    const reference = {
      asset: "b".repeat(64) as AssetId,
      mediaType: "image/png",
      name: "gone.png",
      label: "",
      widthPx: 1,
      heightPx: 1,
      bytes: 1,
      picture: null,
      notes: [],
      url: null,
    } as const;
    const request = prepared({ references: [{ ...reference, notes: [] }] });
    const sent = await send(testClient(), "http://127.0.0.1:9", { request });
    expect(errorOf(sent.result)).toEqual({ kind: "reference-missing", name: "gone.png" });
    const lost = async () => ({ path: "/nonexistent/x.png", mediaType: "image/png" as const, fileName: "x" });
    expect(
      errorOf((await send(testClient(), "http://127.0.0.1:9", { request, openReference: lost })).result),
    ).toMatchObject({ kind: "reference-missing" });
  });

  it("takes a cancel as nothing sent, and no key that cannot be a header", async () => {
    expect(
      errorOf((await send(testClient(), "http://127.0.0.1:9", { signal: AbortSignal.abort() })).result),
    ).toEqual({ kind: "cancelled" });
    expect(errorOf((await send(testClient(), "http://127.0.0.1:9", { key: "a\r\nb" })).result)).toMatchObject(
      { kind: "key-refused" },
    );
  });

  it("[K1] takes the key out of a complaint that quotes it", async () => {
    const base = await serve((_request, response) => {
      response.statusCode = 400;
      response.end(
        JSON.stringify({
          error: { message: `Bad key ${canaryKey}!`, code: canaryKey, param: null, type: "x" },
        }),
      );
    });
    const { result } = await send(testClient(), base);
    expect(JSON.stringify(result)).not.toContain(canaryKey);
    expect(errorOf(result)).toMatchObject({ kind: "request-refused", message: "Bad key [key]!" });
  });

  it("sends a file that changed while it went as a failure in doubt, not as a picture", async () => {
    const folder = await testFolder();
    const path = join(folder, "r.bin");
    await writeFile(path, randomBytes(3_000_000));
    const base = await serve((_request, response) => response.end(replyWith(randomBytes(10))));
    const reference = {
      asset: "c".repeat(64) as AssetId,
      mediaType: "image/png",
      name: "r",
      label: "",
      widthPx: 1,
      heightPx: 1,
      bytes: 1,
      picture: null,
      notes: [],
      url: null,
    } as const;
    const openReference = async () => {
      setImmediate(() => void writeFile(path, "short"));
      return { path, mediaType: "image/png" as const, fileName: "r" };
    };
    const { result } = await send(testClient(), base, {
      request: prepared({ references: [{ ...reference, notes: [] }] }),
      openReference,
    });
    expect((await readFile(path)).length).toBe(5);
    expect(result.ok || ["interrupted"].includes(result.error.kind)).toBe(true);
  });
});
