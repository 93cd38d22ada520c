import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createImageCodec } from "#electron/platform/image-codec.ts";
import { pictureLimits } from "#shared/rules/limits.ts";
import { corpusPictures } from "#tests/corpus/hostile-pictures.ts";

const codec = createImageCodec({ workers: 1 });
const pictures = await corpusPictures();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inlay codec ü-"));
  for (const { name, bytes } of pictures) await writeFile(join(folder, name), bytes);
});
afterAll(async () => {
  await codec.close();
  await rm(folder, { recursive: true });
});

describe("every kind of file", () => {
  it.each(pictures)("as a reference: $name", async ({ name, asReference }) => {
    const target = join(folder, `out of ${name}`);
    const result = await codec.convert({ path: join(folder, name), name, isNameBinding: true }, target);
    if ("refused" in asReference) {
      expect(result).toMatchObject({
        ok: false,
        error: { kind: "picture-refused", name, reason: asReference.refused },
      });
      expect(existsSync(target)).toBe(false);
      return;
    }
    expect(result).toMatchObject({ ok: true, value: { notes: asReference.notes } });
    expect(existsSync(target)).toBe(asReference.notes.length > 0);
    if (!result.ok || asReference.notes.length === 0) return;
    const made = await sharp(target).metadata();
    expect(made).toMatchObject({ depth: "uchar", width: result.value.facts.widthPx });
    expect(made.space).toBe("srgb");
    expect(made.orientation ?? 1).toBe(1);
  });

  it.each(pictures)("[L5] as an import: $name", async ({ name, bytes, asImport }) => {
    const result = await codec.verify({ path: join(folder, name), name });
    expect(result).toMatchObject(
      "refused" in asImport
        ? { ok: false, error: { kind: "picture-refused", reason: asImport.refused } }
        : { ok: true, value: { mediaType: asImport.mediaType, bytes: bytes.length } },
    );
  });
});

describe("refusals carry what their sentence needs", () => {
  const refuse = async (name: string) => {
    const result = await codec.inspect({ path: join(folder, name), name, isNameBinding: true });
    return result.ok || result.error.kind !== "picture-refused" ? null : result.error.values;
  };

  it("names both formats of a mislabelled file", async () => {
    expect(await refuse("liar.png")).toEqual({ claimed: "png", found: "jpeg" });
  });

  it("gives the figures of a bomb without decoding it: 16000² in 31 kB", async () => {
    const bytes = pictures.find(({ name }) => name === "bomb.png")!.bytes.length;
    expect(bytes).toBeLessThan(32_000);
    const startedAt = performance.now();
    expect(await refuse("bomb.png")).toEqual({
      pixels: 256_000_000,
      limit: bytes * pictureLimits.maxPixelsPerByte,
      bytes,
    });
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });

  it("takes a white page that compresses to next to nothing", async () => {
    const path = join(folder, "white.webp");
    await sharp({ create: { width: 3840, height: 2160, channels: 3, background: "white" } })
      .webp({ lossless: true })
      .toFile(path);
    expect(await codec.inspect({ path })).toMatchObject({ ok: true, value: { widthPx: 3840 } });
  });

  it("says which file cannot be read", async () => {
    expect(await codec.inspect({ path: join(folder, "gone.png"), name: "gone.png" })).toEqual({
      ok: false,
      error: { kind: "file-unreadable", name: "gone.png", code: "ENOENT" },
    });
  });
});

