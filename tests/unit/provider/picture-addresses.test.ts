import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDemoEngine, type DemoEngine } from "#electron/demo/demo-engine.ts";
import type { AssetId } from "#shared/model/ids.ts";
import type { Reference } from "#shared/model/image-request.ts";
import { errorOf, prepared, replyWith, send, serve, testClient, testFolder } from "./wire.ts";

let engine: DemoEngine;
beforeAll(async () => {
  engine = await startDemoEngine({ latencyMs: 0 });
});
afterAll(async () => await engine.close());

const small = { widthPx: 1024, heightPx: 640 };

describe("pictures by their address", () => {
  const address = 'https://files.example/otter.png?size="large"&v=2';
  const url = new URL(address).href;
  const reference = (change: Partial<Reference>): Reference => ({
    asset: "c".repeat(64) as AssetId,
    mediaType: "image/png",
    name: "otter.png",
    label: "",
    widthPx: 640,
    heightPx: 480,
    bytes: 5,
    picture: null,
    notes: [],
    url: null,
    ...change,
  });
  const references = [
    reference({ url }),
    reference({}),
    reference({ url, notes: ["turned-upright"] }),
    reference({ url }),
  ];

  /** What an edit with these references said of each. */
  async function sentAs(encoding: "json" | "json-urls", own = references) {
    const path = join(await testFolder(), "a.png");
    await writeFile(path, "bytes");
    let seen: { image?: string; images?: string[] } = {};
    const base = await serve((request, response, body) => {
      expect(request.headers["content-length"]).toBe(String(body.length));
      seen = JSON.parse(body.toString()) as typeof seen;
      response.end(replyWith(randomBytes(100)));
    });
    let opened = 0;
    const { result } = await send(testClient(), base, {
      request: prepared({ size: small, references: own }),
      encoding,
      openReference: async () => {
        opened += 1;
        return { path, mediaType: "image/png", fileName: "a.png" };
      },
    });
    expect(result.ok).toBe(true);
    return { ...seen, opened };
  }
  const asBytes = `data:image/png;base64,${Buffer.from("bytes").toString("base64")}`;

  it("[R3] go so only with that setting, and only unchanged ones", async () => {
    expect(await sentAs("json-urls")).toMatchObject({
      image: url,
      images: [asBytes, asBytes, url],
      opened: 2,
    });
    expect(await sentAs("json")).toMatchObject({
      image: asBytes,
      images: [asBytes, asBytes, asBytes],
      opened: 4,
    });
  });

  it("[R3] go alone too, and beside a primary that goes as bytes", async () => {
    const alone = await sentAs("json-urls", [reference({ url })]);
    expect(alone).toMatchObject({ image: url, opened: 0 });
    expect(alone.images).toBeUndefined();
    expect(await sentAs("json-urls", [reference({}), reference({ url })])).toMatchObject({
      image: asBytes,
      images: [url],
    });
  });

  it("are refused by the demo engine, which has no way out, with what to do instead", async () => {
    const { result } = await send(testClient(), engine.url, {
      request: prepared({ size: small, references: [reference({ url })] }),
      encoding: "json-urls",
    });
    expect(errorOf(result)).toMatchObject({ kind: "request-refused", status: 400, param: "image" });
    expect((errorOf(result) as { message: string }).message).toContain("as a file or a data URL");
  });
});
