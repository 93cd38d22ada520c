// Random masks for property tests, and a few words to build small ones by hand.
import fc from "fast-check";
import type { Plane8 } from "#shared/pixels/pixel-types.ts";

/** A mask from rows of text: `#` is 255, anything else 0. */
export function maskOf(...rows: string[]): Plane8 {
  const width = rows[0]!.length;
  const data = Uint8Array.from(rows.flatMap((row) => [...row].map((cell) => (cell === "#" ? 255 : 0))));
  return { width, height: rows.length, data };
}

/** The text of a mask, the other way round. */
export function textOf(mask: Plane8): string[] {
  return Array.from({ length: mask.height }, (_, y) =>
    Array.from(mask.data.subarray(y * mask.width, (y + 1) * mask.width), (value) => (value ? "#" : ".")).join(
      "",
    ),
  );
}

/** Binary masks up to a side, of salt and pepper and of boxes. */
export function arbitraryMask(maxSide: number): fc.Arbitrary<Plane8> {
  return fc
    .record({
      width: fc.integer({ min: 1, max: maxSide }),
      height: fc.integer({ min: 1, max: maxSide }),
      boxes: fc.array(
        fc.tuple(
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.integer({ min: 1, max: 12 }),
        ),
        { maxLength: 6 },
      ),
      salt: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 40 }),
    })
    .map(({ width, height, boxes, salt }) => {
      const data = new Uint8Array(width * height);
      for (const [u, v, side] of boxes) {
        const x0 = Math.floor(u * width);
        const y0 = Math.floor(v * height);
        for (let y = y0; y < Math.min(height, y0 + side); y++) {
          for (let x = x0; x < Math.min(width, x0 + side); x++) data[y * width + x] = 255;
        }
      }
      for (const at of salt) data[Math.floor(at * data.length)] = 255;
      return { width, height, data };
    });
}
