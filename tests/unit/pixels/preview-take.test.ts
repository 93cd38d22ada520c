// What a slider shows while it is dragged: close to the placement it stands for, from stages that are kept.
import { describe, expect, test } from "vitest";
import { drawDrift, DRIFT_LEVELS, renderReply } from "#build/bench/composite/synthetic-drift.ts";
import { alignTake, nudgeTake } from "#shared/pixels/align-take.ts";
import { matchTake } from "#shared/pixels/match-take.ts";
import type { Raster } from "#shared/pixels/pixel-types.ts";
import { DEFAULT_PLACE_SETTINGS, type PlaceSettings } from "#shared/pixels/place-settings.ts";
import { blendTake } from "#shared/pixels/place-take.ts";
import { PreviewTake, type TakePreview } from "#shared/pixels/preview-take.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";

const settings = DEFAULT_PLACE_SETTINGS;

/** A scene in which everything within the radius turned red, drifted; and a selection around it. */
function makeTake(width: number, height: number, radius: number) {
  const original = makeScene("scene", width, height, 21);
  const scene = { ...original, data: original.data.slice() };
  const mask = { width, height, data: new Uint8Array(width * height) };
  for (let i = 0; i < mask.data.length; i++) {
    const away = Math.hypot((i % width) - width / 2, Math.floor(i / width) - height / 2);
    if (away < radius - 20) scene.data.set([220, 40, 30], 4 * i);
    if (away < radius) mask.data[i] = 255;
  }
  const reply = renderReply(scene, drawDrift(DRIFT_LEVELS.D1, width, height, 4));
  const alignment = alignTake(original, reply, mask, settings);
  if (alignment.kind === "refused") throw new Error(alignment.reason);
  const matched = matchTake(original, alignment, settings);
  return { original, reply, alignment, matched, settings };
}

/** Mean and largest difference of the preview, laid over the original, to the placement with the same settings. */
function compare(
  take: ReturnType<typeof makeTake>,
  { rect, reduction, pixels }: TakePreview,
  wish: PlaceSettings,
) {
  const { original, reply, alignment } = take;
  const placed = blendTake(original, nudgeTake(original, reply, alignment, wish), wish);
  const shown = original.data.slice();
  const full = original.data.slice();
  const { box } = placed;
  for (let y = 0; y < box.height; y++)
    full.set(
      placed.pixels.data.subarray(4 * y * box.width, 4 * (y + 1) * box.width),
      4 * ((box.y + y) * original.width + box.x),
    );
  for (let y = rect.y; y < Math.min(original.height, rect.y + rect.height); y++)
    for (let x = rect.x; x < Math.min(original.width, rect.x + rect.width); x++) {
      const from =
        4 * (Math.floor((y - rect.y) / reduction) * pixels.width + Math.floor((x - rect.x) / reduction));
      const share = (pixels.data[from + 3] ?? 0) / 255;
      const to = 4 * (y * original.width + x);
      for (let c = 0; c < 3; c++)
        shown[to + c] = Math.round(shown[to + c]! + (pixels.data[from + c]! - shown[to + c]!) * share);
    }
  let [sum, most] = [0, 0];
  for (let i = 0; i < full.length; i++) {
    const off = Math.abs(full[i]! - shown[i]!);
    sum += off;
    most = Math.max(most, off);
  }
  return { mean: sum / (3 * box.width * box.height), most };
}

const wishes: readonly (readonly [string, Partial<PlaceSettings>])[] = [
  ["opacity", { opacity: 0.4 }],
  ["feather", { featherPx: 30, growPx: 20 }],
  ["grow", { growPx: 3 }],
  ["strict", { isStrict: true }],
  ["keep detail", { keepDetail: false }],
  ["colour", { toneAmount: 0.3 }],
  // Whether bands are needed is told by the placement, not by the preview.
  ["nudge", { nudge: { dx: 7, dy: -5, scale: 1.1 }, multiband: "never" }],
  ["bands", { multiband: "always" }],
];

describe("at the full size of a small patch", () => {
  const take = makeTake(280, 240, 50);
  test.each(wishes)("%s: the placement itself, to the rounding of a drawing surface", (_, wish) => {
    const wished = { ...settings, ...wish };
    const shown = new PreviewTake(take).show(wished);
    expect(shown.reduction).toBe(1);
    const { mean, most } = compare(take, shown, wished);
    expect(most).toBeLessThanOrEqual(2);
    expect(mean).toBeLessThan(0.5);
  });
});

describe("reduced, for a larger patch", () => {
  const take = makeTake(720, 600, 150);
  test.each(wishes)("%s: near the placement", (_, wish) => {
    const wished = { ...settings, ...wish };
    const shown = new PreviewTake(take).show(wished);
    expect(compare(take, shown, wished).mean).toBeLessThan(3);
    expect(shown.pixels.width * shown.pixels.height).toBeLessThan(400_000);
  });

  test("only the stages that read a setting run again", () => {
    const preview = new PreviewTake(take);
    const run = (wish: Partial<PlaceSettings>) => {
      const before = { ...preview.runs };
      preview.show({ ...settings, ...wish });
      const { reduce, warp, match, edge } = preview.runs;
      return [reduce - before.reduce, warp - before.warp, match - before.match, edge - before.edge];
    };
    expect(run({ opacity: 0.9 })).toEqual([1, 0, 1, 1]);
    expect(run({ opacity: 0.8 })).toEqual([0, 0, 0, 0]);
    expect(run({ opacity: 0.8, multiband: "always" })).toEqual([0, 0, 0, 0]);
    expect(run({ toneAmount: 0.5 }).slice(1)).toEqual([0, 1, 1]);
    expect(run({ toneAmount: 0.5, featherPx: "auto", opacity: 0.2 })).toEqual([0, 0, 0, 0]);
    expect(run({ toneAmount: 0.4 })).toEqual([0, 0, 1, 0]);
    expect(run({ growPx: 5, toneAmount: 0.4 })).toEqual([0, 0, 1, 1]);
    expect(run({ growPx: 5, toneAmount: 0.4, featherPx: 9 })).toEqual([0, 0, 0, 0]);
    expect(run({ nudge: { dx: 1, dy: 0, scale: 1 } }).slice(1)).toEqual([1, 1, 1]);
    expect(run({ nudge: { dx: 1, dy: 0, scale: 1 }, opacity: 0.3 })).toEqual([0, 0, 0, 0]);
  });
});

test("a reply in 16 bit, grey or with alpha is shown in the original's layout", () => {
  const kinds = [
    { channels: 1 as const, depth: 8 as const },
    { channels: 4 as const, depth: 16 as const, isHoled: true },
  ];
  for (const kind of kinds) {
    const original: Raster = makeScene("scene", 128, 96, 5, kind);
    const mask = { width: 128, height: 96, data: new Uint8Array(128 * 96).fill(255, 3000, 7000) };
    const alignment = alignTake(original, original, mask, settings);
    if (alignment.kind === "refused") throw new Error(alignment.reason);
    const matched = matchTake(original, alignment, { ...settings, keepDetail: false });
    const from = { ...settings, keepDetail: false };
    const { pixels } = new PreviewTake({
      original,
      reply: original,
      alignment,
      matched,
      settings: from,
    }).show(from);
    expect(pixels.data.some((value) => value !== 0)).toBe(true);
  }
});
