// The mask of a region in tiles of 512 px. Tiles are shared between masks and never written once they are in one, so
// that a thousand steps of undo cost the tiles that differ. Knows no canvas.
import { intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import { createPlane, type Plane8, type Rect } from "#shared/pixels/pixel-types.ts";

export const TILE = 512;

/** 512 × 512 values 0..255, row-major. */
export type Tile = Uint8Array;

export type TiledMask = {
  /** Document px; tile (0, 0) begins at its corner. Nothing outside is selected. */
  readonly extent: Rect;
  readonly columns: number;
  /** By row · columns + column; a tile that is missing selects nothing. Values outside the extent are 0. */
  readonly tiles: ReadonlyMap<number, Tile>;
};

/** The tile that is full; shared, so that what is wholly selected costs nothing. */
const FULL: Tile = new Uint8Array(TILE * TILE).fill(255);

export function isFullTile(tile: Tile): boolean {
  return tile === FULL;
}

export function emptyMask(extent: Rect): TiledMask {
  return { extent, columns: Math.ceil(extent.width / TILE), tiles: new Map() };
}

/** The document px of a tile, cut to the extent. */
export function tileRect(mask: TiledMask, index: number): Rect {
  const { extent, columns } = mask;
  const x = extent.x + (index % columns) * TILE;
  const y = extent.y + Math.floor(index / columns) * TILE;
  return intersectRects({ x, y, width: TILE, height: TILE }, extent);
}

/** The tiles that a rectangle of the document touches, row by row. */
export function tilesWithin(mask: TiledMask, rect: Rect): number[] {
  const box = intersectRects(rect, mask.extent);
  if (isEmptyRect(box)) return [];
  const column = (x: number) => Math.floor((x - mask.extent.x) / TILE);
  const row = (y: number) => Math.floor((y - mask.extent.y) / TILE);
  const indices: number[] = [];
  for (let j = row(box.y); j <= row(box.y + box.height - 1); j++) {
    for (let i = column(box.x); i <= column(box.x + box.width - 1); i++) indices.push(j * mask.columns + i);
  }
  return indices;
}

/** The mask with a plane laid into it at `rect`. */
export function writeMask(mask: TiledMask, plane: Plane8, rect: Rect): TiledMask {
  const tiles = new Map(mask.tiles);
  for (const index of tilesWithin(mask, rect)) {
    const area = tileRect(mask, index);
    const tile = readMask(mask, area);
    const shared = intersectRects(area, rect);
    for (let y = shared.y; y < shared.y + shared.height; y++) {
      const from = (y - rect.y) * rect.width + shared.x - rect.x;
      tile.data.set(
        plane.data.subarray(from, from + shared.width),
        (y - area.y) * area.width + shared.x - area.x,
      );
    }
    storeTile(tiles, mask, index, tile);
  }
  return { ...mask, tiles };
}

/** The mask with whole tiles replaced; each plane has the size of its tile. */
export function withTiles(mask: TiledMask, planes: readonly (readonly [number, Plane8])[]): TiledMask {
  const tiles = new Map(mask.tiles);
  for (const [index, plane] of planes) storeTile(tiles, mask, index, plane);
  return { ...mask, tiles };
}

/** The values of a rectangle of the document, 0 outside the extent. A new array, or `data`, which has as many. */
export function readMask(
  mask: TiledMask,
  rect: Rect,
  data: Uint8Array = new Uint8Array(rect.width * rect.height),
): Plane8 {
  data.fill(0);
  for (const index of tilesWithin(mask, rect)) {
    const tile = mask.tiles.get(index);
    if (tile === undefined) continue;
    const area = tileRect(mask, index);
    const shared = intersectRects(area, rect);
    for (let y = shared.y; y < shared.y + shared.height; y++) {
      const from = (y - area.y) * TILE + shared.x - area.x;
      data.set(tile.subarray(from, from + shared.width), (y - rect.y) * rect.width + shared.x - rect.x);
    }
  }
  return { width: rect.width, height: rect.height, data };
}

/** Every `step`-th value of a rectangle, from the middle of each block of `step` px; 0 outside the extent. */
export function sampleMask(mask: TiledMask, rect: Rect, step: number): Plane8 {
  if (step === 1) return readMask(mask, rect);
  const width = Math.ceil(rect.width / step);
  const height = Math.ceil(rect.height / step);
  const data = new Uint8Array(width * height);
  const middle = step >> 1;
  for (let j = 0; j < height; j++) {
    const y = rect.y + j * step + middle - mask.extent.y;
    if (y < 0 || y >= mask.extent.height) continue;
    const row = Math.floor(y / TILE) * mask.columns;
    for (let i = 0; i < width; i++) {
      const x = rect.x + i * step + middle - mask.extent.x;
      if (x < 0 || x >= mask.extent.width) continue;
      const tile = mask.tiles.get(row + Math.floor(x / TILE));
      if (tile !== undefined) data[j * width + i] = tile[(y % TILE) * TILE + (x % TILE)] ?? 0;
    }
  }
  return { width, height, data };
}

/** The same mask with full tiles shared again, after it went through a message. */
export function shareFullTiles(mask: TiledMask): TiledMask {
  const tiles = new Map(mask.tiles);
  for (const [index, tile] of tiles) if (isAll(tile, 255)) tiles.set(index, FULL);
  return { ...mask, tiles };
}

/** The smallest rectangle of the document with every selected pixel; width 0 when there is none. */
export function selectedBounds(mask: TiledMask): Rect {
  let box: Rect = { x: 0, y: 0, width: 0, height: 0 };
  for (const [index, tile] of mask.tiles) {
    const area = tileRect(mask, index);
    const inner = tile === FULL ? area : boundsInTile(tile, area);
    if (!isEmptyRect(inner)) box = isEmptyRect(box) ? inner : uniteRects(box, inner);
  }
  return box;
}

/** How many pixels are at least half selected. */
export function countSelected(mask: TiledMask): number {
  let count = 0;
  for (const [index, tile] of mask.tiles) {
    const area = tileRect(mask, index);
    if (tile === FULL) {
      count += area.width * area.height;
      continue;
    }
    for (const value of tile) if (value >= 128) count++;
  }
  return count;
}

/** The smallest rectangle of the document with every tile that selects something. */
export function tileBounds(mask: TiledMask): Rect {
  let box: Rect = { x: 0, y: 0, width: 0, height: 0 };
  for (const index of mask.tiles.keys()) {
    box = isEmptyRect(box) ? tileRect(mask, index) : uniteRects(box, tileRect(mask, index));
  }
  return box;
}

/** The smallest rectangle that holds both. */
export function uniteRects(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** Four pixels at a time: most rows of most tiles are empty. Values outside the area are 0. */
function boundsInTile(tile: Tile, area: Rect): Rect {
  const words = new Uint32Array(tile.buffer, tile.byteOffset, tile.length / 4);
  const perRow = TILE / 4;
  let [x0, x1, y0, y1] = [TILE, -1, TILE, -1];
  for (let y = 0; y < area.height; y++) {
    let first = y * perRow;
    const end = first + perRow;
    while (first < end && words[first] === 0) first++;
    if (first === end) continue;
    let last = end - 1;
    while (words[last] === 0) last--;
    let from = first * 4;
    while (tile[from] === 0) from++;
    let to = last * 4 + 3;
    while (tile[to] === 0) to--;
    x0 = Math.min(x0, from - y * TILE);
    x1 = Math.max(x1, to - y * TILE);
    y0 = Math.min(y0, y);
    y1 = y;
  }
  return {
    x: area.x + x0,
    y: area.y + y0,
    width: Math.max(0, x1 - x0 + 1),
    height: Math.max(0, y1 - y0 + 1),
  };
}

/** Makes a tile full. Changes `tiles`. */
export function fillTile(tiles: Map<number, Tile>, mask: TiledMask, index: number): void {
  const { width, height } = tileRect(mask, index);
  if (width === TILE && height === TILE) tiles.set(index, FULL);
  else storeTile(tiles, mask, index, createPlane(width, height, 255));
}

/** Keeps a tile that selects something; one that is full is shared. Changes `tiles`. */
export function storeTile(tiles: Map<number, Tile>, mask: TiledMask, index: number, plane: Plane8): void {
  const { width, height } = tileRect(mask, index);
  const first = plane.data[0] ?? 0;
  const isEven = (first === 0 || first === 255) && isAll(plane.data, first);
  if (isEven && first === 0) {
    tiles.delete(index);
    return;
  }
  if (width === TILE && height === TILE) {
    tiles.set(index, isEven ? FULL : plane.data);
    return;
  }
  const tile = new Uint8Array(TILE * TILE);
  for (let y = 0; y < height; y++) tile.set(plane.data.subarray(y * width, (y + 1) * width), y * TILE);
  tiles.set(index, tile);
}

function isAll(data: Uint8Array, value: number): boolean {
  for (let i = 0; i < data.length; i++) if (data[i] !== value) return false;
  return true;
}
