// The last touch on every picture: fine grain, a slight vignette, and the small mark that says demo.
import { pixelChance } from "./chance.ts";
import { blendPixel, type Raster } from "./raster.ts";

/** Grain of about one and a half levels and corners a little darker. Keeps the picture's own bytes in place. */
export function addGrain(raster: Raster, seed: number): void {
  const { width, height, data } = raster;
  for (let y = 0; y < height; y += 1) {
    const away = (y / height - 0.5) ** 2;
    for (let x = 0; x < width; x += 1) {
      const dark = 1 - 0.28 * Math.max(0, away + (x / width - 0.5) ** 2 - 0.12);
      const grain = (pixelChance(x, y, seed) + pixelChance(y, x, seed + 5) - 1) * 4;
      const at = (y * width + x) * 3;
      data[at] = (data[at] ?? 0) * dark + grain;
      data[at + 1] = (data[at + 1] ?? 0) * dark + grain;
      data[at + 2] = (data[at + 2] ?? 0) * dark + grain;
    }
  }
}

/** "DEMO" in dots, five rows high. */
const MARK = [
  "##  ### #   #  ## ",
  "# # #   ## ## #  #",
  "# # ##  # # # #  #",
  "# # #   #   # #  #",
  "##  ### #   #  ## ",
];

/** Draws the mark in the lower right corner, about 3 % of the shorter edge wide per letter pair. */
export function addDemoMark(raster: Raster): void {
  const dot = Math.max(2, Math.round(Math.min(raster.width, raster.height) / 480));
  const columns = MARK[0]?.length ?? 0;
  const left = raster.width - (columns + 5) * dot;
  const top = raster.height - (MARK.length + 5) * dot;
  fill(raster, left - 2 * dot, top - 2 * dot, (columns + 4) * dot, (MARK.length + 4) * dot, [0, 0, 0], 0.4);
  MARK.forEach((row, y) => {
    [...row].forEach((sign, x) => {
      if (sign === "#") fill(raster, left + x * dot, top + y * dot, dot, dot, [255, 255, 255], 0.85);
    });
  });
}

function fill(
  raster: Raster,
  left: number,
  top: number,
  width: number,
  height: number,
  colour: readonly [number, number, number],
  share: number,
): void {
  for (let y = top; y < top + height; y += 1)
    for (let x = left; x < left + width; x += 1) blendPixel(raster, x, y, colour, share);
}
