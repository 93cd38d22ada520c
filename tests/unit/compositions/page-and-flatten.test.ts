// The page and the flattening place the same document with the same kernels: what the one shows, the other writes. Patches
// that are cut from the base lie over others here.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { layLayers, proveComposite } from "#electron/compositions/lay-layers.ts";
import { createRawPicture } from "#electron/compositions/raw-picture.ts";
import { LayerStack } from "#renderer/canvas/preview/layer-stack.ts";
import type { PlaceLayer } from "#renderer/canvas/preview/place-messages.ts";
import type { AssetId, JobId, PatchId } from "#shared/model/ids.ts";
import { cutWindow } from "#shared/pixels/cut-window.ts";
import { DEFAULT_PLACE_SETTINGS } from "#shared/pixels/place-settings.ts";
import type { RasterRegion } from "#shared/pixels/raster-region.ts";
import { DRIFT_LEVELS, drawDrift, renderReply } from "#build/bench/composite/synthetic-drift.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";

const frame = { x: 0, y: 0, width: 176, height: 160 };

const patch = fc.record({
  x: fc.integer({ min: 20, max: 70 }),
  y: fc.integer({ min: 20, max: 60 }),
  side: fc.integer({ min: 30, max: 70 }),
  cutFrom: fc.constantFrom("base" as const, "base" as const, "below" as const),
  opacity: fc.constantFrom(1, 1, 0.4),
  featherPx: fc.integer({ min: 0, max: 20 }),
  seed: fc.integer({ min: 1, max: 999 }),
});

it("gives the page's pixels, whatever the patches are cut from", async () => {
  const folder = await mkdtemp(join(tmpdir(), "inlay-page-"));
  const scene = makeScene("scene", frame.width, frame.height, 3);
  let overlaid = 0;
  await fc.assert(
    fc.asyncProperty(fc.tuple(patch, patch, patch), async (patches) => {
      const replies = patches.map(({ x, y, side, seed }) => {
        const drawn = { ...scene, data: scene.data.slice() };
        for (let row = y + 6; row < y + side - 6; row++)
          for (let at = x + 6; at < x + side - 6; at++)
            drawn.data.set([(seed * 7) % 256, (seed * 13) % 256, 40], 4 * (row * frame.width + at));
        return renderReply(drawn, drawDrift(DRIFT_LEVELS.D1, frame.width, frame.height, seed));
      });
      const placed = patches.map(({ x, y, side, cutFrom, opacity, featherPx }) => {
        const region: RasterRegion = {
          extent: frame,
          operations: [{ kind: "rectangle", mode: "add", x, y, width: side, height: side }],
        };
        return { region, cutFrom, settings: { ...DEFAULT_PLACE_SETTINGS, opacity, featherPx } };
      });
      const open = () => {
        const file = join(folder, `${Math.random()}.v`);
        const picture = createRawPicture(file, { ...frame, channels: 4, bits: 8 });
        picture.write(scene, 0, 0);
        return picture;
      };
      const canvas = open();
      const laid = await layLayers(
        canvas,
        placed.map((own, i) => ({
          ...own,
          name: `${i}`,
          window: frame,
          chosen: { path: `${i}` },
          painted: [],
        })),
        {
          decode: async ({ path }) => await Promise.resolve(replies[Number(path)]!),
          openBase: open,
          onProgress: () => undefined,
        },
      );
      const before = open();
      const proof = proveComposite(before, canvas, laid);
      const flat = canvas.read(frame);
      canvas.close();
      before.close();

      const stack = new LayerStack(async (asset, crop) => {
        await Promise.resolve();
        return crop === null ? replies[Number(asset)]! : cutWindow(scene, crop);
      });
      const layers = placed.map(({ region, cutFrom, settings }, i): PlaceLayer => {
        const chosen = { job: `j${i}` as JobId, reply: `${i}` as AssetId, hasGuide: false };
        const keyed = { key: i, region: region as PlaceLayer["region"]["region"] };
        return {
          id: `p${i}` as PatchId,
          window: frame,
          region: keyed,
          settings,
          cutFrom,
          chosen,
          painted: [],
        };
      });
      const base = { asset: "scene" as AssetId, rect: frame, frame };
      const shown = await stack.original(base, await stack.lay(base, layers, false), frame);
      expect(Buffer.compare(Buffer.from(shown.data), Buffer.from(flat.data))).toBe(0);

      const touched = new Uint8Array(frame.width * frame.height);
      for (const { box, alpha } of laid)
        alpha.data.forEach((value, i) => {
          const at = (box.y + Math.floor(i / box.width)) * frame.width + box.x + (i % box.width);
          if (value !== 0) touched[at]!++;
        });
      if (placed.some(({ cutFrom }, i) => i > 0 && cutFrom === "base") && touched.some((count) => count > 1))
        overlaid++;
      for (let i = 0; i < 4 * touched.length; i++)
        if (touched[i >> 2] === 0 && flat.data[i] !== scene.data[i])
          throw new Error(`protected sample ${i} changed`);
      expect(proof.protectedPixels).toBe(touched.filter((count) => count === 0).length);
    }),
    { numRuns: 5, seed: 20_261_122 },
  );
  await rm(folder, { recursive: true, force: true });
  expect(overlaid).toBeGreaterThan(1);
});
