// Patches laid over each other in the page: the same pixels as the kernels give when they are called once, whatever was
// kept in between; and nothing outside a patch changes.
import { expect, test } from "vitest";
import { LayerStack } from "#renderer/canvas/preview/layer-stack.ts";
import type { PlaceBase, PlaceLayer } from "#renderer/canvas/preview/place-messages.ts";
import type { AssetId, JobId, PatchId } from "#shared/model/ids.ts";
import { cutWindow } from "#shared/pixels/cut-window.ts";
import { placeTake } from "#shared/pixels/place-take.ts";
import { DEFAULT_PLACE_SETTINGS } from "#shared/pixels/place-settings.ts";
import type { Raster } from "#shared/pixels/pixel-types.ts";
import { rasterRegion } from "#shared/pixels/raster-region.ts";

const width = 320;
const height = 256;

function scene(change: (x: number, y: number) => number): Raster {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 4;
      const wave = Math.sin(x / 9) * 40 + Math.cos(y / 7 + x / 31) * 40;
      for (let c = 0; c < 3; c++)
        data[i + c] = Math.max(0, Math.min(255, 128 + wave * (1 - c / 8) + change(x, y)));
      data[i + 3] = 255;
    }
  return { width, height, channels: 4, data };
}

const picture = scene(() => 0);
const reply = scene((x, y) => (Math.hypot(x - 150, y - 120) < 30 ? 90 : 3));
const frame = { x: 0, y: 0, width, height };
const base: PlaceBase = { asset: "b" as AssetId, rect: frame, frame };

const files: Readonly<Record<string, Raster>> = { b: picture, r: reply };
const readPixels = async (asset: AssetId, crop: typeof frame | null) => {
  await Promise.resolve();
  const file = files[asset]!;
  return crop === null ? file : cutWindow(file, crop);
};

const region = {
  extent: frame,
  operations: [{ kind: "ellipse" as const, mode: "replace" as const, x: 110, y: 80, width: 80, height: 80 }],
};

function layer(id: string, change: Partial<typeof DEFAULT_PLACE_SETTINGS> = {}): PlaceLayer {
  return {
    id: id as PatchId,
    window: frame,
    region: { key: 1, region },
    settings: { ...DEFAULT_PLACE_SETTINGS, ...change },
    chosen: { job: "j" as JobId, reply: "r" as AssetId },
    painted: [],
  };
}

function directly(original: Raster, settings = DEFAULT_PLACE_SETTINGS) {
  const placed = placeTake(original, reply, rasterRegion(region, frame), settings);
  if (placed.kind !== "placed") throw new Error("not placed");
  return placed;
}

test("a layer shows what the kernels give, also after a slider was dragged and let go", async () => {
  const stack = new LayerStack(readPixels);
  await stack.lay(base, [layer("p")], false);
  await stack.lay(base, [layer("p", { growPx: 20 })], true);
  const [laid] = await stack.lay(base, [layer("p", { growPx: 30, toneAmount: 0.4 })], false);
  const expected = directly(picture, { ...DEFAULT_PLACE_SETTINGS, growPx: 30, toneAmount: 0.4 });
  expect(laid!.mixed!.pixels.data).toEqual(expected.pixels.data);
  expect(laid!.mixed!.alpha.data).toEqual(expected.alpha.data);
});

test("a second patch stands on the result of the first, and what is protected in both is the base", async () => {
  const stack = new LayerStack(readPixels);
  const [first, second] = await stack.lay(base, [layer("p"), layer("q", { isStrict: true })], false);
  const below = directly(picture);
  const expected = directly(below.pixels, { ...DEFAULT_PLACE_SETTINGS, isStrict: true });
  expect(second!.mixed!.pixels.data).toEqual(expected.pixels.data);
  const top = second!.mixed!.pixels.data;
  for (let i = 0; i < width * height; i++) {
    if (first!.mixed!.alpha.data[i] !== 0 || second!.mixed!.alpha.data[i] !== 0) continue;
    for (let c = 0; c < 4; c++) expect(top[i * 4 + c] === picture.data[i * 4 + c]).toBe(true);
  }
});

test("a layer that did not change is the same one", async () => {
  const stack = new LayerStack(readPixels);
  const [before] = await stack.lay(base, [layer("p")], false);
  const [after] = await stack.lay(base, [layer("p")], true);
  expect(after).toBe(before);
});
