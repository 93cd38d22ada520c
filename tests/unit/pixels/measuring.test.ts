import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawDrift, DRIFT_LEVELS, renderReply } from "#build/bench/composite/synthetic-drift.ts";
import {
  type Affine,
  composeAffine,
  cornerMotion,
  describeAffine,
  enlargeAffine,
  IDENTITY,
  invertAffine,
  reduceAffine,
} from "#shared/pixels/affine.ts";
import { deltaE00, type Lab, labOf, psnrOf } from "#shared/pixels/colour-difference.ts";
import { fourier2d } from "#shared/pixels/fourier.ts";
import { reduceLuma } from "#shared/pixels/luma-plane.ts";
import { pushPull } from "#shared/pixels/membrane.ts";
import { phaseCorrelate } from "#shared/pixels/phase-correlation.ts";
import { createPlane, DONOR_UNIT } from "#shared/pixels/pixel-types.ts";
import { registerReply } from "#shared/pixels/register-reply.ts";
import { resizeLanczos } from "#shared/pixels/resize-lanczos.ts";
import { solveSymmetric } from "#shared/pixels/solve-symmetric.ts";
import { applyTone, fitTone, toneAt, toneTable } from "#shared/pixels/tone-curve.ts";
import { warpDonor } from "#shared/pixels/warp-donor.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";

const arbitraryMap = fc.record({
  a: fc.double({ min: 0.9, max: 1.1, noNaN: true }),
  b: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
  c: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
  d: fc.double({ min: 0.9, max: 1.1, noNaN: true }),
  e: fc.double({ min: -20, max: 20, noNaN: true }),
  f: fc.double({ min: -20, max: 20, noNaN: true }),
});

function rms(a: Affine, b: Affine, width: number, height: number): number {
  return cornerMotion(composeAffine(invertAffine(b), a), width, height);
}

describe("affine maps", () => {
  it("inverts, and reduces and enlarges without loss", () => {
    fc.assert(
      fc.property(arbitraryMap, fc.integer({ min: 1, max: 8 }), (map, factor) => {
        expect(rms(composeAffine(map, invertAffine(map)), IDENTITY, 500, 400)).toBeLessThan(1e-6);
        expect(rms(enlargeAffine(reduceAffine(map, factor), factor), map, 500, 400)).toBeLessThan(1e-6);
      }),
    );
  });

  it("names a turn as a turn", () => {
    const angle = 0.01;
    const map = {
      a: Math.cos(angle),
      b: -Math.sin(angle),
      c: Math.sin(angle),
      d: Math.cos(angle),
      e: 0,
      f: 0,
    };
    const motion = describeAffine(map, 100, 100);
    expect(motion.rotation).toBeCloseTo(angle, 9);
    expect(motion.scaleX).toBeCloseTo(1, 9);
    expect(motion.shear).toBeCloseTo(0, 9);
  });
});

