// A folder as people have them: pictures of many sizes in three formats, some of them there twice, and files among them
// that are no pictures or spoil a decoder. Says what has to become of each.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import sharp from "sharp";
import { drawPhotos } from "#build/bench/thumbnails/drawn-photos.ts";

export type MadeImports = {
  readonly files: number;
  readonly bytes: number;
  /** SHA-256 of every picture that has to be in the library afterwards, once. */
  readonly wanted: ReadonlySet<string>;
  /** Files that have to be refused. */
  readonly hostile: number;
};

const perFolder = 500;
/** One in so many. */
const hostileEvery = 20;
const twinEvery = 25;
/**
 * How often each size is there, of 100: 320x240, 640x480, 1024x1024, 1536x1024, 1024x1536, 2048x2048, 3264x2448. Most of
 * what people keep is small; so 10,000 files are about 4 GB, and the whole run needs less than 10.
 */
const shares = [38, 35, 15, 5, 3, 3, 1] as const;
/** What a size comes in: the web's and the telephone's formats more often than PNG. */
const formats = ["jpg", "webp", "jpg", "png", "jpg", "webp"] as const;

/** Makes the files, the same at every run. */
export async function makeImports(folder: string, count: number): Promise<MadeImports> {
  const patterns = join(folder, ".drawn");
  await mkdir(patterns, { recursive: true });
  const large = await Promise.all(
    (await drawPhotos(patterns)).map(async ({ path, extension }) => ({
      extension,
      bytes: await readFile(path),
    })),
  );
  await rm(patterns, { recursive: true });
  const inEachSize = large.length / (shares.length - 1);
  const small = await Promise.all(
    large.slice(0, inEachSize).map(async ({ extension, bytes }) => ({
      extension,
      bytes: await sharp(bytes).resize(320).toBuffer(),
    })),
  );
  const drawn = [...small, ...large];
  const order = shares.flatMap((share, size) => Array.from({ length: share }, () => size));
  const wanted = new Set<string>();
  let last: NamedBytes | undefined;
  let total = 0;
  let hostile = 0;
  for (let number = 0; number < count; number += 1) {
    const size = order[(number * 37) % order.length] ?? 0;
    const wished = formats[number % formats.length];
    const pattern = drawn
      .slice(size * inEachSize, (size + 1) * inEachSize)
      .find(({ extension }) => extension === wished);
    if (pattern === undefined) throw new Error("Nothing was drawn");
    const isHostile = number % hostileEvery === hostileEvery - 1;
    const isTwin = number % twinEvery === twinEvery - 1 && last !== undefined;
    const own = { extension: pattern.extension, bytes: withMark(pattern.bytes, pattern.extension, number) };
    const file = isHostile ? spoilt(own, number / hostileEvery) : isTwin && last ? last : own;
    if (isHostile) hostile += 1;
    else {
      wanted.add(createHash("sha256").update(file.bytes).digest("hex"));
      last = file;
    }
    total += file.bytes.length;
    const within = join(folder, `folder ${Math.floor(number / perFolder)}`);
    if (number % perFolder === 0) await mkdir(within);
    await writeFile(join(within, `IMG_${String(number).padStart(5, "0")}.${file.extension}`), file.bytes);
  }
  return { files: count, bytes: total, wanted, hostile };
}

/** The same picture in bytes of its own: with a comment, or for WebP a chunk that nobody knows. */
function withMark(bytes: Buffer, extension: string, number: number): Buffer {
  const text = Buffer.from(`Number ${String(number).padStart(9, "0")}`);
  if (extension === "png") {
    const body = Buffer.concat([Buffer.from("tEXtComment\0"), text]);
    return insert(bytes, 33, Buffer.concat([bigEndian(body.length - 4), body, bigEndian(crc32(body))]));
  }
  if (extension === "jpg") {
    const length = Buffer.from([0, text.length + 2]);
    return insert(bytes, 2, Buffer.concat([Buffer.from([0xff, 0xfe]), length, text]));
  }
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  const marked = Buffer.concat([bytes, Buffer.from("numb"), size, text]);
  marked.writeUInt32LE(marked.length - 8, 4);
  return marked;
}

function insert(bytes: Buffer, at: number, part: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), part, bytes.subarray(at)]);
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

type NamedBytes = { readonly extension: string; readonly bytes: Buffer };

/** Cut off, empty, words, a drawing, a telephone's format, a header that claims 1.6 gigapixels. */
function spoilt(file: NamedBytes, number: number): NamedBytes {
  const { bytes } = file;
  switch (Math.floor(number) % 6) {
    case 0:
      return { ...file, bytes: bytes.subarray(0, Math.floor(bytes.length * 0.6)) };
    case 1:
      return { ...file, bytes: Buffer.alloc(0) };
    case 2:
      return { ...file, bytes: Buffer.from("This is no picture.") };
    case 3:
      return { extension: "svg", bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') };
    case 4:
      return {
        extension: "heic",
        bytes: Buffer.from(`\0\0\0\x18ftypheic\0\0\0\0mif1heic${"\0".repeat(99)}`),
      };
    default: {
      const edge = bigEndian(40_000);
      const header = Buffer.concat([Buffer.from("IHDR"), edge, edge, Buffer.from([8, 2, 0, 0, 0])]);
      const magic = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
      return {
        extension: "png",
        bytes: Buffer.concat([magic, bigEndian(13), header, bigEndian(crc32(header)), Buffer.alloc(99)]),
      };
    }
  }
}
