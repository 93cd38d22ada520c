import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDemoEngine, type DemoEngine } from "#electron/demo/demo-engine.ts";
import { usageFigures } from "#electron/demo/usage-figures.ts";
import { dataUrl, editForm, generate, plainPicture, postJson } from "./demo-calls.ts";

let engine: DemoEngine;
beforeAll(async () => {
  engine = await startDemoEngine({ latencyMs: 0 });
});
afterAll(() => engine.close());

async function bytesOf(answer: Promise<{ b64: string | undefined }>): Promise<Buffer> {
  return Buffer.from((await answer).b64 ?? "", "base64");
}

describe("a generated picture", () => {
  it.each(["png", "jpeg", "webp"] as const)(
    "is a real %s of the asked size, marked as demo",
    async (format) => {
      const bytes = await bytesOf(generate(engine.url, { output_format: format, size: "1072x640" }));
      const metadata = await sharp(bytes).metadata();
      expect(metadata).toMatchObject({ format, width: 1072, height: 640, hasAlpha: false });
      expect(metadata.xmp?.toString()).toContain("Inlay demo engine");
    },
  );

  it.each(["jpeg", "webp"] as const)("%s: less compression quality is fewer bytes", async (output_format) => {
    const [rough, fine] = await Promise.all(
      [0, 95].map((output_compression) =>
        bytesOf(generate(engine.url, { output_format, output_compression })),
      ),
    );
    expect(rough?.length).toBeLessThan((fine?.length ?? 0) / 3);
  });

  it("is the same for the same request, another for another prompt", async () => {
    const [one, same, other] = await Promise.all(
      ["A red sea", "A red sea", "A blue sea"].map((prompt) => bytesOf(generate(engine.url, { prompt }))),
    );
    expect(one?.equals(same ?? Buffer.alloc(0))).toBe(true);
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(false);
  });

  it("differs between takes: by the idempotency key, and is the same again for the same key", async () => {
    const take = (key: string): Promise<Buffer> =>
      bytesOf(generate(engine.url, { output_format: "jpeg" }, { "idempotency-key": key }));
    const [one, two, again] = await Promise.all([take("a"), take("b"), take("a")]);
    expect(one.equals(again)).toBe(true);
    expect(one.equals(two)).toBe(false);
  });

  it("has texture: no large part of it is flat", async () => {
    const bytes = await bytesOf(generate(engine.url, { prompt: "Something nobody has a word for: qwxz" }));
    const { channels } = await sharp(bytes).stats();
    for (const channel of channels) expect(channel.stdev).toBeGreaterThan(5);
  });

  it.each(["mountain lake", "ocean", "city", "flowers", "planet", "still life with a vase", "abstract silk"])(
    "%s: drawn",
    async (prompt) => {
      const bytes = await bytesOf(generate(engine.url, { prompt, output_format: "jpeg" }));
      expect(bytes.length).toBeGreaterThan(20_000);
    },
  );

  it("takes its colours from the prompt", async () => {
    const mean = async (prompt: string): Promise<readonly number[]> => {
      const { channels } = await sharp(await bytesOf(generate(engine.url, { prompt }))).stats();
      return channels.map((channel) => channel.mean);
    };
    const [red, blue] = await Promise.all([mean("red desert dunes, day"), mean("blue desert dunes, day")]);
    expect((red[0] ?? 0) - (red[2] ?? 0)).toBeGreaterThan((blue[0] ?? 0) - (blue[2] ?? 0) + 20);
  });
});

