import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readScreenPixels } from "#electron/compositions/read-screen-pixels.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";

const size = { width: 203, height: 151 };
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inlay-screen-"));
  const data = Buffer.alloc(size.width * size.height * 3);
  for (let i = 0; i < data.length; i++)
    data[i] = (Math.floor((i % (3 * size.width)) / 3) + (i % 3) * 40) & 255;
  const raw = { ...size, channels: 3 } as const;
  await sharp(data, { raw }).png().toFile(join(folder, "picture.png"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

async function read(level: number, crop: Rect | null = null) {
  const told: number[] = [];
  const answer = await readScreenPixels(
    {
      kind: "pixels",
      scratch: folder,
      path: join(folder, "picture.png"),
      raw: join(folder, "whole.v"),
      quarter: join(folder, "quarter.v"),
      crop,
      level,
      maxPixels: 1_000_000,
    },
    (done) => told.push(done),
  );
  return { ...answer, told };
}

describe("pixels for the screen", () => {
  it("gives every level at half the size of the one before, rounded up, and decodes each file once", async () => {
    const answers = [];
    for (const level of [0, 1, 2, 3, 7]) answers.push(await read(level));
    expect(answers.map(({ width, height }) => [width, height])).toEqual([
      [203, 151],
      [102, 76],
      [51, 38],
      [26, 19],
      [2, 2],
    ]);
    expect(answers.map(({ isFresh }) => isFresh)).toEqual([true, false, true, false, false]);
    for (const { told } of answers) for (const done of told) expect(done >= 0 && done <= 1).toBe(true);
  });

  it("shows the same at a coarse level as at full size", async () => {
    const crop = { x: 64, y: 32, width: 64, height: 64 };
    const full = await read(0, crop);
    const coarse = await read(3, crop);
    expect([coarse.width, coarse.height]).toEqual([8, 8]);
    for (let y = 1; y < 7; y++)
      for (let x = 1; x < 7; x++) {
        let sum = 0;
        for (let row = 0; row < 8; row++)
          for (let column = 0; column < 8; column++)
            sum += full.data[4 * ((8 * y + row) * 64 + 8 * x + column)] ?? 0;
        expect(Math.abs((coarse.data[4 * (8 * y + x)] ?? 0) - sum / 64)).toBeLessThan(3);
      }
  });
});