describe("registration (S4)", () => {
  const original = makeScene("scene", 512, 400, 11);
  const level = (reply: typeof original) => ({
    original: reduceLuma(original, 1),
    reply: reduceLuma(reply, 1),
    usable: createPlane(512, 400, 255),
  });

  it.each([
    [DRIFT_LEVELS.D1, 0.06],
    [{ ...DRIFT_LEVELS.D2, warpPx: 0 }, 0.06],
    [{ ...DRIFT_LEVELS.D3, warpPx: 0 }, 0.1],
  ])("finds the drawn motion of $name", (drift, limitPx) => {
    const drawn = drawDrift(drift, 512, 400, 5);
    const reply = renderReply(original, drawn);
    const found = registerReply(original, reply, level(reply), 1);
    expect(found.outcome).toBe("aligned");
    expect(rms(found.map, drawn.toReply, 512, 400)).toBeLessThan(limitPx);
    expect(found.agreement.correlation).toBeGreaterThan(0.9);
  });

  it("says identity for the picture itself, and out of limits for one turned by 90 degrees or another one", () => {
    expect(registerReply(original, original, level(original), 1).outcome).toBe("identity");
    const other = makeScene("scene", 512, 400, 99);
    expect(registerReply(original, other, level(other), 1).agreement.correlation).toBeLessThan(0.7);
  });

  it("finds a shift of a quarter by phase correlation", () => {
    const wide = reduceLuma(makeScene("scene", 300, 200, 4), 1);
    const cut = (x0: number, y0: number) => ({
      width: 200,
      height: 150,
      data: Float32Array.from(
        { length: 30_000 },
        (_, i) => wide.data[(Math.floor(i / 200) + y0) * 300 + (i % 200) + x0]!,
      ),
    });
    const found = phaseCorrelate(cut(40, 20), cut(10, 5), createPlane(200, 150, 255));
    expect(found[0]).toMatchObject({ dx: 30, dy: 15 });
  });

  it("transforms there and back", () => {
    const real = Float64Array.from({ length: 64 }, (_, i) => (i * 37) % 11);
    const before = real.slice();
    const imaginary = new Float64Array(64);
    fourier2d(real, imaginary, 8);
    fourier2d(real, imaginary, 8, true);
    real.forEach((value, i) => expect(value / 64).toBeCloseTo(before[i]!, 9));
  });

  it("solves what is positive definite and refuses the rest", () => {
    const [x, y] = solveSymmetric(Float64Array.of(4, 2, 2, 3), Float64Array.of(8, 7))!;
    expect([x, y].map((v) => Math.round(v! * 1e9) / 1e9)).toEqual([1.25, 1.5]);
    expect(solveSymmetric(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toBeUndefined();
  });
});

describe("resampling (S3, S6)", () => {
  it("copies exactly under a whole shift, and stays within 0.6 levels of it under the shift by interpolation", () => {
    const scene = makeScene("scene", 80, 60, 2);
    const box = { x: 10, y: 10, width: 40, height: 30 };
    const exact = warpDonor(scene, { ...IDENTITY, e: 3, f: -2 }, undefined, box);
    const near = warpDonor(scene, { ...IDENTITY, e: 3.0001, f: -2 }, undefined, box);
    for (let y = 0; y < 30; y++) {
      for (let x = 0; x < 40; x++) {
        const sample = scene.data[((y + 8) * 80 + x + 13) * 4]!;
        expect(exact.colour[(y * 40 + x) * 3]).toBe(sample * DONOR_UNIT);
        expect(Math.abs(near.colour[(y * 40 + x) * 3]! / DONOR_UNIT - sample)).toBeLessThan(0.6);
      }
    }
  });

  it("gives RGBA and RGB pictures the same donor", () => {
    const map = { a: 1.01, b: 0.002, c: -0.003, d: 0.99, e: 1.3, f: -0.7 };
    const box = { x: 0, y: 0, width: 50, height: 40 };
    const rgba = warpDonor(makeScene("scene", 50, 40, 8), map, undefined, box);
    const rgb = warpDonor(makeScene("scene", 50, 40, 8, { channels: 3 }), map, undefined, box);
    rgba.colour.forEach((value, i) => expect(Math.abs(value - rgb.colour[i]!)).toBeLessThanOrEqual(1));
  });

  it("keeps a flat picture flat and a smooth one near itself through another size and back", () => {
    const flat = makeScene("flat", 40, 30, 1);
    expect(new Set(resizeLanczos(flat, 63, 21).data.filter((_, i) => i % 4 === 0))).toEqual(new Set([128]));
    const smooth = makeScene("gradient", 64, 48, 1);
    const back = resizeLanczos(resizeLanczos(smooth, 96, 72), 64, 48);
    back.data.forEach((value, i) => expect(Math.abs(value - smooth.data[i]!)).toBeLessThanOrEqual(3));
  });
});

describe("tone (S7)", () => {
  const pairsOf = (curve: (level: number) => number, spread = 0) => {
    const count = 4000;
    const reply = Float32Array.from({ length: count }, (_, i) => 30 + ((i * 197) % 190));
    const original = reply.map((level, i) => (spread > 0 && i % 10 === 0 ? 250 : curve(level)));
    return { count, colours: 1 as const, original, reply, weight: new Float32Array(count).fill(1) };
  };

  it("undoes a gain, a bias and a gamma within half a level where it saw pairs, outliers or not", () => {
    for (const spread of [0, 1]) {
      const truth = (level: number) => 255 * (level / 255) ** 1.08 * 0.97 + 3;
      const channel = fitTone(pairsOf(truth, spread)).channels[0]!;
      for (let level = 40; level <= 210; level += 10)
        expect(Math.abs(toneAt(channel, level) - truth(level))).toBeLessThan(0.6);
    }
  });

  it("never falls, and does nothing at amount 0", () => {
    fc.assert(
      fc.property(fc.tuple(...[0, 1, 2, 3].map(() => fc.double({ min: -60, max: 60, noNaN: true }))), (c) => {
        const channel = {
          coefficients: c as unknown as [number, number, number, number],
          low: 10,
          high: 240,
        };
        const table = toneTable(channel, 1);
        expect(table.every((value, i) => i === 0 || value >= table[i - 1]!)).toBe(true);
        const none = toneTable(channel, 0);
        for (const sample of [0, 1, 777, 255 * DONOR_UNIT]) expect(applyTone(none, sample)).toBe(sample);
      }),
    );
  });

  it("leaves colours alone when there is nothing to learn from", () => {
    const channel = fitTone({
      count: 0,
      colours: 1,
      original: new Float32Array(),
      reply: new Float32Array(),
      weight: new Float32Array(),
    }).channels[0]!;
    expect(toneAt(channel, 77)).toBe(77);
  });
});

describe("membrane (S8)", () => {
  it("carries a constant through a hole, and never leaves the range of what it was given", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 400 }),
        (columns, rows, values) => {
          const size = columns * rows;
          const weight = Float32Array.from({ length: size }, (_, i) => (i % 3 === 0 ? 4 : 0));
          const value = weight.map((w, i) => w * values[i % values.length]!);
          const out = pushPull({ columns, rows, value, weight }, 4);
          const given = Array.from(weight, (w, i) => (w > 0 ? value[i]! / w : undefined)).filter(
            (v) => v !== undefined,
          );
          expect(Math.min(...out)).toBeGreaterThanOrEqual(Math.min(...given) - 1e-4);
          expect(Math.max(...out)).toBeLessThanOrEqual(Math.max(...given) + 1e-4);
        },
      ),
    );
    expect(
      Array.from(
        pushPull({ columns: 2, rows: 2, value: new Float32Array(4), weight: new Float32Array(4) }, 1),
      ),
    ).toEqual([0, 0, 0, 0]);
  });
});

describe("colour difference", () => {
  it.each([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1.0],
    [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
    [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  ] as [Lab, Lab, number][])("gives the published ΔE00 of %j and %j", (a, b, expected) => {
    expect(deltaE00(a, b)).toBeCloseTo(expected, 4);
    expect(deltaE00(b, a)).toBeCloseTo(expected, 4);
  });

  it("knows white, black and 40 dB", () => {
    expect(labOf(255, 255, 255)[0]).toBeCloseTo(100, 3);
    expect(labOf(0, 0, 0)).toEqual([0, 0, 0]);
    expect(psnrOf(6.5025)).toBeCloseTo(40, 6);
  });
});
