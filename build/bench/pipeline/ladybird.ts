// The edit of the pictures in docs/PIPELINE.md: the ladybird of one photograph becomes blue, and nothing else changes.
import type { Raster } from "#shared/pixels/pixel-types.ts";

/** Window, px. */
export const SIZE = { width: 960, height: 640 } as const;

/** The selection, window px: the ladybird with a good deal of the stem. */
export const DISC = { x: 672, y: 320, radius: 105 } as const;

/** What a faultless reply would show: red and blue exchanged where red rules. */
export function paintBlue(original: Raster): Raster {
  const data = original.data.slice();
  const reach = 0.75 * DISC.radius;
  for (let y = Math.floor(DISC.y - reach); y < DISC.y + reach; y++) {
    for (let x = Math.floor(DISC.x - reach); x < DISC.x + reach; x++) {
      const i = 4 * (y * original.width + x);
      const [red = 0, green = 0, blue = 0] = data.subarray(i, i + 3);
      const share = Math.min(1, Math.max(0, (red - Math.max(green, blue) - 40) / 50));
      if (share === 0 || Math.hypot(x - DISC.x, y - DISC.y) > reach) continue;
      data[i] = Math.round(red + share * (0.25 * red - red));
      data[i + 1] = Math.round(green + share * (0.45 * red - green));
      data[i + 2] = Math.round(blue + share * (red - blue));
    }
  }
  return { ...original, data };
}
