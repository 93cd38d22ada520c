// Patches laid over each other in the page: the same pixels as the kernels give when they are called once, whatever was
// kept in between; and nothing outside a patch changes.
import { describe, expect, test } from "vitest";
import { LayerStack } from "#renderer/canvas/preview/layer-stack.ts";
import { PixelsMissing } from "#renderer/canvas/preview/pixel-store.ts";
import type { PlaceBase, PlaceLayer } from "#renderer/canvas/preview/place-messages.ts";
import type { StackedLayer } from "#renderer/canvas/preview/stacked-layer.ts";
import type { AssetId, JobId, PatchId } from "#shared/model/ids.ts";
import { cutMask, cutWindow, pasteWindow } from "#shared/pixels/cut-window.ts";
import { layOver } from "#shared/pixels/lay-over.ts";
import { LEAK_SHARE, outlineRegion } from "#shared/pixels/guide-picture.ts";
import { placeTake } from "#shared/pixels/place-take.ts";
import { DEFAULT_PLACE_SETTINGS } from "#shared/pixels/place-settings.ts";
import type { Raster } from "#shared/pixels/pixel-types.ts";
import { rasterRegion } from "#shared/pixels/raster-region.ts";
import { DRIFT_LEVELS, drawDrift, renderReply } from "#build/bench/composite/synthetic-drift.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";

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

const secondReply = scene((x, y) => (Math.hypot(x - 140, y - 130) < 34 ? -80 : 3));
const files: Readonly<Record<string, Raster>> = { b: picture, r: reply, s: secondReply };
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
    cutFrom: "below" as const,
    chosen: { job: "j" as JobId, reply: "r" as AssetId, hasGuide: false },
    painted: [],
  };
}

function directly(original: Raster, settings = DEFAULT_PLACE_SETTINGS, answer = reply) {
  const placed = placeTake(original, answer, rasterRegion(region, frame), settings);
  if (placed.kind !== "placed") throw new Error("not placed");
  return placed;
}

/** The document with a layer on it. */
function laidOver(below: Raster, { mixed, window }: StackedLayer): Raster & { data: Uint8Array } {
  const data = Uint8Array.from(below.data);
  pasteWindow({ ...below, data }, mixed!.pixels, mixed!.alpha, window);
  return { ...below, data };
}

/** A layer's α over the document. */
function alphaOf({ mixed, window }: StackedLayer): Uint8Array {
  return cutMask(mixed!.alpha, { x: -window.x, y: -window.y, width, height }).data;
}

test("a layer shows what the kernels give, also after a slider was dragged and let go", async () => {
  const stack = new LayerStack(readPixels);
  await stack.lay(base, [layer("p")], false);
  await stack.lay(base, [layer("p", { growPx: 20 })], true);
  const [laid] = await stack.lay(base, [layer("p", { growPx: 30, toneAmount: 0.4 })], false);
  const expected = directly(picture, { ...DEFAULT_PLACE_SETTINGS, growPx: 30, toneAmount: 0.4 });
  expect(Buffer.compare(laidOver(picture, laid!).data, Uint8Array.from(expected.pixels.data))).toBe(0);
  expect(Buffer.compare(alphaOf(laid!), expected.alpha.data)).toBe(0);
});

test("a second patch stands on the result of the first, and what is protected in both is the base", async () => {
  const stack = new LayerStack(readPixels);
  const [first, second] = await stack.lay(base, [layer("p"), layer("q", { isStrict: true })], false);
  const below = directly(picture);
  const expected = directly(below.pixels, { ...DEFAULT_PLACE_SETTINGS, isStrict: true });
  const top = laidOver(laidOver(picture, first!), second!);
  expect(Buffer.compare(top.data, Uint8Array.from(expected.pixels.data))).toBe(0);
  const [alphaFirst, alphaSecond] = [alphaOf(first!), alphaOf(second!)];
  let changed = 0;
  for (let i = 0; i < width * height; i++) {
    if (alphaFirst[i] !== 0 || alphaSecond[i] !== 0) continue;
    for (let c = 0; c < 4; c++) if (top.data[i * 4 + c] !== picture.data[i * 4 + c]) changed++;
  }
  expect(changed).toBe(0);
});