describe("thumbnails", () => {
  it("are upright WebP files in every width up to the picture's own, with a thumbhash", async () => {
    const path = join(folder, "wide turned.jpg");
    await sharp({ create: { width: 400, height: 900, channels: 3, background: "#2266aa" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toFile(path);
    await mkdir(join(folder, "thumbs"));
    const result = await codec.thumbnails({ path }, join(folder, "thumbs", "a"), [160, 320, 640, 1280]);
    if (!result.ok) throw new Error(result.error.kind);
    expect(result.value.facts).toMatchObject({ widthPx: 900, heightPx: 400 });
    expect(await readdir(join(folder, "thumbs"))).toEqual([
      "a-1280.webp",
      "a-160.webp",
      "a-320.webp",
      "a-640.webp",
    ]);
    const widths = await Promise.all(result.value.files.map(async (file) => sharp(file.path).metadata()));
    expect(widths.map(({ format, width, height }) => [format, width, height])).toEqual([
      ["webp", 160, 71],
      ["webp", 320, 142],
      ["webp", 640, 284],
      ["webp", 900, 400],
    ]);
    expect(Buffer.from(result.value.thumbhash, "base64").length).toBeGreaterThanOrEqual(5);
  });

  it("stop at the first width that reaches a small picture", async () => {
    const result = await codec.thumbnails({ path: join(folder, "plain.png") }, join(folder, "b"), [320, 160]);
    expect(result).toMatchObject({ ok: true, value: { files: [{ widthPx: 160 }] } });
  });

  it("that cannot be written are refused as one failure, and the decoder goes on", async () => {
    const path = join(folder, "plain.png");
    const nowhere = join(folder, "no such folder", "c");
    expect(await codec.thumbnails({ path }, nowhere, [8, 16, 32])).toEqual({
      ok: false,
      error: { kind: "file-unreadable", name: "", code: "ENOENT" },
    });
    expect(await codec.thumbnails({ path }, join(folder, "c"), [8])).toMatchObject({ ok: true });
  });

  it("leave no file behind when the picture does not decode", async () => {
    const before = await readdir(folder);
    const result = await codec.thumbnails({ path: join(folder, "cut.jpg") }, join(folder, "c"), [160]);
    expect(result.ok).toBe(false);
    expect(await readdir(folder)).toEqual(before);
  });
});

describe("references", () => {
  it("scales a long edge down to the limit", async () => {
    const path = join(folder, "long.png");
    await sharp({ create: { width: 5000, height: 100, channels: 3, background: "red" } })
      .png()
      .toFile(path);
    const result = await codec.convert({ path }, join(folder, "shorter.png"));
    expect(result).toMatchObject({
      ok: true,
      value: { notes: ["scaled-down"], facts: { widthPx: 3840, heightPx: 77 } },
    });
  });

  it("keeps transparency of what it converts", async () => {
    const path = join(folder, "clear.webp");
    await sharp({ create: { width: 5000, height: 40, channels: 4, background: "#ff000080" } })
      .webp()
      .toFile(path);
    const result = await codec.convert({ path }, join(folder, "clear.png"));
    expect(result).toMatchObject({ ok: true, value: { notes: ["scaled-down", "converted-to-png"] } });
    expect((await sharp(join(folder, "clear.png")).metadata()).hasAlpha).toBe(true);
  });
});

describe("workers", () => {
  it("kill a decode that takes too long, and go on with the next file", async () => {
    const hasty = createImageCodec({ workers: 1, timeoutMs: 1 });
    const path = join(folder, "plain.png");
    expect(await hasty.verify({ path, name: "plain.png" })).toEqual({
      ok: false,
      error: { kind: "picture-refused", name: "plain.png", reason: "too-slow", values: { limitMs: 1 } },
    });
    await hasty.close();
    expect(await codec.verify({ path })).toMatchObject({ ok: true });
  });

  it("take many files at once and none twice", async () => {
    const two = createImageCodec({ workers: 2 });
    const good = pictures.filter(({ asImport }) => "mediaType" in asImport);
    const results = await Promise.all(
      [...good, ...good].map(async ({ name }) => two.inspect({ path: join(folder, name) })),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    await two.close();
    expect(await two.inspect({ path: join(folder, "plain.png") })).toMatchObject({
      ok: false,
      error: { kind: "picture-refused", reason: "unreadable" },
    });
  });

  it("load no native library", () => {
    const report = process.report.getReport() as unknown as { sharedObjects: string[] };
    expect(report.sharedObjects.length).toBeGreaterThan(0);
    expect(report.sharedObjects.filter((path) => /sharp|vips|\.node$/.test(path))).toEqual([]);
  });
});
