// The page and the host may run in engines whose sines and exponentials differ in the last bit: the pixels may not.
import { afterEach, expect, test, vi } from "vitest";
import { drawDrift, DRIFT_LEVELS, renderReply } from "#build/bench/composite/synthetic-drift.ts";
import { DEFAULT_PLACE_SETTINGS } from "#shared/pixels/place-settings.ts";
import { placeBox } from "#shared/pixels/place-take.ts";
import { resizeLanczos } from "#shared/pixels/resize-lanczos.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";

afterEach(() => vi.restoreAllMocks());

/** As another engine may answer: a last bit more or less, or the same. */
function moveLastBits(): void {
  let turn = 0;
  for (const name of ["exp", "sin", "cos", "log", "cbrt", "atan2", "hypot"] as const) {
    const real: (...values: number[]) => number = Math[name];
    vi.spyOn(Math, name).mockImplementation((...values: number[]) => {
      const value = real(...values);
      turn = (turn + 1) % 3;
      return value * (1 + (turn - 1) * Number.EPSILON);
    });
  }
}

test.each([
  ["typical", DRIFT_LEVELS.D2],
  ["severe", DRIFT_LEVELS.D3],
])("%s drift is undone to the same pixels", (_, level) => {
  const [width, height] = [320, 240];
  const original = makeScene("scene", width, height, 5);
  const reply = renderReply(original, drawDrift(level, width, height, 5));
  const region = { width, height, data: new Uint8Array(width * height) };
  for (let y = 80; y < 170; y++) region.data.fill(255, y * width + 100, y * width + 230);
  const place = () => {
    const placed = placeBox(original, reply, region, DEFAULT_PLACE_SETTINGS);
    if (placed.kind !== "placed") throw new Error(placed.reason);
    return placed;
  };
  const here = place();
  moveLastBits();
  const there = place();
  expect(there.report.registration.map).toEqual(here.report.registration.map);
  expect(there.report.flowPx).toBe(here.report.flowPx);
  expect(there.pixels.data).toEqual(here.pixels.data);
  expect(there.alpha.data).toEqual(here.alpha.data);
});

test("another size is resampled to the same pixels", () => {
  const picture = makeScene("scene", 200, 150, 3);
  const here = resizeLanczos(picture, 160, 120);
  moveLastBits();
  expect(resizeLanczos(picture, 160, 120).data).toEqual(here.data);
});
