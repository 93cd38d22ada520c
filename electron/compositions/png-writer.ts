// Writes a PNG from rows, whatever its size, without holding it: filter, deflate, chunks. Keeps depth, profile, EXIF and
// density as they are given, byte for byte, which the decoder's own writer does not. Runs in workers.
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { constants, crc32, createDeflate, deflateSync, type Deflate } from "node:zlib";
import type { RawShape } from "./raw-picture.ts";
import { bytesPerPixel } from "./raw-picture.ts";

/** What goes into the file beside pixels. */
export type PngExtras = {
  readonly profile: { readonly name: string; readonly bytes: Uint8Array } | null;
  /** A TIFF structure, from its byte order on. */
  readonly exif: Uint8Array | null;
  readonly pixelsPerMetre: number | null;
  /** Latin-1 keyword and any text. */
  readonly texts: Readonly<Record<string, string>>;
};

export const noExtras: PngExtras = { profile: null, exif: null, pixelsPerMetre: null, texts: {} };

const colourTypes = { 1: 0, 2: 4, 3: 2, 4: 6 } as const;
/** Above this many bytes of samples the file may grow a little so that the wait does not. */
const patientBytes = 24_000_000;

/**
 * Writes a new file and syncs it. `rows` gives the samples of a whole number of rows at each step, 16-bit ones in the
 * machine's order; they are read before the next are asked for. Rejects with Node's system error; a part of the file may stand then.
 */
export async function writePng(
  path: string,
  shape: RawShape,
  rows: Iterable<Uint8Array>,
  extras: PngExtras = noExtras,
): Promise<void> {
  const file = openSync(path, "wx");
  try {
    writeSync(file, Buffer.from("\x89PNG\r\n\x1a\n", "latin1"));
    writeChunk(file, "IHDR", headerOf(shape));
    writeExtras(file, extras);
    const rowBytes = shape.width * bytesPerPixel(shape);
    const deflate = createDeflate({
      level: rowBytes * shape.height > patientBytes ? 3 : 6,
      strategy: constants.Z_FILTERED,
      chunkSize: 1 << 18,
    });
    deflate.on("data", (data: Buffer) => writeChunk(file, "IDAT", data));
    const ended = new Promise<void>((resolve, reject) => deflate.on("end", resolve).on("error", reject));
    // Its rejection may come while rows are still being written.
    ended.catch(() => undefined);
    await feed(deflate, shape, rows, rowBytes);
    await ended;
    writeChunk(file, "IEND", new Uint8Array(0));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

async function feed(
  deflate: Deflate,
  shape: RawShape,
  rows: Iterable<Uint8Array>,
  rowBytes: number,
): Promise<void> {
  const filter = createFilter(rowBytes, bytesPerPixel(shape));
  // Buffers whose rows have been taken: a new one for each step would be waste until it is collected.
  const spare: Buffer[] = [];
  for (const part of rows) {
    const samples = shape.bits === 16 ? bigEndian(part) : part;
    const count = samples.length / rowBytes;
    const size = count * (rowBytes + 1);
    const kept = spare.pop();
    const room = kept !== undefined && kept.length >= size ? kept : Buffer.allocUnsafe(size);
    const filtered = room.subarray(0, size);
    for (let row = 0; row < count; row++)
      filter(samples.subarray(row * rowBytes, (row + 1) * rowBytes), filtered, row * (rowBytes + 1));
    if (!deflate.write(filtered, () => void spare.push(room)))
      await new Promise((resolve) => deflate.once("drain", resolve));
  }
  deflate.end();
}

function headerOf({ width, height, channels, bits }: RawShape): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = bits;
  header[9] = colourTypes[channels];
  return header;
}

function writeExtras(file: number, { profile, exif, pixelsPerMetre, texts }: PngExtras): void {
  if (profile !== null) {
    const name =
      profile.name
        .replace(/[^\x20-\x7e]/g, "")
        .slice(0, 79)
        .trim() || "profile";
    writeChunk(
      file,
      "iCCP",
      Buffer.concat([Buffer.from(`${name}\0\0`, "latin1"), deflateSync(profile.bytes)]),
    );
  }
  if (pixelsPerMetre !== null) {
    const density = Buffer.alloc(9);
    density.writeUInt32BE(pixelsPerMetre, 0);
    density.writeUInt32BE(pixelsPerMetre, 4);
    density[8] = 1;
    writeChunk(file, "pHYs", density);
  }
  if (exif !== null) writeChunk(file, "eXIf", exif);
  for (const [keyword, text] of Object.entries(texts))
    writeChunk(
      file,
      "iTXt",
      Buffer.concat([Buffer.from(`${keyword}\0\0\0\0\0`, "latin1"), Buffer.from(text)]),
    );
}

function writeChunk(file: number, type: string, data: Uint8Array): void {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length, 0);
  head.write(type, 4, "latin1");
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(data, crc32(head.subarray(4))), 0);
  for (const part of [head, data, tail])
    for (let done = 0; done < part.length;) done += writeSync(file, part, done);
}

function bigEndian(samples: Uint8Array): Uint8Array {
  return Buffer.from(samples).swap16();
}

/**
 * Writes a row with the filter whose sum of magnitudes is least (PNG specification, 12.7), judged by every eighth sample.
 * Remembers the row before.
 */
function createFilter(rowBytes: number, step: number) {
  const above = new Uint8Array(rowBytes);
  return (row: Uint8Array, target: Uint8Array, at: number): void => {
    const type = chooseFilter(row, above, step);
    target[at] = type;
    const out = target.subarray(at + 1, at + 1 + rowBytes);
    if (type === 2) for (let i = 0; i < rowBytes; i++) out[i] = (row[i] ?? 0) - (above[i] ?? 0);
    else {
      for (let i = 0; i < step; i++) out[i] = (row[i] ?? 0) - (type === 1 ? 0 : (above[i] ?? 0));
      if (type === 1) for (let i = step; i < rowBytes; i++) out[i] = (row[i] ?? 0) - (row[i - step] ?? 0);
      else
        for (let i = step; i < rowBytes; i++)
          out[i] = (row[i] ?? 0) - paethOf(row[i - step] ?? 0, above[i] ?? 0, above[i - step] ?? 0);
    }
    above.set(row);
  };
}

/** 1 Sub, 2 Up, 4 Paeth. */
function chooseFilter(row: Uint8Array, above: Uint8Array, step: number): 1 | 2 | 4 {
  let sub = 0;
  let up = 0;
  let paeth = 0;
  for (let i = step; i < row.length; i += 8 * step + 1) {
    const value = row[i] ?? 0;
    const left = row[i - step] ?? 0;
    const over = above[i] ?? 0;
    sub += magnitude(value - left);
    up += magnitude(value - over);
    paeth += magnitude(value - paethOf(left, over, above[i - step] ?? 0));
  }
  return up <= sub && up <= paeth ? 2 : sub <= paeth ? 1 : 4;
}

function magnitude(difference: number): number {
  const byte = difference & 255;
  return byte < 128 ? byte : 256 - byte;
}

function paethOf(left: number, over: number, corner: number): number {
  const p = over - corner;
  const q = left - corner;
  const a = p < 0 ? -p : p;
  const b = q < 0 ? -q : q;
  const c = p + q < 0 ? -p - q : p + q;
  return a <= b && a <= c ? left : b <= c ? over : corner;
}
