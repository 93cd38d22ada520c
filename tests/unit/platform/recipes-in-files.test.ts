// Recipes as other programs leave them in files, each in a file made for it.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findRecipe } from "#electron/library/intake/find-recipe.ts";
import { createImageCodec } from "#electron/platform/image-codec.ts";
import type { FoundRecipe } from "#shared/model/recipe.ts";

const codec = createImageCodec({ workers: 1 });
const words = "ein Fuchs im Garten, größer, 狐狸 🦊";
const settings = "Steps: 20, Sampler: Euler, Seed: 7";
const plain = { create: { width: 24, height: 16, channels: 3, background: "teal" } } as const;

let folder: string;
let png: Buffer;
let jpeg: Buffer;
let webp: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inlay-recipes-"));
  [png, jpeg, webp] = await Promise.all([
    sharp(plain).png().toBuffer(),
    sharp(plain).jpeg().toBuffer(),
    sharp(plain).webp().toBuffer(),
  ]);
});
afterAll(async () => {
  await codec.close();
  await rm(folder, { recursive: true });
});

async function recipeIn(file: Buffer): Promise<FoundRecipe | null> {
  const path = join(folder, "file");
  await writeFile(path, file);
  return await findRecipe(codec, path);
}

/** A chunk behind the header. */
function withChunk(type: string, ...parts: (Buffer | string)[]): Buffer {
  const data = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, 33), length, body, sum, png.subarray(33)]);
}

/** A TIFF block with a user comment alone, in an Exif folder of its own. */
function exifWith(comment: Buffer): Buffer {
  const block = Buffer.alloc(44);
  block.write("II*\0", "latin1");
  block.writeUInt32LE(8, 4);
  block.writeUInt16LE(1, 8);
  block.writeUInt16LE(0x87_69, 10);
  block.writeUInt16LE(4, 12);
  block.writeUInt32LE(1, 14);
  block.writeUInt32LE(26, 18);
  block.writeUInt16LE(1, 26);
  block.writeUInt16LE(0x92_86, 28);
  block.writeUInt16LE(7, 30);
  block.writeUInt32LE(comment.length, 32);
  block.writeUInt32LE(44, 36);
  return Buffer.concat([block, comment]);
}

function jpegWith(marker: string, body: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(marker, "latin1"), body]);
  const head = Buffer.from([0xff, 0xe1, (content.length + 2) >> 8, (content.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

/** The same picture in the extended form, with one more piece at its end. */
function webpWith(type: "EXIF" | "XMP ", flag: number, body: Buffer): Buffer {
  const even = (part: Buffer): Buffer =>
    part.length % 2 === 0 ? part : Buffer.concat([part, Buffer.alloc(1)]);
  const piece = (name: string, data: Buffer): Buffer => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(data.length);
    return Buffer.concat([Buffer.from(name), size, even(data)]);
  };
  const header = Buffer.from([flag, 0, 0, 0, 23, 0, 0, 15, 0, 0]);
  const pieces = Buffer.concat([piece("VP8X", header), webp.subarray(12), piece(type, body)]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(pieces.length + 4);
  return Buffer.concat([Buffer.from("RIFF"), size, Buffer.from("WEBP"), pieces]);
}

const comment = (text: string) => `${text}\nNegative prompt: rain\n${settings}`;
const wanted = { source: "automatic1111", prompt: words, negativePrompt: "rain" } as const;

describe("[I1] the text of a PNG", () => {
  it("as tEXt, which is Latin-1, and as the UTF-8 that programs write there all the same", async () => {
    const latin = Buffer.from(comment("größer"), "latin1");
    expect(await recipeIn(withChunk("tEXt", "parameters\0", latin))).toMatchObject({ prompt: "größer" });
    expect(await recipeIn(withChunk("tEXt", "parameters\0", comment(words)))).toMatchObject(wanted);
  });

  it("as zTXt", async () => {
    const packed = deflateSync(Buffer.from(comment("größer"), "latin1"));
    expect(await recipeIn(withChunk("zTXt", "parameters\0\0", packed))).toMatchObject({ prompt: "größer" });
  });

  it("as iTXt, plain and packed", async () => {
    const text = Buffer.from(comment(words));
    expect(await recipeIn(withChunk("iTXt", "parameters\0\0\0de\0\0", text))).toMatchObject(wanted);
    const packed = deflateSync(text);
    expect(await recipeIn(withChunk("iTXt", "parameters\0\u0001\0de\0\0", packed))).toMatchObject(wanted);
  });

  it("[I2] and nothing where a packed text is damaged or swells beyond measure", async () => {
    const bomb = deflateSync(Buffer.alloc(9_000_000, "a"), { level: 1 });
    for (const packed of [Buffer.from("no zlib"), bomb])
      expect(await recipeIn(withChunk("zTXt", "parameters\0\0", packed))).toBeNull();
  });
});

describe("[I1] the user comment of EXIF", () => {
  const utf16 = Buffer.from(comment(words), "utf16le");
  const forms: readonly (readonly [string, Buffer])[] = [
    ["ASCII", Buffer.concat([Buffer.from("ASCII\0\0\0"), Buffer.from(comment("a fox"))])],
    ["UNICODE, little end first", Buffer.concat([Buffer.from("UNICODE\0"), utf16])],
    ["UNICODE, big end first", Buffer.concat([Buffer.from("UNICODE\0"), Buffer.from(utf16).swap16()])],
    ["of no stated form", Buffer.concat([Buffer.alloc(8), Buffer.from(comment(words))])],
  ];
  for (const [name, bytes] of forms)
    it(`${name}, in JPEG and WebP`, async () => {
      const prompt = name === "ASCII" ? "a fox" : words;
      const found = { ...wanted, prompt };
      expect(await recipeIn(jpegWith("Exif\0\0", exifWith(bytes)))).toMatchObject(found);
      expect(await recipeIn(webpWith("EXIF", 8, exifWith(bytes)))).toMatchObject(found);
    });
});

describe("[I1] XMP of other programs", () => {
  const packet = (inside: string, attributes = ""): string =>
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
     <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
     xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" ${attributes}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`;
  const said = (text: string) =>
    `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></dc:description>`;
  const made =
    'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"';

  it("is found in PNG, JPEG and WebP", async () => {
    const xmp = packet(said("a fox &amp; 狐狸"), made);
    const name = "http://ns.adobe.com/xap/1.0/\0";
    const files = [
      withChunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0", xmp),
      jpegWith(name, Buffer.from(xmp)),
      webpWith("XMP ", 4, Buffer.from(xmp)),
    ];
    for (const file of files)
      expect(await recipeIn(file)).toMatchObject({ source: "xmp", prompt: "a fox & 狐狸" });
  });

  it("of Midjourney, and of a tool that names itself in an element", async () => {
    const name = "http://ns.adobe.com/xap/1.0/\0";
    const journey = packet(said("a glass house --ar 16:9 --v 6.1"));
    expect(await recipeIn(jpegWith(name, Buffer.from(journey)))).toMatchObject({
      source: "midjourney",
      prompt: "a glass house",
    });
    const tool = packet(`${said("a barn")}<xmp:CreatorTool>Adobe Firefly</xmp:CreatorTool>`);
    expect(await recipeIn(jpegWith(name, Buffer.from(tool)))).toMatchObject({
      source: "xmp",
      prompt: "a barn",
    });
  });
});