describe("an edited picture", () => {
  const prompt = "Add a red ball";

  it.each([
    ["none", true],
    ["typical", false],
  ] as const)("drift %s: the surroundings stay exactly: %s", async (drift, stays) => {
    const drifting = await startDemoEngine({ latencyMs: 0, drift, maxWorkers: 1 });
    const primary = Uint8Array.from(await bytesOf(generate(engine.url, { prompt: "A city" })));
    const parts = [
      ["model", "gpt-image-2"],
      ["prompt", prompt],
      ["size", "1024x640"],
      ["image", primary],
    ] as const;
    const bytes = await bytesOf(editForm(drifting.url, parts));
    const corner = { left: 0, top: 0, width: 200, height: 120 };
    const [before, after] = await Promise.all(
      [primary, bytes].map((one) => sharp(one).extract(corner).raw().toBuffer()),
    );
    expect(before?.equals(after ?? Buffer.alloc(0))).toBe(stays);
    await drifting.close();
  });

  it("paints what the prompt says where it says, in the colour it names", async () => {
    const primary = await plainPicture(1024, 640, "#5f6f7f");
    const parts = [
      ["model", "gpt-image-2"],
      ["prompt", "Add a red ball on the left"],
      ["image", primary],
    ] as const;
    const bytes = await bytesOf(editForm(engine.url, parts));
    const redness = async (left: number): Promise<number> => {
      const box = { left, top: 260, width: 120, height: 120 };
      const { channels } = await sharp(await sharp(bytes).extract(box).toBuffer()).stats();
      return (channels[0]?.mean ?? 0) - (channels[2]?.mean ?? 0);
    };
    expect(await redness(215)).toBeGreaterThan(60);
    expect(await redness(690)).toBeLessThan(20);
  });

  it("takes the colours of the references when the prompt names none", async () => {
    const [primary, green] = [
      await plainPicture(1024, 640, "#777777"),
      await plainPicture(64, 64, "#10b030"),
    ];
    const body = {
      model: "gpt-image-2",
      prompt: "Add a ball",
      image: dataUrl(primary),
      images: [dataUrl(green)],
      size: "1024x640",
    };
    const bytes = await bytesOf(postJson(engine.url, "/v1/images/edits", body));
    const box = { left: 452, top: 230, width: 120, height: 120 };
    const { channels } = await sharp(await sharp(bytes).extract(box).toBuffer()).stats();
    expect((channels[1]?.mean ?? 0) - (channels[0]?.mean ?? 0)).toBeGreaterThan(40);
  });

  it("without a size has a legal one of the primary's shape; upright when the primary was turned", async () => {
    const turned = await sharp(await plainPicture(1500, 1000, "#777"))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const parts = [
      ["model", "gpt-image-2"],
      ["prompt", prompt],
      ["image", Uint8Array.from(turned)],
    ] as const;
    const { width, height } = await sharp(await bytesOf(editForm(engine.url, parts))).metadata();
    expect([width % 16, height % 16]).toEqual([0, 0]);
    expect(Math.abs(height / width - 1.5)).toBeLessThan(0.03);
  });

  it("masks change nothing", async () => {
    const primary = await plainPicture(1024, 640, "#567");
    const parts = [
      ["model", "gpt-image-2"],
      ["prompt", prompt],
      ["image", primary],
    ] as const;
    const mask = ["mask", await plainPicture(1024, 640, "#000")] as const;
    const [plain, masked] = await Promise.all([
      bytesOf(editForm(engine.url, parts)),
      bytesOf(editForm(engine.url, [...parts, mask])),
    ]);
    expect(plain.equals(masked)).toBe(true);
  });
});

describe("the reply around the picture", () => {
  it("has created, one picture and the usage, and nothing else", async () => {
    const answer = await generate(engine.url, { stream: true, partial_images: 2 });
    const body = JSON.parse(answer.text) as { created: number; data: unknown[] };
    expect(Object.keys(body)).toEqual(["created", "data", "usage"]);
    expect(Math.abs(body.created - Date.now() / 1000)).toBeLessThan(60);
    expect(body.data).toHaveLength(1);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.usage).toEqual(usageFigures("A quiet sea", { width: 1024, height: 640 }, []));
  });

  it("makes one picture whatever n says", async () => {
    const primary = await plainPicture(1024, 640, "#567");
    const parts = [
      ["model", "gpt-image-2"],
      ["prompt", "Red"],
      ["n", "4"],
      ["image", primary],
    ] as const;
    expect((JSON.parse((await editForm(engine.url, parts)).text) as { data: unknown[] }).data).toHaveLength(
      1,
    );
  });

  it("counts text, pictures read and the picture made", () => {
    const figures = usageFigures("abcdefgh", { width: 1024, height: 1024 }, [{ width: 1024, height: 1024 }]);
    expect(figures).toEqual({
      total_tokens: 9 + 1_089 + 4_160,
      input_tokens: 9 + 1_089,
      output_tokens: 4_160,
      input_tokens_details: { text_tokens: 9, image_tokens: 1_089 },
    });
  });

  it("gives a temporary URL that serves the same bytes, needs no key, and cannot be guessed", async () => {
    const request = { response_format: "url", output_format: "webp" };
    const [first, second, inline] = await Promise.all([
      generate(engine.url, request),
      generate(engine.url, request),
      bytesOf(generate(engine.url, { output_format: "webp" })),
    ]);
    expect(first.b64).toBeUndefined();
    expect(first.url).not.toBe(second.url);
    const response = await fetch(first.url ?? "");
    expect(response.headers.get("content-type")).toBe("image/webp");
    expect(Buffer.from(await response.arrayBuffer()).equals(inline)).toBe(true);
    const head = await fetch(first.url ?? "", { method: "HEAD" });
    expect(head.headers.get("content-length")).toBe(String(inline.length));
    expect((await fetch(`${engine.url}/temporary/guess.webp`)).status).toBe(404);
  });

  it("takes its own temporary URL as the picture of an edit", async () => {
    const { url } = await generate(engine.url, { response_format: "url" });
    const body = { model: "gpt-image-2", prompt: "Add a lamp", image: url };
    expect((await postJson(engine.url, "/v1/images/edits", body)).status).toBe(200);
  });
});
