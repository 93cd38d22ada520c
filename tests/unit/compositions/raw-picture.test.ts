import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { createRawPicture, asBytes, readWindow } from "#electron/compositions/raw-picture.ts";
import { writePng } from "#electron/compositions/png-writer.ts";
import { readReduced } from "#electron/compositions/reduce-pixels.ts";
import { uprightExif } from "#electron/compositions/exif-upright.ts";
import { profileName } from "#electron/compositions/colour-profile.ts";
import { cutWindow } from "#shared/pixels/cut-window.ts";
import type { Raster } from "#shared/pixels/pixel-types.ts";
import { decodePng } from "#tests/support/decode-png.ts";
import sharp from "sharp";

const folder = mkdtempSync(join(tmpdir(), "inlay raw "));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const freshPath = () => join(folder, `${(files += 1)}`);

const rasters = fc
  .record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
    channels: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
    isDeep: fc.boolean(),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
  })
  .map(({ width, height, channels, isDeep, seed }): Raster & { bits: 8 | 16 } => {
    const length = width * height * channels;
    let state = seed;
    const next = () => (state = (state * 48271) % 2147483647);
    const values = Array.from({ length }, () => next() & 65535);
    const data = isDeep ? Uint16Array.from(values) : Uint8Array.from(values);
    return { width, height, channels, data, bits: isDeep ? 16 : 8 };
  });

describe("Pictures as files of samples", () => {
  it("reads any window as the kernels cut it, also where it sticks out", () => {
    const windows = fc.record({
      x: fc.integer({ min: -90, max: 50 }),
      y: fc.integer({ min: -90, max: 50 }),
      width: fc.integer({ min: 1, max: 120 }),
      height: fc.integer({ min: 1, max: 120 }),
    });
    fc.assert(
      fc.property(rasters, windows, (raster, window) => {
        const picture = createRawPicture(freshPath(), raster);
        picture.write(raster, 0, 0);
        const expected = cutWindow(raster, window);
        expect(Buffer.from(asBytes(readWindow(picture, window).data)).equals(asBytes(expected.data))).toBe(
          true,
        );
        picture.close();
      }),
      { numRuns: 60 },
    );
  });

  it("reads a rectangle into a buffer that held something else", () => {
    fc.assert(
      fc.property(rasters, (raster) => {
        const picture = createRawPicture(freshPath(), raster);
        picture.write(raster, 0, 0);
        const rect = { x: 0, y: raster.height >> 1, width: Math.ceil(raster.width / 2), height: 1 };
        const room = new Uint8Array(4000).fill(77).buffer;
        const { data } = picture.read(rect, room);
        expect(data.buffer).toBe(room);
        expect(data).toEqual(picture.read(rect).data);
        picture.close();
      }),
      { numRuns: 20 },
    );
  });

  it("writes a PNG that an independent decoder reads sample for sample, whatever the depth", async () => {
    await fc.assert(
      fc.asyncProperty(rasters, fc.integer({ min: 1, max: 7 }), async (raster, band) => {
        const path = freshPath();
        const rowBytes = raster.width * raster.channels * (raster.bits / 8);
        const bytes = asBytes(raster.data);
        const rows = Array.from({ length: Math.ceil(raster.height / band) }, (_, i) =>
          bytes.subarray(i * band * rowBytes, (i + 1) * band * rowBytes),
        );
        await writePng(path, raster, rows);
        const file = readFileSync(path);
        const read = decodePng(file);
        expect([read.width, read.height, read.channels, read.bits]).toEqual([
          raster.width,
          raster.height,
          raster.channels,
          raster.bits,
        ]);
        expect(Buffer.from(asBytes(read.samples)).equals(bytes)).toBe(true);
        // And the decoder that the app ships takes it as sound, checksums included.
        const { info } = await sharp(file, { failOn: "error" }).raw().toBuffer({ resolveWithObject: true });
        expect([info.width, info.height]).toEqual([raster.width, raster.height]);
      }),
      { numRuns: 40 },
    );
  });

  it("never writes over a file", async () => {
    const path = freshPath();
    const shape = { width: 1, height: 1, channels: 1, bits: 8 } as const;
    await writePng(path, shape, [new Uint8Array(1)]);
    await expect(writePng(path, shape, [new Uint8Array(1)])).rejects.toMatchObject({ code: "EEXIST" });
  });

  it("halves by whole squares, and lets no hidden colour show", () => {
    const picture = createRawPicture(freshPath(), { width: 5, height: 3, channels: 4, bits: 8 });
    const data = new Uint8Array(5 * 3 * 4);
    for (let i = 0; i < 15; i++) data.set(i % 2 === 0 ? [200, 100, 50, 255] : [0, 255, 0, 0], 4 * i);
    picture.write({ width: 5, height: 3, channels: 4, data }, 0, 0);
    const half = readReduced(picture, null, 1);
    expect([half.width, half.height]).toEqual([3, 2]);
    expect(Array.from(half.data.slice(0, 4))).toEqual([200, 100, 50, 128]);
    const part = readReduced(picture, { x: 4, y: 2, width: 9, height: 9 }, 0);
    expect([part.width, part.height, ...part.data]).toEqual([1, 1, 200, 100, 50, 255]);
    picture.close();
  });

  it("sets only the orientation of EXIF, in both byte orders, and gives up on nonsense", () => {
    for (const order of ["II", "MM"]) {
      const block = Buffer.alloc(8 + 2 + 24 + 4);
      const put = (at: number, value: number, size: 2 | 4) =>
        order === "II" ? block.writeUIntLE(value, at, size) : block.writeUIntBE(value, at, size);
      block.write(order, 0, "latin1");
      put(2, 42, 2);
      put(4, 8, 4);
      put(8, 2, 2);
      put(10, 0x010f, 2);
      put(22, 0x0112, 2);
      put(24, 3, 2);
      put(26, 1, 4);
      put(30, 6, 2);
      const upright = uprightExif(Buffer.concat([Buffer.from("Exif\0\0"), block])) as Buffer;
      const expected = Buffer.from(block);
      if (order === "II") expected.writeUInt16LE(1, 30);
      else expected.writeUInt16BE(1, 30);
      expect(upright.equals(expected)).toBe(true);
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        uprightExif(Buffer.concat([Buffer.from("II*\0"), bytes]));
        expect(typeof profileName(bytes)).toBe("string");
      }),
      { numRuns: 300 },
    );
  });
});
