// The official client against the demo engine: if that works, the engine's shape is the API's shape.
import OpenAI, { APIError, AuthenticationError, BadRequestError, RateLimitError, toFile } from "openai";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDemoEngine, type DemoEngine } from "#electron/demo/demo-engine.ts";

let engine: DemoEngine;
let client: OpenAI;
beforeAll(async () => {
  engine = await startDemoEngine({ drawsPlain: true, latencyMs: 0, keepsRequests: true });
  client = new OpenAI({ apiKey: "sk-test", baseURL: `${engine.url}/v1`, maxRetries: 0 });
});
afterAll(() => engine.close());

async function upload(background: string, name: string) {
  const bytes = await sharp({ create: { width: 320, height: 240, channels: 3, background } })
    .png()
    .toBuffer();
  return await toFile(bytes, name, { type: "image/png" });
}

const model = "gpt-image-2";

/** The client calls these two old; the documents of this API keep them. */
const byUrl = { response_format: "url" } as const;
const byUser = { user: "someone" } as const;

describe("the official openai client", () => {
  it("generates, base64", async () => {
    const reply = await client.images.generate({
      model,
      prompt: "A cute baby sea otter",
      size: "1024x1024",
      output_format: "webp",
      output_compression: 60,
      quality: "low",
      moderation: "low",
      background: "opaque",
      ...byUser,
    });
    const metadata = await sharp(Buffer.from(reply.data?.[0]?.b64_json ?? "", "base64")).metadata();
    expect(metadata).toMatchObject({ format: "webp", width: 1024, height: 1024 });
    expect(reply.usage?.total_tokens).toBe(
      (reply.usage?.input_tokens ?? 0) + (reply.usage?.output_tokens ?? 0),
    );
    expect(reply.usage?.input_tokens_details.image_tokens).toBe(0);
  });

  it("generates, url", async () => {
    const reply = await client.images.generate({
      model,
      prompt: "A lake",
      size: "1536x1024",
      ...byUrl,
    });
    const response = await fetch(reply.data?.[0]?.url ?? "");
    expect(await sharp(await response.arrayBuffer()).metadata()).toMatchObject({ width: 1536, height: 1024 });
  });

  it("edits one picture, base64", async () => {
    const image = await upload("#336699", "primary.png");
    const reply = await client.images.edit({ model, prompt: "Add a red scarf", image, size: "1024x1024" });
    const bytes = Buffer.from(reply.data?.[0]?.b64_json ?? "", "base64");
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "png", width: 1024, height: 1024 });
    expect(reply.usage?.input_tokens_details.image_tokens).toBeGreaterThan(0);
  });

  it("edits with several pictures, url: its array is the primary and the references", async () => {
    const image = await Promise.all(
      ["#336699", "#993333", "#33aa55"].map((one, at) => upload(one, `${at}.png`)),
    );
    const mask = await upload("#000000", "mask.png");
    const reply = await client.images.edit({
      model,
      prompt: "Add a ball",
      image,
      mask,
      ...byUrl,
    });
    expect((await fetch(reply.data?.[0]?.url ?? "")).status).toBe(200);
    const names = engine.requests
      .findLast((request) => request.path.endsWith("edits"))
      ?.parts.filter((part) => part.file)
      .map((part) => part.name);
    expect(names?.toSorted()).toEqual(["image[]", "image[]", "image[]", "mask"]);
  });

  it("reads the errors as its own classes", async () => {
    const wrong = new OpenAI({ apiKey: "wrong", baseURL: `${engine.url}/v1`, maxRetries: 0 });
    await expect(wrong.images.generate({ model, prompt: "A sea" })).rejects.toBeInstanceOf(
      AuthenticationError,
    );
    const illegal = client.images.generate({ model, prompt: "A sea", background: "transparent" });
    await expect(illegal).rejects.toBeInstanceOf(BadRequestError);
    await expect(illegal).rejects.toMatchObject({ param: "background", type: "invalid_request_error" });
    engine.steer({
      next: [{ kind: "rate-limited", retryAfterS: 2 }, { kind: "moderation" }, { kind: "html-502" }],
    });
    await expect(client.images.generate({ model, prompt: "A sea" })).rejects.toBeInstanceOf(RateLimitError);
    await expect(client.images.generate({ model, prompt: "A sea" })).rejects.toMatchObject({
      code: "moderation_blocked",
    });
    await expect(client.images.generate({ model, prompt: "A sea" })).rejects.toBeInstanceOf(APIError);
  });
});