describe("while a slider is dragged", () => {
  test("what changed is shown without a report, and let go it is placed as if it had never been", async () => {
    const stack = new LayerStack(readPixels);
    const [before] = await stack.lay(base, [layer("p"), layer("q")], false);
    const shown = await stack.preview(base, [layer("p", { opacity: 0.3 }), layer("q")]);
    expect(shown).toEqual([{ rect: expect.anything(), pixels: expect.anything() }, "laid"]);
    expect(stack.laid("p" as PatchId)).toBe(before);
    await stack.preview(base, [layer("p", { growPx: 9 }), layer("q")]);
    const [laid] = await stack.lay(base, [layer("p", { growPx: 9 }), layer("q")], false);
    const expected = directly(picture, { ...DEFAULT_PLACE_SETTINGS, growPx: 9 });
    expect(Buffer.compare(laidOver(picture, laid!).data, Uint8Array.from(expected.pixels.data))).toBe(0);
    expect(laid!.outcome).toMatchObject({ kind: "placed", report: expected.report });
  });

  test("resting is placed on what was measured, and what lies above waits until it is let go", async () => {
    const stack = new LayerStack(readPixels);
    const [, above] = await stack.lay(base, [layer("p"), layer("q")], false);
    const wished = [layer("p", { growPx: 30 }), layer("q")];
    const rested = await stack.lay(base, wished, true);
    expect(rested.map(({ isExact }) => isExact)).toEqual([false, true]);
    expect(rested[1]).toBe(above);
    const letGo = await stack.lay(base, wished, false);
    expect(letGo.map(({ isExact }) => isExact)).toEqual([true, true]);
    expect(letGo[1]).not.toBe(above);
    // Opacity is not measured with: nothing is left to be done when such a slider is let go.
    const [clear] = await stack.lay(base, [layer("p", { growPx: 30, opacity: 0.5 })], true);
    expect((await stack.lay(base, [layer("p", { growPx: 30, opacity: 0.5 })], false))[0]).toBe(clear);
  });

  test("another selection, another take or a layer not seen before is not previewed", async () => {
    const stack = new LayerStack(readPixels);
    await stack.lay(base, [layer("p")], false);
    const changed = layer("p");
    expect(await stack.preview(base, [{ ...changed, region: { key: 2, region } }])).toBeNull();
    const other = { ...changed.chosen, reply: "b" as AssetId };
    expect(await stack.preview(base, [{ ...changed, chosen: other }])).toBeNull();
    expect(await stack.preview(base, [layer("new")])).toBeNull();
  });

  test("takes painted into one another are mixed, of the same size", async () => {
    const stack = new LayerStack(readPixels);
    const part = { ...region, operations: [{ ...region.operations[0]!, x: 140 }] };
    const mixed = (opacity: number): PlaceLayer => ({
      ...layer("p", { opacity }),
      painted: [
        { job: "k" as JobId, reply: "b" as AssetId, hasGuide: false, mask: { key: 3, region: part } },
      ],
    });
    await stack.lay(base, [mixed(1)], false);
    const [shown] = (await stack.preview(base, [mixed(0.5)])) ?? [];
    if (shown === undefined || shown === "laid") throw new Error("no preview");
    const [laid] = await stack.lay(base, [mixed(0.5)], false);
    const full = laidOver(picture, laid!).data;
    let off = 0;
    for (let y = 0; y < shown.pixels.height; y++)
      for (let x = 0; x < shown.pixels.width; x++) {
        const from = 4 * (y * shown.pixels.width + x);
        const to = 4 * ((y + shown.rect.y) * width + x + shown.rect.x);
        const share = shown.pixels.data[from + 3]! / 255;
        const seen = picture.data[to]! + (shown.pixels.data[from]! - picture.data[to]!) * share;
        off = Math.max(off, Math.abs(seen - full[to]!));
      }
    expect(off).toBeLessThan(4);
  });
});

