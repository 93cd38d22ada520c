// Short cuts of the kernels give what the long way gives.
import fc from "fast-check";
import { expect, test } from "vitest";
import { alignTake } from "#shared/pixels/align-take.ts";
import { changeEnergy } from "#shared/pixels/change-map.ts";
import { openAlpha } from "#shared/pixels/compose-take.ts";
import { lumaSampler } from "#shared/pixels/cubic-kernel.ts";
import { capAlpha, edgeAlpha } from "#shared/pixels/edge-alpha.ts";
import { matchDrawn } from "#shared/pixels/match-take.ts";
import { DEFAULT_PLACE_SETTINGS } from "#shared/pixels/place-settings.ts";
import { proveProtected } from "#shared/pixels/prove-protected.ts";
import type { Raster } from "#shared/pixels/pixel-types.ts";
import { drawDrift, DRIFT_LEVELS, renderReply } from "#build/bench/composite/synthetic-drift.ts";
import { paintEdit } from "#build/bench/composite/synthetic-edit.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";

function measured(seed: number) {
  const original = makeScene("scene", 140, 120, seed);
  const edit = paintEdit(original, seed);
  const reply = renderReply(edit.scene, drawDrift(DRIFT_LEVELS.D2, 140, 120, seed));
  const alignment = alignTake(original, reply, edit.mask, DEFAULT_PLACE_SETTINGS);
  if (alignment.kind === "refused") throw new Error(alignment.reason);
  return { original, alignment };
}

/** The same colours without alpha: the loops for any layout read them. */
function withoutAlpha({ width, height, data }: Raster): Raster {
  return { width, height, channels: 3, data: Uint8Array.from(data.filter((_, i) => i % 4 !== 3)) };
}

test("four samples at a time match, measure and sample as one at a time", () => {
  const { original, alignment } = measured(3);
  const plain = withoutAlpha(original);
  const atOnce = matchDrawn(original, alignment, DEFAULT_PLACE_SETTINGS);
  const oneByOne = matchDrawn(plain, alignment, DEFAULT_PLACE_SETTINGS);
  expect(Buffer.compare(Buffer.from(atOnce.colour.buffer), Buffer.from(oneByOne.colour.buffer))).toBe(0);
  expect(atOnce.energy).toEqual(oneByOne.energy);
  expect(changeEnergy(plain, atOnce.colour, alignment.donor.box)).toEqual(atOnce.energy);
  expect(atOnce.energy.data.some((value) => value > 0)).toBe(true);
  for (const [x, y] of [
    [7.25, 9.5],
    [100.01, 63.99],
  ] as const)
    expect(lumaSampler(original)(x, y)).toBe(lumaSampler(plain)(x, y));
});

test("α over what is open is α over the whole support, and 0 around it", () => {
  let opened = 0;
  fc.assert(
    fc.property(
      fc.nat(50),
      fc.integer({ min: 0, max: 64 }),
      fc.double({ min: 0, max: 80, noNaN: true }),
      fc.boolean(),
      (seed, growPx, featherPx, keepDetail) => {
        const { original, alignment } = measured(seed);
        const settings = { ...DEFAULT_PLACE_SETTINGS, growPx, featherPx, keepDetail };
        const match = matchDrawn(original, alignment, settings);
        const { box, alpha } = openAlpha(alignment, match, settings);
        const whole = { x: 0, y: 0, width: original.width, height: original.height };
        const wanted = edgeAlpha({ ...match.support, bounds: whole }, whole, featherPx, 1);
        if (keepDetail) capAlpha(wanted, whole, alignment.donor.box, match.cap);
        let wrong = 0;
        for (let i = 0; i < wanted.length; i++) {
          const x = (i % whole.width) - box.x;
          const y = Math.floor(i / whole.width) - box.y;
          const isIn = x >= 0 && y >= 0 && x < box.width && y < box.height;
          if ((isIn ? alpha.data[y * box.width + x] : 0) !== wanted[i]) wrong++;
        }
        opened += alpha.data.some((value) => value > 0) ? 1 : 0;
        expect(wrong).toBe(0);
      },
    ),
    { numRuns: 6 },
  );
  expect(opened).toBeGreaterThan(0);
});

test("a box is proved against its place in the original", () => {
  const original = makeScene("scene", 40, 30, 1);
  const box = { x: 7, y: 5, width: 9, height: 8 };
  const cut = new Uint8Array(4 * 72);
  for (let y = 0; y < 8; y++)
    cut.set(original.data.subarray(4 * ((5 + y) * 40 + 7), 4 * ((5 + y) * 40 + 16)), 36 * y);
  const alpha = { width: 9, height: 8, data: new Uint8Array(72) };
  alpha.data[3] = 1;
  const result: Raster = { width: 9, height: 8, channels: 4, data: cut };
  expect(proveProtected(original, result, alpha, box)).toEqual({ protectedPixels: 71, changedPixels: 0 });
  cut[4 * 3] = (cut[4 * 3] ?? 0) ^ 1;
  cut[4 * 71] = (cut[4 * 71] ?? 0) ^ 1;
  expect(proveProtected(original, result, alpha, box)).toEqual({ protectedPixels: 71, changedPixels: 1 });
});
