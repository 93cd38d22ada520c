import { describe, expect, it } from "vitest";
import { seededChance } from "#electron/demo/drawing/chance.ts";
import { applyDrift, DRIFT_STRENGTHS } from "#electron/demo/drawing/drift.ts";
import type { Raster } from "#electron/demo/drawing/raster.ts";

const width = 960;
const height = 640;
const period = 160;

/** Waves across and down: their phase tells how far the picture was moved. */
function waves(): Raster {
  const data = new Uint8ClampedArray(width * height * 3);
  for (let at = 0; at < data.length; at += 1) {
    const x = Math.floor(at / 3) % width;
    const y = Math.floor(at / 3 / width);
    data[at] = 128 + 45 * Math.sin((x / period) * Math.PI * 2) + 45 * Math.sin((y / period) * Math.PI * 2);
  }
  return { width, height, data };
}

/** How far the waves have moved, in pixels. */
function shiftOf(raster: Raster): number {
  const along = (axis: "x" | "y"): number => {
    let sine = 0;
    let cosine = 0;
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) {
        const angle = ((axis === "x" ? x : y) / period) * Math.PI * 2;
        const value = raster.data[(y * width + x) * 3 + 1] ?? 0;
        sine += value * Math.sin(angle);
        cosine += value * Math.cos(angle);
      }
    return (-Math.atan2(cosine, sine) * period) / (Math.PI * 2);
  };
  return Math.hypot(along("x"), along("y"));
}

describe("drift", () => {
  it("none leaves every byte", async () => {
    expect((await applyDrift(waves(), "none", seededChance(1))).data).toEqual(waves().data);
  });

  it.each(["mild", "typical", "severe"] as const)(
    "%s moves by its measure, in any direction",
    async (level) => {
      const { shiftPx, colour } = DRIFT_STRENGTHS[level];
      for (const seed of [1, 2, 3]) {
        const drifted = await applyDrift(waves(), level, seededChance(seed));
        expect(Math.abs(shiftOf(drifted) - shiftPx)).toBeLessThan(0.15 + shiftPx * 0.12);
        const mean = drifted.data.reduce((sum, value) => sum + value, 0) / drifted.data.length;
        expect(Math.abs(mean - 128)).toBeLessThan(128 * colour * 1.9 + 1);
      }
    },
  );

  it("is the same for the same seed", async () => {
    const [one, same, other] = await Promise.all(
      [7, 7, 8].map((seed) => applyDrift(waves(), "typical", seededChance(seed))),
    );
    expect(one?.data).toEqual(same?.data);
    expect(one?.data).not.toEqual(other?.data);
  });
});