test("a patch that is cut from the base is placed as if alone, and its soft edge shows what lies below", async () => {
  const stack = new LayerStack(readPixels);
  const settings = { ...DEFAULT_PLACE_SETTINGS, growPx: 2, featherPx: 20 };
  const chosen = { job: "k" as JobId, reply: "s" as AssetId, hasGuide: false };
  const top: PlaceLayer = { ...layer("q", settings), chosen, cutFrom: "base" };
  const lay = async (lower: PlaceLayer[]) => await stack.lay(base, [...lower, top], false);
  const [alone] = await lay([]);
  const [lower, over] = await lay([layer("p", { growPx: 40 })]);
  expect(over!.outcome).toEqual(alone!.outcome);
  expect(Buffer.compare(alphaOf(over!), alphaOf(alone!))).toBe(0);
  const below = laidOver(picture, lower!);
  const placed = directly(picture, settings, secondReply);
  const seen = laidOver(below, over!);
  expect(Buffer.compare(seen.data, layOver(below, picture, placed).pixels.data as Uint8Array)).toBe(0);
  // It follows what lies below it, and is the same again without.
  const [, moved] = await lay([layer("p", { growPx: 40, opacity: 0.5 })]);
  expect(moved).not.toBe(over);
  const [again] = await lay([]);
  expect(Buffer.compare(laidOver(picture, again!).data, laidOver(picture, alone!).data)).toBe(0);
  expect(Buffer.compare(seen.data, laidOver(below, alone!).data)).not.toBe(0);
});

test("a take that was tried and became a patch is not placed again", async () => {
  const stack = new LayerStack(readPixels);
  const [tried] = await stack.lay(base, [layer("j")], false);
  const [patch] = await stack.lay(base, [layer("p")], false);
  expect(patch).toBe(tried);
});

test("a layer that did not change is the same one", async () => {
  const stack = new LayerStack(readPixels);
  const [before] = await stack.lay(base, [layer("p")], false);
  const [after] = await stack.lay(base, [layer("p")], true);
  expect(after).toBe(before);
});

describe("an edit of everything", () => {
  const ground = makeScene("scene", 480, 400, 31);
  const window = { x: 0, y: 0, width: 480, height: 400 };
  const ask: PlaceBase = { asset: "g" as AssetId, rect: window, frame: window };
  const repaint = (boxes: readonly (readonly [number, number, number])[]): Raster => {
    const drawn = { ...ground, data: ground.data.slice() };
    for (const [left, top, side] of boxes)
      for (let y = top; y < top + side; y++)
        for (let x = left; x < left + side; x++) drawn.data.set([230, 20, 190], 4 * (y * 480 + x));
    return renderReply(drawn, drawDrift(DRIFT_LEVELS.D2, 480, 400, 6));
  };
  const changesOf = async (answer: Raster) => {
    const pictures: Readonly<Record<string, Raster>> = { g: ground, r: answer };
    const stack = new LayerStack(async (asset) => {
      await Promise.resolve();
      return pictures[asset]!;
    });
    const take = { ...layer("w"), window, region: { key: 7, region: { extent: window, operations: [] } } };
    return { stack, take, result: await stack.changesOf(ask, [], take) };
  };

  test("is split into what changed, however far the rest drifted", async () => {
    const { result } = await changesOf(
      repaint([
        [60, 80, 60],
        [300, 200, 40],
      ]),
    );
    if (result.kind !== "found") throw new Error(result.kind);
    expect(result.found.islands.map(({ label }) => label)).toEqual([1, 2]);
    expect(["placed", "warned"]).toContain(result.verdict);
    const [first] = result.found.islands;
    expect(Math.abs(first!.bounds.x - 60)).toBeLessThan(30);
  });

  test("that came back as another picture is told by the gate", async () => {
    const { result } = await changesOf(makeScene("scene", 480, 400, 77));
    expect(result).toMatchObject({ kind: "found", verdict: "changed" });
  });

  test("says what is missing instead of failing", async () => {
    const stack = new LayerStack(async () => await Promise.reject(new PixelsMissing("gone")));
    expect(await stack.changesOf(ask, [], { ...layer("w"), window })).toEqual({
      kind: "missing",
      what: "base",
    });
  });
});

test("a reply that drew the guide's outline is told, and only where a guide went along", async () => {
  const mask = rasterRegion(region, frame);
  const drawn: Readonly<Record<string, Raster>> = { b: picture, r: outlineRegion(reply, mask) };
  const stack = new LayerStack(async (asset, crop) => {
    await Promise.resolve();
    return crop === null ? drawn[asset]! : cutWindow(drawn[asset]!, crop);
  });
  const guided = layer("p");
  const [told] = await stack.lay(base, [{ ...guided, chosen: { ...guided.chosen, hasGuide: true } }], false);
  expect(told!.outcome.kind === "placed" && told!.outcome.guideLeak).toBeGreaterThan(LEAK_SHARE);
  const [silent] = await stack.lay(base, [layer("q")], false);
  expect(silent!.outcome).toMatchObject({ kind: "placed", guideLeak: 0 });
});
