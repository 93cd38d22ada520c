import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawDrift, DRIFT_LEVELS, renderReply } from "#build/bench/composite/synthetic-drift.ts";
import { paintEdit } from "#build/bench/composite/synthetic-edit.ts";
import { scoreResult } from "#build/bench/composite/score-result.ts";
import { alignTake, nudgeTake } from "#shared/pixels/align-take.ts";
import { fillWindow } from "#shared/pixels/compose-take.ts";
import type { Plane8, Raster } from "#shared/pixels/pixel-types.ts";
import { DEFAULT_PLACE_SETTINGS, type PlaceSettings } from "#shared/pixels/place-settings.ts";
import { blendTake, placeTake } from "#shared/pixels/place-take.ts";
import { proveProtected } from "#shared/pixels/prove-protected.ts";
import { prepareSelection, supportOf } from "#shared/pixels/prepare-selection.ts";
import { arbitraryMask } from "#tests/support/pixels/raster-arbitraries.ts";
import { makeScene, type SceneKind } from "#tests/support/pixels/synthetic-scenes.ts";

function placed(original: Raster, reply: Raster, mask: Plane8, settings: Partial<PlaceSettings> = {}) {
  const result = placeTake(original, reply, mask, { ...DEFAULT_PLACE_SETTINGS, ...settings });
  if (result.kind === "refused") throw new Error(result.reason);
  return result;
}

function disc(width: number, height: number, x: number, y: number, radius: number): Plane8 {
  const data = Uint8Array.from({ length: width * height }, (_, i) =>
    Math.hypot((i % width) - x, Math.floor(i / width) - y) < radius ? 255 : 0,
  );
  return { width, height, data };
}

/** Bit for bit. A list of a million differences helps nobody. */
function isSame(a: Raster, b: Raster): boolean {
  const bytes = ({ data }: Raster) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return Buffer.compare(bytes(a), bytes(b)) === 0;
}

const arbitrarySettings = fc.record({
  growPx: fc.oneof(fc.constant("auto" as const), fc.integer({ min: 0, max: 64 })),
  featherPx: fc.oneof(fc.constant("auto" as const), fc.integer({ min: 0, max: 80 })),
  isStrict: fc.boolean(),
  keepDetail: fc.boolean(),
  toneAmount: fc.double({ min: 0, max: 1, noNaN: true }),
  opacity: fc.double({ min: 0, max: 1, noNaN: true }),
  nudge: fc.record({
    dx: fc.integer({ min: -40, max: 40 }),
    dy: fc.integer({ min: -40, max: 40 }),
    scale: fc.double({ min: 0.5, max: 2, noNaN: true }),
  }),
  multiband: fc.constantFrom("never" as const, "auto" as const, "always" as const),
  isManual: fc.boolean(),
});

