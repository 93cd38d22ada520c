import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { composeStack, writeComposite } from "#electron/compositions/compose-stack.ts";
import type { Layer } from "#electron/compositions/composite-task.ts";
import { DRIFT_LEVELS, drawDrift, renderReply } from "#build/bench/composite/synthetic-drift.ts";
import { dilateMask } from "#shared/pixels/mask-morphology.ts";
import { DEFAULT_PLACE_SETTINGS, MAX_GROW_PX } from "#shared/pixels/place-settings.ts";
import { cutWindow } from "#shared/pixels/cut-window.ts";
import type { Raster } from "#shared/pixels/pixel-types.ts";
import { rasterRegion, type RasterRegion } from "#shared/pixels/raster-region.ts";
import { decodePng } from "#tests/support/decode-png.ts";
import { makeScene, type SceneKind } from "#tests/support/pixels/synthetic-scenes.ts";
import { pngOfRaster } from "./document-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "inlay random "));
afterAll(() => {
  rmSync(folder, { recursive: true });
  // What is composed here shuts the decoder's doors in this process: the next file may draw its pictures.
  sharp.unblock({ operation: ["VipsForeignLoad"] });
});

const width = 260;
const height = 210;
const frame = { x: 0, y: 0, width, height };

/** Regions of every sort, reaching over the borders too. */
const regions: fc.Arbitrary<RasterRegion> = fc.oneof(
  fc
    .record({
      x: fc.integer({ min: -60, max: 240 }),
      y: fc.integer({ min: -60, max: 200 }),
      w: fc.integer({ min: 1, max: 300 }),
      h: fc.integer({ min: 1, max: 260 }),
    })
    .map(({ x, y, w, h }): RasterRegion => ({
      extent: frame,
      operations: [{ kind: "ellipse", mode: "add", x, y, width: w, height: h }],
    })),
  fc
    .array(fc.record({ x: fc.integer({ min: 0, max: width }), y: fc.integer({ min: 0, max: height }) }), {
      minLength: 1,
      maxLength: 40,
    })
    .map((spots): RasterRegion => ({
      extent: frame,
      operations: spots.map(({ x, y }) => ({
        kind: "stroke",
        mode: "add",
        radiusPx: 6,
        hardness: 0.5,
        points: [x, y, 1, x + 9, y + 5, 0.6],
      })),
    })),
  fc.constant<RasterRegion>({
    extent: frame,
    operations: [{ kind: "invert" }],
  }),
);

const settings = fc.record({
  growPx: fc.oneof(fc.constant("auto" as const), fc.integer({ min: 0, max: MAX_GROW_PX })),
  featherPx: fc.oneof(fc.constant("auto" as const), fc.integer({ min: 0, max: 255 })),
  isStrict: fc.boolean(),
  keepDetail: fc.boolean(),
  toneAmount: fc.constantFrom(0, 0.5, 1),
  opacity: fc.constantFrom(0.3, 1),
  multiband: fc.constantFrom("never" as const, "auto" as const, "always" as const),
  isManual: fc.boolean(),
  nudge: fc.constantFrom(DEFAULT_PLACE_SETTINGS.nudge, { dx: 7, dy: -4, scale: 1.1 }),
});

