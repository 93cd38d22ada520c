// A decoded picture as a file: samples row after row behind a header, read and written by rectangles, so that no picture
// is ever whole in memory. The header is libvips' own (`.v`), because the decoder writes it. Runs in workers.
import { closeSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import type { Raster, Rect, Samples } from "#shared/pixels/pixel-types.ts";
import { fullRect, intersectRects } from "#shared/pixels/rect.ts";
import { reflectIndex } from "#shared/pixels/cut-window.ts";

/** Samples of a picture: 8 or 16 bits, interleaved, alpha straight. */
export type RawShape = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly bits: 8 | 16;
};

const headerBytes = 64;
const magic = 0x08f2a6b6;
const formats: Readonly<Record<number, 8 | 16>> = { 0: 8, 2: 16 };

/** An open file; close it. Everything is synchronous: a worker has nothing else to do. */
export interface RawPicture extends RawShape {
  /** The rectangle has to lie within the picture. A new array, or one at the beginning of `into`, which has room for it. */
  readonly read: (rect: Rect, into?: ArrayBuffer) => Raster;
  /** Bytes of whole rows at the beginning of `into`, which has room for them: whoever reads all of it needs no more than that. */
  readonly readRows: (y: number, rows: number, into: Uint8Array) => Uint8Array;
  /** Replaces a rectangle; depth and channels must agree. */
  readonly write: (raster: Raster, x: number, y: number) => void;
  readonly close: () => void;
}

/** Opens what the decoder or `createRawPicture` wrote. Rejects what is no such file with an Error. */
export function openRawPicture(path: string, isWritable = false): RawPicture {
  const file = openSync(path, isWritable ? "r+" : "r");
  try {
    return wrap(file, readShape(file));
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** A new file of zeros; it takes no room until it is written to. */
export function createRawPicture(path: string, shape: RawShape): RawPicture {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(magic, 0);
  header.writeInt32LE(shape.width, 4);
  header.writeInt32LE(shape.height, 8);
  header.writeInt32LE(shape.channels, 12);
  header.writeInt32LE(shape.bits === 16 ? 2 : 0, 20);
  const file = openSync(path, "wx+");
  try {
    writeSync(file, header);
    ftruncateSync(file, headerBytes + shape.width * shape.height * bytesPerPixel(shape));
  } catch (error) {
    closeSync(file);
    throw error;
  }
  return wrap(file, shape);
}

function readShape(file: number): RawShape {
  const header = Buffer.alloc(headerBytes);
  readWhole(file, header, 0);
  const channels = header.readInt32LE(12);
  const bits = formats[header.readInt32LE(20)];
  if (header.readUInt32LE(0) !== magic || bits === undefined || channels < 1 || channels > 4)
    throw new Error("The decoder wrote samples of an unexpected kind");
  return {
    width: header.readInt32LE(4),
    height: header.readInt32LE(8),
    channels: channels as RawShape["channels"],
    bits,
  };
}

export function bytesPerPixel({ channels, bits }: Pick<RawShape, "channels" | "bits">): number {
  return channels * (bits / 8);
}

function wrap(file: number, shape: RawShape): RawPicture {
  const pixelBytes = bytesPerPixel(shape);
  const at = (x: number, y: number): number => headerBytes + (y * shape.width + x) * pixelBytes;
  return {
    ...shape,
    read: (rect, into) => {
      if (
        intersectRects(rect, fullRect(shape)).width !== rect.width ||
        rect.y < 0 ||
        rect.y + rect.height > shape.height
      )
        throw new RangeError("the rectangle sticks out of the picture");
      const data = samplesOf(shape, rect.width * rect.height, into);
      const bytes = asBytes(data);
      if (rect.width === shape.width) readWhole(file, bytes, at(0, rect.y));
      else
        for (let y = 0; y < rect.height; y++) {
          const row = y * rect.width * pixelBytes;
          readWhole(file, bytes.subarray(row, row + rect.width * pixelBytes), at(rect.x, rect.y + y));
        }
      return { width: rect.width, height: rect.height, channels: shape.channels, data };
    },
    readRows: (y, rows, into) => {
      const bytes = into.subarray(0, rows * shape.width * pixelBytes);
      readWhole(file, bytes, at(0, y));
      return bytes;
    },
    write: (raster, x, y) => {
      if (raster.channels !== shape.channels || raster.data.BYTES_PER_ELEMENT * 8 !== shape.bits)
        throw new RangeError("samples of another kind cannot be written");
      const bytes = asBytes(raster.data);
      const rowBytes = raster.width * pixelBytes;
      for (let row = 0; row < raster.height; row++)
        writeWhole(file, bytes.subarray(row * rowBytes, (row + 1) * rowBytes), at(x, y + row));
    },
    close: () => closeSync(file),
  };
}

/** An array for so many pixels: zeroed, or over what `into` holds. */
export function samplesOf(
  shape: Pick<RawShape, "channels" | "bits">,
  pixels: number,
  into = new ArrayBuffer(pixels * bytesPerPixel(shape)),
): Uint8Array | Uint16Array {
  const length = pixels * shape.channels;
  return shape.bits === 16 ? new Uint16Array(into, 0, length) : new Uint8Array(into, 0, length);
}

export function asBytes(data: Samples): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** The samples of a window that may stick out of the picture: there by reflection, as `cutWindow` does. */
export function readWindow(picture: RawPicture, rect: Rect): Raster {
  const frame = fullRect(picture);
  if (
    intersectRects(rect, frame).width === rect.width &&
    rect.y >= 0 &&
    rect.y + rect.height <= picture.height
  )
    return picture.read(rect);
  const columns = reflected(rect.x, rect.width, picture.width);
  const rows = reflected(rect.y, rect.height, picture.height);
  const part = picture.read({
    x: columns.first,
    y: rows.first,
    width: columns.count,
    height: rows.count,
  });
  const { channels } = picture;
  const data = samplesOf(picture, rect.width * rect.height);
  rows.at.forEach((row, y) => {
    columns.at.forEach((column, x) => {
      const from = (row * part.width + column) * channels;
      const to = (y * rect.width + x) * channels;
      for (let c = 0; c < channels; c++) data[to + c] = part.data[from + c] ?? 0;
    });
  });
  return { width: rect.width, height: rect.height, channels, data };
}

/** Where each place of an axis is read from, relative to the first that is needed. */
function reflected(start: number, length: number, size: number) {
  const sources = Array.from({ length }, (_, i) => reflectIndex(start + i, size));
  const first = sources.reduce((least, source) => Math.min(least, source), size - 1);
  const last = sources.reduce((most, source) => Math.max(most, source), 0);
  return { first, count: last - first + 1, at: sources.map((source) => source - first) };
}

function readWhole(file: number, target: Uint8Array, position: number): void {
  for (let done = 0; done < target.length;) {
    const read = readSync(file, target, done, Math.min(target.length - done, 1 << 28), position + done);
    if (read === 0) throw new Error("The decoded picture breaks off");
    done += read;
  }
}

function writeWhole(file: number, source: Uint8Array, position: number): void {
  for (let done = 0; done < source.length;)
    done += writeSync(file, source, done, source.length - done, position + done);
}