describe("protected pixels", () => {
  it("are bit-identical for any mask, scene, drift, settings, depth and channels; α is 0 outside the support", () => {
    fc.assert(
      fc.property(
        arbitraryMask(56),
        fc.constantFrom<SceneKind>("scene", "gradient", "checker", "bars", "grain", "flat"),
        fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
        fc.constantFrom(8 as const, 16 as const),
        fc.constantFrom(...Object.values(DRIFT_LEVELS)),
        arbitrarySettings,
        fc.boolean(),
        fc.nat(1000),
        (mask, kind, channels, depth, drift, settings, isHoled, seed) => {
          const { width, height } = mask;
          const original = makeScene(kind, width, height, seed, { channels, depth, isHoled });
          const before = original.data.slice();
          const reply = renderReply(
            makeScene(kind, width, height, seed, { depth }),
            drawDrift(drift, width, height, seed),
          );
          const result = placeTake(original, reply, mask, settings);
          // One comparison at a time: an assertion per pixel would take minutes.
          expect(isSame(original, { ...original, data: before })).toBe(true);
          if (result.kind === "refused") {
            expect(mask.data.some((value) => value !== 0)).toBe(false);
            return;
          }
          const { pixels, alpha, report } = result;
          expect(pixels.data.constructor).toBe(original.data.constructor);
          expect(pixels.channels).toBe(channels);
          const support = supportOf(prepareSelection(mask), settings).mask;
          let [changed, kept, outside] = [0, 0, 0];
          for (let i = 0; i < mask.data.length; i++) {
            if (support.data[i] === 0 && alpha.data[i] !== 0) outside++;
            if (alpha.data[i] !== 0) continue;
            kept++;
            for (let c = 0; c < channels; c++)
              if (pixels.data[i * channels + c] !== before[i * channels + c]) changed++;
          }
          expect({ changed, outside }).toEqual({ changed: 0, outside: 0 });
          expect(report.changedProtectedPixels).toBe(0);
          expect(report.protectedPixels).toBe(kept);
          expect(report.rawChangedPixels).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("are counted honestly: one changed sample is one changed pixel", () => {
    const before = makeScene("scene", 9, 7, 1);
    const after = { ...before, data: before.data.slice() };
    after.data[4 * 20 + 3] = 7;
    const alpha = { width: 9, height: 7, data: new Uint8Array(63) };
    expect(proveProtected(before, after, alpha)).toEqual({ protectedPixels: 63, changedPixels: 1 });
    alpha.data[20] = 1;
    expect(proveProtected(before, after, alpha)).toEqual({ protectedPixels: 62, changedPixels: 0 });
  });
});

describe("placement", () => {
  const [width, height] = [400, 320];
  const original = makeScene("scene", width, height, 21);
  const edit = paintEdit(original, 3);

  it.each([
    [DRIFT_LEVELS.D1, 0.1, 44, 0.85],
    [DRIFT_LEVELS.D2, 0.15, 40, 0.75],
    [DRIFT_LEVELS.D3, 0.3, 34, 0.65],
  ])("reaches the bars on a made scene at $name", (level, ring, psnr, kept) => {
    const reply = renderReply(edit.scene, drawDrift(level, width, height, 4));
    const { pixels, report } = placed(original, reply, edit.mask);
    const support = supportOf(prepareSelection(edit.mask), DEFAULT_PLACE_SETTINGS).mask;
    const score = scoreResult(original, edit.scene, pixels, edit.mask, support, edit.change);
    expect(report.verdict).toBe("placed");
    expect(score.protectedChanged).toBe(0);
    expect(score.ringDeltaE).toBeLessThanOrEqual(ring);
    expect(score.psnrInside).toBeGreaterThanOrEqual(psnr);
    expect(score.untouchedKept).toBeGreaterThanOrEqual(kept);
    expect(score.changeLost).toBeLessThan(0.001);
  });

  it("does not keep a faint change of 10 levels out", () => {
    const scene = { ...original, data: original.data.slice() };
    edit.change.data.forEach((value, i) => {
      if (value !== 0)
        for (let c = 0; c < 3; c++) scene.data[4 * i + c] = Math.min(255, scene.data[4 * i + c]! + 10);
    });
    const reply = renderReply(scene, drawDrift(DRIFT_LEVELS.D2, width, height, 4));
    const { alpha } = placed(original, reply, edit.mask);
    const core = edit.change.data.map((value) => (value === 255 ? 1 : 0));
    const total = core.reduce((sum, v) => sum + v, 0);
    const open = core.reduce((sum, v, i) => sum + (v !== 0 && alpha.data[i]! > 128 ? 1 : 0), 0);
    expect(open / total).toBeGreaterThan(0.97);
  });

  it("fills all of an empty area, be it with black or white, and offers no more of it", () => {
    const [across, down] = [256, 160];
    const scene = makeScene("scene", across, down, 12, { channels: 4 });
    const before = { ...scene, data: scene.data.slice() };
    const reply = { ...scene, data: scene.data.slice() };
    const mask = { width: across, height: down, data: new Uint8Array(across * down) };
    for (let i = 0; i < across * down; i++) {
      const x = i % across;
      if (x >= 120) before.data.fill(0, 4 * i, 4 * i + 4);
      if (x >= 120) reply.data.fill(i < 80 * across ? 0 : 255, 4 * i, 4 * i + 3);
      if (x >= 112 && x < 200) mask.data[i] = 255;
    }
    const { report, alpha, pixels } = placed(before, reply, mask, { isStrict: true, featherPx: 8 });
    for (const y of [40, 120])
      for (const x of [125, 160, 190])
        expect([alpha.data[y * across + x], pixels.data[4 * (y * across + x) + 3]]).toEqual([255, 255]);
    expect(report).toMatchObject({ changedProtectedPixels: 0, offersExtension: false });
    expect(report.seam).toBeLessThan(5);
  });

  it("returns the original when the reply is the original", () => {
    const { pixels, report } = placed(original, original, edit.mask);
    expect(report.rawChangedPixels).toBe(0);
    expect(isSame(pixels, original)).toBe(true);
  });

  it("returns the original at opacity 0, and the raw reply inside when nothing is matched", () => {
    const reply = renderReply(edit.scene, drawDrift(DRIFT_LEVELS.D2, width, height, 4));
    expect(isSame(placed(original, reply, edit.mask, { opacity: 0 }).pixels, original)).toBe(true);
    const raw = placed(original, reply, edit.mask, {
      isManual: true,
      toneAmount: 0,
      keepDetail: false,
      featherPx: 0,
      growPx: 0,
      multiband: "never",
    });
    const at = raw.alpha.data.findIndex((value) => value === 255);
    expect(Array.from(raw.pixels.data.subarray(4 * at, 4 * at + 3))).toEqual(
      Array.from(reply.data.subarray(4 * at, 4 * at + 3)),
    );
  });

  it("takes a reply of another size, and refuses one of another shape", () => {
    const smaller = renderReply(original, drawDrift({ ...DRIFT_LEVELS.D1, colour: 0 }, width, height, 1));
    const result = placeTake(
      original,
      { width, height: 340, channels: 4, data: new Uint8Array(width * 340 * 4) },
      edit.mask,
    );
    expect(result).toEqual({ kind: "refused", reason: "aspect" });
    const bigger = { width: 800, height: 640, channels: 4 as const, data: new Uint8Array(800 * 640 * 4) };
    for (let i = 0; i < 800 * 640; i++) {
      const from = (Math.floor(i / 800) >> 1) * width + ((i % 800) >> 1);
      bigger.data.set(smaller.data.subarray(4 * from, 4 * from + 4), 4 * i);
    }
    const { report } = placed(original, bigger, edit.mask);
    expect(report.isResized).toBe(true);
    expect(report.verdict).toBe("placed");
  });

  it.each([
    ["another picture", makeScene("scene", width, height, 777)],
    ["an all black one", { width, height, channels: 4 as const, data: new Uint8Array(width * height * 4) }],
    ["a flat one", makeScene("flat", width, height, 1)],
    ["another kind of structure", makeScene("checker", width, height, 1)],
  ])("does not pass %s, and shows it all the same where it was asked for, to be laid by hand", (_, reply) => {
    const { report, alpha } = placed(original, reply, edit.mask);
    expect(report.verdict).toBe("changed");
    const shown = edit.mask.data.reduce(
      (sum, value, i) => sum + (value !== 0 && alpha.data[i]! > 0 ? 1 : 0),
      0,
    );
    expect(shown).toBeGreaterThan(
      0.7 * edit.mask.data.reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0),
    );
  });

  it.each([
    ["one pixel", disc(200, 160, 100, 80, 0.5)],
    ["everything", { width: 200, height: 160, data: new Uint8Array(32_000).fill(255) }],
    ["the corner", disc(200, 160, 0, 0, 50)],
    [
      "forty islands",
      {
        width: 200,
        height: 160,
        data: Uint8Array.from({ length: 32_000 }, (_, i) =>
          (i % 200) % 25 < 10 && Math.floor(i / 200) % 32 < 12 ? 255 : 0,
        ),
      },
    ],
  ])("takes a selection of %s", (_, mask) => {
    const scene = makeScene("scene", 200, 160, 5);
    const reply = renderReply(scene, drawDrift(DRIFT_LEVELS.D1, 200, 160, 2));
    expect(placed(scene, reply, mask).report.changedProtectedPixels).toBe(0);
  });

  it("refuses an empty selection in words", () => {
    const empty = { width, height, data: new Uint8Array(width * height) };
    expect(placeTake(original, original, empty)).toEqual({ kind: "refused", reason: "empty-selection" });
  });

  it("blends again from a kept alignment exactly as in one go, and moves with a nudge", () => {
    const reply = renderReply(edit.scene, drawDrift(DRIFT_LEVELS.D2, width, height, 4));
    const settings = { ...DEFAULT_PLACE_SETTINGS, featherPx: 30 };
    const alignment = alignTake(original, reply, edit.mask, DEFAULT_PLACE_SETTINGS);
    if (alignment.kind === "refused") throw new Error(alignment.reason);
    const clone = structuredClone(alignment);
    const again = fillWindow(original, blendTake(original, clone, DEFAULT_PLACE_SETTINGS));
    expect(isSame(again.pixels, placed(original, reply, edit.mask).pixels)).toBe(true);
    expect(blendTake(original, clone, settings).report.featherPx).toBe(30);
    const moved = nudgeTake(original, reply, alignment, { ...settings, nudge: { dx: 5, dy: 0, scale: 1 } });
    expect(moved.donor.colour.some((value, i) => value !== alignment.donor.colour[i])).toBe(true);
  });

  it("offers a larger selection when the change crosses the border, and not otherwise", () => {
    const tight = disc(width, height, 200, 160, 60);
    const scene = { ...original, data: original.data.slice() };
    const object = disc(width, height, 250, 160, 50);
    object.data.forEach((value, i) => {
      if (value !== 0) scene.data.set([240, 30, 200], 4 * i);
    });
    const reply = renderReply(scene, drawDrift(DRIFT_LEVELS.D1, width, height, 4));
    expect(placed(original, reply, tight).report.offersExtension).toBe(true);
    expect(
      placed(original, renderReply(edit.scene, drawDrift(DRIFT_LEVELS.D1, width, height, 4)), edit.mask)
        .report.offersExtension,
    ).toBe(false);
  });
});