describe("A composite of any document", () => {
  it("equals its base outside the supports of its patches, by an independent decoder", async () => {
    let cases = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<SceneKind>("scene", "gradient", "bars", "grain", "flat"),
        fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
        fc.constantFrom(8 as const, 16 as const),
        fc.array(fc.tuple(regions, settings, fc.constantFrom("D1", "D2", "D3", "other", "black")), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.integer({ min: 1, max: 1_000_000 }),
        async (kind, channels, depth, patches, seed) => {
          const scratch = join(folder, `${(cases += 1)}`);
          mkdirSync(scratch);
          const scene = makeScene(kind, width, height, seed, { channels, depth, isHoled: seed % 2 === 0 });
          const base = join(scratch, "base.png");
          writeFileSync(base, await pngOfRaster(scene));
          const layers: Layer[] = [];
          for (const [i, [region, placing, reply]] of patches.entries()) {
            // Windows of the whole picture, of a part, and sticking out.
            const window = [
              frame,
              { x: 40, y: 30, width: 192, height: 160 },
              { x: -30, y: -20, width: 320, height: 256 },
            ][(seed + i) % 3] as typeof frame;
            const path = join(scratch, `${i}.png`);
            const seen = cutWindow(makeScene(kind, width, height, seed, { channels: 3 }), window);
            const raster =
              reply === "black"
                ? { ...seen, data: new Uint8Array(seen.data.length) }
                : reply === "other"
                  ? makeScene("scene", window.width, window.height, seed + 99, { channels: 3 })
                  : renderReply(
                      seen,
                      drawDrift(DRIFT_LEVELS[reply as "D1"], window.width, window.height, seed),
                    );
            writeFileSync(path, await pngOfRaster(raster));
            const cutFrom = i > 0 && seed % 2 === 0 ? "base" : "below";
            const own = { name: `${i}`, region, window, settings: placing, cutFrom } as const;
            layers.push({ ...own, chosen: { path }, painted: [] });
          }
          const stack = {
            width,
            height,
            base: { path: base, raw: join(scratch, "base.v"), x: 0, y: 0 },
            layers,
          };
          const composed = await composeStack(stack, scratch, () => undefined);
          const out = join(scratch, "out.png");
          await writeComposite(out, composed, { texts: {}, hasProofInFile: false });
          composed.canvas.close();

          const png = decodePng(readFileSync(out));
          // A reply has colours, so a grey picture gets them: its samples three times over.
          const before = coloured(scene);
          expect([png.width, png.height, png.channels, png.bits]).toEqual([
            width,
            height,
            before.channels,
            depth,
          ]);
          const reach = new Uint8Array(width * height);
          for (const { region, settings: placing } of layers) {
            const mask = rasterRegion(region, frame);
            const grow = placing.isStrict ? 0 : placing.growPx === "auto" ? MAX_GROW_PX : placing.growPx;
            // Holes are filled before the edge grows.
            const open = dilateMask(fillAll(mask), grow);
            open.data.forEach((value, i) => (reach[i] = Math.max(reach[i] as number, value)));
          }
          let changed = 0;
          for (let i = 0; i < width * height; i++)
            for (let c = i * before.channels; c < (i + 1) * before.channels; c++)
              if (png.samples[c] !== before.data[c]) {
                changed += 1;
                if (reach[i] === 0) throw new Error(`pixel ${i} changed outside every patch`);
                break;
              }
          const { proof } = composed;
          expect(changed).toBeLessThanOrEqual(proof.pixels - proof.protectedPixels);
          expect(proof.depth.reduce((sum, count) => sum + count, 0)).toBe(width * height);
          rmSync(scratch, { recursive: true });
        },
      ),
      { numRuns: 16 },
    );
    expect(cases).toBeGreaterThan(5);
  });
});

function coloured(scene: Raster): Raster {
  const { width: across, height: down, channels, data } = scene;
  if (channels > 2) return scene;
  const wide = channels === 1 ? 3 : 4;
  const samples = across * down * wide;
  const out = data instanceof Uint16Array ? new Uint16Array(samples) : new Uint8Array(samples);
  for (let i = 0; i < across * down; i++) {
    out.fill(data[i * channels]!, i * wide, i * wide + 3);
    if (channels === 2) out[i * wide + 3] = data[i * channels + 1]!;
  }
  return { width: across, height: down, channels: wide, data: out };
}

/** The box of a mask: a bound for its filled form. */
function fillAll(mask: { width: number; height: number; data: Uint8Array }) {
  const filled = { ...mask, data: new Uint8Array(mask.data.length) };
  let [left, right, top, bottom] = [mask.width, -1, mask.height, -1];
  mask.data.forEach((value, i) => {
    if (value === 0) return;
    left = Math.min(left, i % mask.width);
    right = Math.max(right, i % mask.width);
    top = Math.min(top, Math.floor(i / mask.width));
    bottom = Math.floor(i / mask.width);
  });
  for (let y = top; y <= bottom; y++)
    filled.data.fill(255, y * mask.width + left, y * mask.width + right + 1);
  return filled;
}
