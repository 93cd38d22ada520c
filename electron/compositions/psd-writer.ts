// Writes a Photoshop file row by row, whatever its size: header, resources, layers with masks, composite (Adobe Photoshop file
// format, version 1). 8-bit RGB, PackBits. Lengths that come before what they count are filled in afterwards. Runs in workers.
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import type { Plane8, Rect } from "#shared/pixels/pixel-types.ts";

/** Interleaved 8-bit RGBA, some rows at a time. */
export type RgbaRows = {
  readonly width: number;
  readonly height: number;
  readonly read: (y: number, rows: number) => Uint8Array;
};

export type PsdLayer = {
  readonly name: string;
  readonly box: Rect;
  readonly pixels: RgbaRows;
  /** Over the same box; 0 outside of it. */
  readonly mask: Plane8 | null;
};

export type PsdContent = {
  readonly whole: RgbaRows;
  /** Whether the composite has a transparency of its own. */
  readonly hasAlpha: boolean;
  /** Bottom to top. */
  readonly layers: readonly PsdLayer[];
  readonly resources: readonly { readonly id: number; readonly content: Uint8Array }[];
};

/** The format's. */
export const maxPsdSidePx = 30_000;
const bandRows = 64;
const alphaId = -1;
const maskId = -2;

/** Writes a new file and syncs it. Rejects with Node's system error; a part of the file may stand then. */
export function writePsdFile(path: string, content: PsdContent): void {
  const file = openSync(path, "wx");
  try {
    const out = createOutput(file);
    writeHead(out, content);
    writeLayers(out, content);
    const channels = content.hasAlpha ? [0, 1, 2, 3] : [0, 1, 2];
    out.u16(1);
    writePacked(
      out,
      content.whole.height,
      channels.map((channel) => channelRows(content.whole, channel)),
    );
    out.flush();
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

type Output = ReturnType<typeof createOutput>;

/** Bytes to a file through a buffer; `patch` goes back to what was written as a placeholder. */
function createOutput(file: number) {
  const buffer = Buffer.allocUnsafe(1 << 20);
  let used = 0;
  let flushed = 0;
  const flush = (): void => {
    for (let done = 0; done < used;) done += writeSync(file, buffer, done, used - done, flushed + done);
    flushed += used;
    used = 0;
  };
  const bytes = (data: Uint8Array): void => {
    for (let from = 0; from < data.length;) {
      if (used === buffer.length) flush();
      const count = Math.min(buffer.length - used, data.length - from);
      buffer.set(data.subarray(from, from + count), used);
      used += count;
      from += count;
    }
  };
  const word = Buffer.alloc(4);
  return {
    flush,
    bytes,
    at: () => flushed + used,
    u8: (value: number) => bytes(Uint8Array.of(value)),
    u16: (value: number) => bytes(word.subarray(0, word.writeUInt16BE(value & 0xffff))),
    i32: (value: number) => bytes(word.subarray(0, word.writeInt32BE(value))),
    u32: (value: number) => bytes(word.subarray(0, word.writeUInt32BE(value))),
    text: (value: string) => bytes(Buffer.from(value, "latin1")),
    patch: (data: Uint8Array, position: number) => {
      flush();
      for (let done = 0; done < data.length;)
        done += writeSync(file, data, done, data.length - done, position + done);
    },
  };
}

function patchLength(out: Output, position: number, length: number): void {
  if (length > 0xffff_ffff) throw new RangeError("more than the format can count");
  const word = Buffer.alloc(4);
  word.writeUInt32BE(length);
  out.patch(word, position);
}

function writeHead(out: Output, { whole, hasAlpha, resources }: PsdContent): void {
  out.text("8BPS");
  out.u16(1);
  out.bytes(new Uint8Array(6));
  out.u16(hasAlpha ? 4 : 3);
  out.u32(whole.height);
  out.u32(whole.width);
  out.u16(8);
  out.u16(3);
  out.u32(0);
  out.u32(resources.reduce((sum, { content }) => sum + 12 + content.length + (content.length % 2), 0));
  for (const { id, content } of resources) {
    out.text("8BIM");
    out.u16(id);
    out.u16(0);
    out.u32(content.length);
    out.bytes(content);
    if (content.length % 2 === 1) out.u8(0);
  }
}

function writeLayers(out: Output, { layers, hasAlpha }: PsdContent): void {
  const section = out.at();
  out.u32(0);
  out.u32(0);
  out.u16(hasAlpha ? -layers.length : layers.length);
  const records = layers.map((layer) => writeRecord(out, layer));
  for (const [i, layer] of layers.entries()) {
    for (const { id, lengthAt } of records[i] ?? []) {
      const from = out.at();
      out.u16(1);
      const rows =
        id === maskId
          ? maskRows(layer.mask ?? { width: 0, height: 0, data: new Uint8Array() })
          : channelRows(layer.pixels, id === alphaId ? 3 : id);
      writePacked(out, layer.box.height, [rows]);
      patchLength(out, lengthAt, out.at() - from);
    }
  }
  if ((out.at() - section) % 2 === 1) out.u8(0);
  const end = out.at();
  out.u32(0);
  patchLength(out, section, out.at() - section - 4);
  patchLength(out, section + 4, end - section - 8);
}

type ChannelRecord = { readonly id: number; readonly lengthAt: number };

function writeRecord(out: Output, { name, box, mask }: PsdLayer): ChannelRecord[] {
  writeBox(out, box);
  const ids = [alphaId, 0, 1, 2, ...(mask === null ? [] : [maskId])];
  out.u16(ids.length);
  const channels = ids.map((id) => {
    out.u16(id);
    const lengthAt = out.at();
    out.u32(0);
    return { id, lengthAt };
  });
  out.text("8BIMnorm");
  out.bytes(Uint8Array.of(255, 0, 0, 0));
  const short = Buffer.from(name.replace(/[^\x20-\x7e]/g, "?").slice(0, 255), "latin1");
  const shortLength = Math.ceil((1 + short.length) / 4) * 4;
  const long = Buffer.from(name, "utf16le").swap16();
  const longLength = 4 + long.length + (long.length % 4);
  out.u32(4 + (mask === null ? 0 : 20) + 4 + shortLength + 12 + longLength);
  out.u32(mask === null ? 0 : 20);
  if (mask !== null) {
    writeBox(out, box);
    out.bytes(new Uint8Array(4));
  }
  out.u32(0);
  out.u8(short.length);
  out.bytes(short);
  out.bytes(new Uint8Array(shortLength - 1 - short.length));
  out.text("8BIMluni");
  out.u32(longLength);
  out.u32(long.length / 2);
  out.bytes(long);
  out.bytes(new Uint8Array(longLength - 4 - long.length));
  return channels;
}

function writeBox(out: Output, { x, y, width, height }: Rect): void {
  for (const side of [y, x, y + height, x + width]) out.i32(side);
}

/** One plane, row after row. */
type Rows = Iterable<Uint8Array>;

function* channelRows(source: RgbaRows, channel: number): Generator<Uint8Array> {
  const row = new Uint8Array(source.width);
  for (let y = 0; y < source.height; y += bandRows) {
    const rows = Math.min(bandRows, source.height - y);
    const band = source.read(y, rows);
    for (let k = 0; k < rows; k++) {
      const from = k * source.width * 4 + channel;
      for (let x = 0; x < row.length; x++) row[x] = band[from + 4 * x] ?? 0;
      yield row;
    }
  }
}

function* maskRows({ width, height, data }: Plane8): Generator<Uint8Array> {
  for (let y = 0; y < height; y++) yield data.subarray(y * width, (y + 1) * width);
}

/** The packed lengths of all rows of all planes, and then the rows. */
function writePacked(out: Output, height: number, planes: readonly Rows[]): void {
  const countsAt = out.at();
  const counts = Buffer.alloc(height * planes.length * 2);
  out.bytes(counts);
  let packed = new Uint8Array(0);
  let at = 0;
  for (const rows of planes) {
    for (const row of rows) {
      if (packed.length < 2 * row.length + 2) packed = new Uint8Array(2 * row.length + 2);
      const length = packRow(row, packed);
      out.bytes(packed.subarray(0, length));
      counts.writeUInt16BE(length, at);
      at += 2;
    }
  }
  out.patch(counts, countsAt);
}

/** PackBits (Apple, TIFF 6.0 section 9); answers how many bytes were written. */
export function packRow(row: Uint8Array, out: Uint8Array): number {
  let at = 0;
  for (let x = 0; x < row.length;) {
    const value = row[x] ?? 0;
    let run = 1;
    while (run < 128 && x + run < row.length && row[x + run] === value) run++;
    if (run >= 3) {
      out[at++] = 257 - run;
      out[at++] = value;
      x += run;
      continue;
    }
    const from = x;
    while (x < row.length && x - from < 128) {
      if (x + 2 < row.length && row[x] === row[x + 1] && row[x] === row[x + 2]) break;
      x++;
    }
    out[at++] = x - from - 1;
    out.set(row.subarray(from, x), at);
    at += x - from;
  }
  return at;
}
