// A take placed on one ground and laid over another.
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { layOver } from "#shared/pixels/lay-over.ts";
import type { Plane8, Raster } from "#shared/pixels/pixel-types.ts";

type Kind = { readonly channels: 1 | 2 | 3 | 4; readonly bits: 8 | 16 };

const width = 8;

function raster({ channels, bits }: Kind, samples: readonly number[]): Raster {
  const top = bits === 16 ? 65_535 : 255;
  const data = Array.from({ length: width * channels }, (_, i) =>
    Math.round((samples[i % samples.length] ?? 0) * top),
  );
  return { width, height: 1, channels, data: bits === 16 ? Uint16Array.from(data) : Uint8Array.from(data) };
}

/** What S11 makes of a donor on a ground, unrounded: colour samples, then alpha, 0..1. */
function blended(ground: Raster, donor: Raster, { data }: Plane8): number[] {
  const { channels } = ground;
  const top = ground.data instanceof Uint16Array ? 65_535 : 255;
  const out: number[] = [];
  for (let i = 0; i < width; i++) {
    const share = data[i]! / 255;
    const of = (from: Raster, c: number) => from.data[i * channels + c]! / top;
    const alphaOf = (from: Raster) => (channels % 2 === 0 ? of(from, channels - 1) : 1);
    const [under, over] = [alphaOf(ground) * (1 - share), alphaOf(donor) * share];
    for (let c = 0; c < channels; c++) {
      if (channels % 2 === 0 && c === channels - 1) out.push(under + over);
      else if (under + over === 0) out.push(of(ground, c));
      else out.push((of(ground, c) * under + of(donor, c) * over) / (under + over));
    }
  }
  return out;
}

const kinds = fc.record({
  channels: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
  bits: fc.constantFrom(8 as const, 16 as const),
});
const samples = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 32, maxLength: 32 });
const alphas = fc
  .array(fc.oneof(fc.constantFrom(0, 255), fc.integer({ min: 1, max: 254 })), {
    minLength: width,
    maxLength: width,
  })
  .map((data): Plane8 => ({ width, height: 1, data: Uint8Array.from(data) }));

/** The take as S11 gives it, and what it is over another ground. */
function layDonor(kind: Kind, ground: Raster, donor: Raster, below: Raster, alpha: Plane8) {
  const take = { pixels: raster(kind, blended(ground, donor, alpha)), alpha };
  for (let i = 0; i < width; i++) {
    if (alpha.data[i] !== 0) continue;
    const at = i * kind.channels;
    take.pixels.data.set(ground.data.slice(at, at + kind.channels), at);
  }
  return { take, laid: layOver(below, ground, take) };
}

describe("a take laid over another ground", () => {
  it("leaves every pixel with α = 0 as it was there, and shows itself where α is whole", () => {
    fc.assert(
      fc.property(kinds, samples, samples, samples, alphas, (kind, a, b, c, alpha) => {
        const [ground, donor, below] = [raster(kind, a), raster(kind, b), raster(kind, c)] as const;
        const { take, laid } = layDonor(kind, ground, donor, below, alpha);
        expect(laid.alpha).toBe(alpha);
        for (let i = 0; i < width * kind.channels; i++) {
          const share = alpha.data[Math.floor(i / kind.channels)];
          if (share === 0) expect(laid.pixels.data[i]).toBe(below.data[i]);
          if (share === 255 && kind.channels % 2 === 1) expect(laid.pixels.data[i]).toBe(take.pixels.data[i]);
        }
      }),
    );
  });

  it("is the take itself, bit for bit, over its own ground", () => {
    fc.assert(
      fc.property(kinds, samples, samples, alphas, (kind, a, b, alpha) => {
        const ground = raster(kind, a);
        const { take, laid } = layDonor(kind, ground, raster(kind, b), ground, alpha);
        expect(laid.pixels).toEqual(take.pixels);
      }),
    );
  });

  it("is the donor blended with what is there, within a level", () => {
    fc.assert(
      fc.property(kinds, samples, samples, samples, alphas, (kind, a, b, c, alpha) => {
        // Nearly clear pixels keep too little of their colour to be told from it again.
        const solid = (values: readonly number[]) => values.map((value) => 0.2 + 0.8 * value);
        const [ground, donor, below] = [a, b, c].map((values) => raster(kind, solid(values)));
        const { laid } = layDonor(kind, ground!, donor!, below!, alpha);
        const exact = blended(below!, donor!, alpha);
        const top = kind.bits === 16 ? 65_535 : 255;
        // Rounded three times; a weight of alpha makes the colour's rounding larger by its inverse.
        const most = kind.channels % 2 === 0 ? 8 : 1.01;
        for (const [i, value] of exact.entries())
          expect(Math.abs(laid.pixels.data[i]! - value * top)).toBeLessThanOrEqual(most);
      }),
    );
  });
});

test.each([
  // ground, donor, below, α: over what is below
  [100, 200, 40, 0, 40],
  [100, 200, 40, 255, 200],
  [100, 200, 40, 51, 72],
  [100, 200, 180, 204, 196],
  [0, 255, 255, 128, 255],
])("ground %i, donor %i, below %i, α %i gives %i", (ground, donor, below, share, expected) => {
  const alpha = { width: 1, height: 1, data: Uint8Array.of(share) };
  const one = (value: number): Raster => ({ width: 1, height: 1, channels: 1, data: Uint8Array.of(value) });
  const take = { pixels: one(Math.round(ground + ((donor - ground) * share) / 255)), alpha };
  expect(layOver(one(below), one(ground), take).pixels.data[0]).toBe(expected);
});
