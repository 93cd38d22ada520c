import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guideLeak, outlineRegion } from "#shared/pixels/guide-picture.ts";
import { mixTakes } from "#shared/pixels/mix-takes.ts";
import type { Plane8, Raster } from "#shared/pixels/pixel-types.ts";

const side = 6;
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const take = fc
  .record({
    data: bytes(side * side * 3),
    alpha: bytes(side * side),
    holes: fc.array(fc.boolean(), { minLength: side * side, maxLength: side * side }),
  })
  .map(({ data, alpha, holes }) => ({
    pixels: { width: side, height: side, channels: 3, data } as Raster,
    alpha: {
      width: side,
      height: side,
      data: alpha.map((value, i) => (holes[i] === true ? 0 : value)),
    } as Plane8,
  }));

describe("Takes painted over each other", () => {
  it("change nothing where every take is protected, and show a take fully where it is fully painted", () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(
        bytes(side * side * 3),
        fc.array(take, { minLength: 2, maxLength: 4 }),
        fc.array(bytes(side * side), { minLength: 4, maxLength: 4 }),
        (original, takes, masks) => {
          // As the kernels give them: α = 0 is the original.
          const placed = takes.map(({ pixels, alpha }) => ({
            alpha,
            pixels: {
              ...pixels,
              data: pixels.data.map((value, k) =>
                alpha.data[Math.floor(k / 3)] === 0 ? (original[k] as number) : value,
              ),
            },
          }));
          const [first, ...others] = placed as [(typeof placed)[0], ...typeof placed];
          const painted = others.map((other, i) => ({
            ...other,
            mask: {
              width: side,
              height: side,
              data: (masks[i] as Uint8Array).map((value) => (value > 200 ? 255 : value < 60 ? 0 : value)),
            },
          }));
          const mixed = mixTakes(first, painted);
          for (let i = 0; i < side * side; i++) {
            const shown = placed.map(({ alpha }) => alpha.data[i]);
            const isProtected = mixed.alpha.data[i] === 0;
            if (shown.every((value) => value === 0)) expect(isProtected).toBe(true);
            if (isProtected)
              for (let k = 3 * i; k < 3 * i + 3; k++) expect(mixed.pixels.data[k]).toBe(original[k]);
            const last = painted.at(-1);
            if (last?.mask.data[i] === 255 && (last.alpha.data[i] !== 0 || mixed.alpha.data[i] === 0))
              expect(mixed.pixels.data[3 * i]).toBe(last.pixels.data[3 * i]);
          }
        },
      ),
    );
  });

  it("are the first take itself when nothing is painted", () => {
    for (const one of fc.sample(take, 5)) expect(mixTakes(one, [])).toBe(one);
  });
});

describe("The guide picture", () => {
  const grey: Raster = { width: 80, height: 60, channels: 3, data: new Uint8Array(80 * 60 * 3).fill(120) };
  const mask: Plane8 = { width: 80, height: 60, data: new Uint8Array(80 * 60) };
  for (let y = 20; y < 40; y++) mask.data.fill(255, y * 80 + 25, y * 80 + 55);

  it("leaves the region itself and what is far from it as they are", () => {
    const guide = outlineRegion(grey, mask);
    const at = (x: number, y: number) => Array.from(guide.data.slice((y * 80 + x) * 3, (y * 80 + x) * 3 + 3));
    expect(at(40, 30)).toEqual([120, 120, 120]);
    expect(at(2, 2)).toEqual([120, 120, 120]);
    expect(at(20, 30)).toEqual([255, 0, 255]);
  });

  it("is found in a reply that drew the line, and not in one that did not", () => {
    expect(guideLeak(grey, grey, mask)).toBe(0);
    expect(guideLeak(grey, outlineRegion(grey, mask), mask)).toBeGreaterThan(0.2);
    // A picture that had the colour before says nothing.
    expect(guideLeak(outlineRegion(grey, mask), outlineRegion(grey, mask), mask)).toBe(0);
  });
});
