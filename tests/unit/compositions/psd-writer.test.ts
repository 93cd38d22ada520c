import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initializeCanvas, readPsd } from "ag-psd";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { packRow, type RgbaRows, writePsdFile } from "#electron/compositions/psd-writer.ts";

const folder = mkdtempSync(join(tmpdir(), "inlay psd "));
afterAll(() => rmSync(folder, { recursive: true }));

initializeCanvas(
  () => {
    throw new Error("there is no canvas in Node");
  },
  (width, height) => ({ width, height, data: new Uint8ClampedArray(width * height * 4), colorSpace: "srgb" }),
);

/** PackBits as TIFF 6.0 says it is read. */
function unpack(bytes: Uint8Array): number[] {
  const out: number[] = [];
  for (let i = 0; i < bytes.length;) {
    const head = bytes[i++]!;
    if (head < 128) for (let k = 0; k <= head; k++) out.push(bytes[i++]!);
    else {
      for (let k = 0; k < 257 - head; k++) out.push(bytes[i]!);
      i++;
    }
  }
  return out;
}

const runs = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 300 })), { maxLength: 20 })
  .map((parts) => Uint8Array.from(parts.flatMap(([value, count]) => Array<number>(count).fill(value))));

describe("A row of a layered file", () => {
  it("is packed so that it reads back, and never grows by more than a byte in 128 and one", () => {
    fc.assert(
      fc.property(fc.oneof(runs, fc.uint8Array({ maxLength: 700 })), (row) => {
        const out = new Uint8Array(2 * row.length + 2);
        const length = packRow(row, out);
        expect(unpack(out.subarray(0, length))).toEqual([...row]);
        expect(length).toBeLessThanOrEqual(row.length + Math.ceil(row.length / 128) + 1);
      }),
    );
  });
});

describe("A layered file", () => {
  const rowsOf = (width: number, height: number, seed: number): RgbaRows & { data: Uint8Array } => {
    const data = Uint8Array.from({ length: width * height * 4 }, (_, i) =>
      i % 4 === 3 ? 255 : (((i >> 2) % (seed + 3)) * 40 + i) & 255,
    );
    const read = (y: number, rows: number) => data.subarray(y * width * 4, (y + rows) * width * 4);
    return { width, height, data, read };
  };

  it.each([
    [1, 1, false],
    [17, 131, true],
    [300, 65, false],
  ])(
    "of %i by %i reads as it was written: composite, layers, places, masks, names",
    (width, height, hasAlpha) => {
      const path = join(folder, `${width}.psd`);
      const [whole, base] = [rowsOf(width, height, 1), rowsOf(width, height, 2)];
      const box = {
        x: Math.floor(width / 4),
        y: Math.floor(height / 3),
        width: Math.ceil(width / 2),
        height: 1,
      };
      const mask = {
        width: box.width,
        height: 1,
        data: Uint8Array.from({ length: box.width }, (_, i) => 255 - i),
      };
      const donor = rowsOf(box.width, 1, 5);
      writePsdFile(path, {
        whole,
        hasAlpha,
        layers: [
          { name: "Base", box: { x: 0, y: 0, width, height }, pixels: base, mask: null },
          { name: "Größe 木", box, pixels: donor, mask },
        ],
        resources: [{ id: 1060, content: new TextEncoder().encode("<x/>") }],
      });
      const read = readPsd(readFileSync(path), { useImageData: true });
      expect([read.width, read.height, read.imageResources?.xmpMetadata]).toEqual([width, height, "<x/>"]);
      expect(Buffer.compare(Buffer.from(read.imageData!.data.buffer), whole.data)).toBe(0);
      const [bottom, patch] = read.children!;
      expect(Buffer.compare(Buffer.from(bottom!.imageData!.data.buffer), base.data)).toBe(0);
      expect([patch!.name, patch!.left, patch!.top, patch!.right, patch!.bottom]).toEqual([
        "Größe 木",
        box.x,
        box.y,
        box.x + box.width,
        box.y + 1,
      ]);
      expect(Buffer.compare(Buffer.from(patch!.imageData!.data.buffer), donor.data)).toBe(0);
      const shown = Array.from({ length: box.width }, (_, i) => patch!.mask!.imageData!.data[4 * i]);
      expect(shown).toEqual([...mask.data]);
    },
  );
});
