// How a big picture is divided: levels, each half the one below, in tiles of one size. Numbers only.
import { maxPixelLevel } from "#shared/contract/media.ts";
import type { RectPx } from "#shared/model/region.ts";

/** Side of a tile, px of its level. */
export const TILE_SIDE = 1024;

export type TilePlace = { readonly level: number; readonly column: number; readonly row: number };
type Size = { readonly width: number; readonly height: number };

export function tileName({ level, column, row }: TilePlace): string {
  return `${level}/${column}/${row}`;
}

/** The tile of the next coarser level in which one lies. */
export function tileAbove({ level, column, row }: TilePlace): TilePlace {
  return { level: level + 1, column: column >> 1, row: row >> 1 };
}

/** The first level that is one tile, or the last there is. */
export function coarsestLevel({ width, height }: Size): number {
  let level = 0;
  while (level < maxPixelLevel && Math.max(width, height) > TILE_SIDE * 2 ** level) level++;
  return level;
}

/** The level for a scale (device px per picture px): as fine as the screen, at most twice as fine. */
export function levelFor(size: Size, scale: number): number {
  return Math.min(coarsestLevel(size), Math.max(0, Math.floor(Math.log2(1 / scale))));
}

/** What a tile covers, px of the full picture. */
export function tileArea(size: Size, { level, column, row }: TilePlace): RectPx {
  const side = TILE_SIDE * 2 ** level;
  const [x, y] = [column * side, row * side];
  return { x, y, width: Math.min(side, size.width - x), height: Math.min(side, size.height - y) };
}

/** The tiles of a level that a part touches, those in its middle first. */
export function tilesOver(size: Size, level: number, part: RectPx): TilePlace[] {
  const side = TILE_SIDE * 2 ** level;
  const first = (from: number): number => Math.max(0, Math.floor(from / side));
  const last = (to: number, edge: number): number => Math.ceil(Math.min(edge, to) / side) - 1;
  const places: TilePlace[] = [];
  for (let row = first(part.y); row <= last(part.y + part.height, size.height); row++)
    for (let column = first(part.x); column <= last(part.x + part.width, size.width); column++)
      places.push({ level, column, row });
  const [x, y] = [(part.x + part.width / 2) / side - 0.5, (part.y + part.height / 2) / side - 0.5];
  const distance = (place: TilePlace): number => Math.hypot(place.column - x, place.row - y);
  return places.toSorted((a, b) => distance(a) - distance(b));
}
