// A large picture in levels and tiles, so that the page's thread draws, and the screen is sent, no more than is looked at.
import type { PictureTile } from "#renderer/canvas/stage/stage-scene.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import type { PlacedPicture } from "./place-messages.ts";

/** Side of a tile and long edge of the last level, px of the level. */
const TILE_SIDE = 1024;

/** Halves until one tile holds it. `rect` is what the image covers, document px; a pixel is opaque or clear. */
export async function cutLevels(image: ImageData, rect: Rect): Promise<PlacedPicture> {
  const levels: (readonly PictureTile[])[] = [];
  let level = await createImageBitmap(image);
  for (;;) {
    const [scaleX, scaleY] = [rect.width / level.width, rect.height / level.height];
    if (Math.max(level.width, level.height) <= TILE_SIDE) {
      levels.push([{ bitmap: level, rect }]);
      return { levels, rect };
    }
    const tiles: PictureTile[] = [];
    for (const { x, y, width, height } of tilePlaces(level.width, level.height)) {
      const at = { x: rect.x + x * scaleX, y: rect.y + y * scaleY };
      const bitmap = await createImageBitmap(level, x, y, width, height);
      tiles.push({ bitmap, rect: { ...at, width: width * scaleX, height: height * scaleY } });
    }
    levels.push(tiles);
    const half = {
      resizeWidth: Math.ceil(level.width / 2),
      resizeHeight: Math.ceil(level.height / 2),
      resizeQuality: "medium",
    } as const;
    const smaller = await createImageBitmap(level, half);
    level.close();
    level = smaller;
  }
}

/** Tiles of a level. Each reaches a pixel into its neighbours to the right and below: no seam shows at any scale. */
export function tilePlaces(width: number, height: number): Rect[] {
  const places: Rect[] = [];
  for (let y = 0; y < height; y += TILE_SIDE)
    for (let x = 0; x < width; x += TILE_SIDE)
      places.push({
        x,
        y,
        width: Math.min(TILE_SIDE + 1, width - x),
        height: Math.min(TILE_SIDE + 1, height - y),
      });
  return places;
}
