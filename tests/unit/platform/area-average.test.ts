import { expect, it } from "vitest";
import { averageGrey, averageRgba } from "#electron/platform/area-average.ts";

const pixels = (channels: number, widthPx: number, ...samples: number[]) => ({
  data: Uint8Array.from(samples),
  widthPx,
  heightPx: samples.length / channels / widthPx,
  channels,
});

it("averages what falls into each pixel, whole ones and parts", () => {
  expect([...averageRgba(pixels(1, 3, 30, 60, 90), 1, 1)]).toEqual([60, 60, 60, 255]);
  // The middle one is shared by both halves.
  expect([...averageRgba(pixels(1, 3, 0, 90, 30), 2, 1)].filter((_, at) => at % 4 === 0)).toEqual([30, 50]);
  expect([...averageGrey(pixels(3, 1, 9, 9, 9, 200, 200, 200), 4, 2)].map(Math.round)).toEqual([
    9, 9, 9, 9, 200, 200, 200, 200,
  ]);
});

it("lets nothing bleed in that cannot be seen, and looks at pictures on white", () => {
  const half = pixels(4, 2, 250, 10, 20, 255, 0, 255, 0, 0);
  expect([...averageRgba(half, 1, 1)]).toEqual([250, 10, 20, 128]);
  expect([...averageRgba(pixels(2, 1, 77, 0), 1, 1)]).toEqual([0, 0, 0, 0]);
  expect([...averageGrey(pixels(2, 2, 40, 255, 40, 0), 2, 1)].map(Math.round)).toEqual([40, 255]);
});
