// One more operation on a tiled mask: only the tiles it reaches, pixel by pixel only where they differ within. The old
// mask stays as it was.
import { cutMask } from "#shared/pixels/cut-window.ts";
import type { Plane8, Rect } from "#shared/pixels/pixel-types.ts";
import {
  prepareOperation,
  type DrawnOperation,
  type PreparedOperation,
  type RasterOperation,
} from "#shared/pixels/raster-region.ts";
import { inflateRect, intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import {
  fillTile,
  isFullTile,
  readMask,
  storeTile,
  TILE,
  tileBounds,
  tileRect,
  tilesWithin,
  writeMask,
  type Tile,
  type TiledMask,
} from "./tiled-mask.ts";

/** The mask with one more operation. The old one stays as it was. */
export function applyToMask(mask: TiledMask, operation: RasterOperation): TiledMask {
  const prepared = prepareOperation(operation);
  const { bounds, reachPx } = prepared;
  const tiles = new Map(mask.tiles);
  const put = (index: number, plane: Plane8) => storeTile(tiles, mask, index, plane);
  if (bounds !== null && "mode" in operation) return drawOn(mask, operation, prepared, bounds);
  if (reachPx === Infinity) return applyWhole(mask, prepared.apply);
  for (const index of tilesWithin(mask, mask.extent)) {
    const rect = tileRect(mask, index);
    const around = intersectRects(inflateRect(rect, reachPx), mask.extent);
    const near = tilesWithin(mask, around);
    if (operation.kind === "invert" && isWholeTile(rect) && swapEven(tiles, mask, index)) continue;
    if (operation.kind !== "invert" && near.every((at) => !mask.tiles.has(at))) continue;
    if (operation.kind !== "invert" && near.every((at) => isFull(mask.tiles.get(at)))) continue;
    const plane = prepared.apply(readMask(mask, around), around);
    put(index, cutMask(plane, { ...rect, x: rect.x - around.x, y: rect.y - around.y }));
  }
  return { ...mask, tiles };
}

/** An operation with a mode: only the tiles it reaches, and pixel by pixel only where it is not even. */
function drawOn(
  mask: TiledMask,
  operation: DrawnOperation,
  prepared: PreparedOperation,
  bounds: Rect,
): TiledMask {
  const { mode } = operation;
  const tiles = new Map(mode === "replace" ? [] : mask.tiles);
  const drawn = tilesWithin(mask, bounds);
  if (mode === "intersect") {
    const kept = new Set(drawn);
    for (const index of mask.tiles.keys()) if (!kept.has(index)) tiles.delete(index);
  }
  for (const index of drawn) {
    const isAdding = mode === "add" || mode === "replace";
    if (isAdding ? isFull(tiles.get(index)) : !tiles.has(index)) continue;
    const rect = tileRect(mask, index);
    const even = prepared.evenOver(rect);
    if (even === null)
      storeTile(tiles, mask, index, prepared.apply(readMask({ ...mask, tiles }, rect), rect));
    else if (even === 255 && isAdding) fillTile(tiles, mask, index);
    else if (even === (mode === "subtract" ? 255 : 0) && !isAdding) tiles.delete(index);
  }
  return { ...mask, tiles };
}

/** Empty becomes full and full empty; false for what is neither. */
function swapEven(tiles: Map<number, Tile>, mask: TiledMask, index: number): boolean {
  const tile = tiles.get(index);
  if (tile === undefined) fillTile(tiles, mask, index);
  else if (isFullTile(tile)) tiles.delete(index);
  else return false;
  return true;
}

function isWholeTile(rect: Rect): boolean {
  return rect.width === TILE && rect.height === TILE;
}

/** An operation that looks at everything at once: over the bounds of what is selected. */
function applyWhole(mask: TiledMask, apply: (plane: Plane8, origin: Rect) => Plane8): TiledMask {
  const box = intersectRects(inflateRect(tileBounds(mask), 1), mask.extent);
  if (isEmptyRect(box)) return mask;
  const plane = apply(readMask(mask, box), box);
  return writeMask(mask, plane, box);
}

function isFull(tile: Tile | undefined): boolean {
  return tile !== undefined && isFullTile(tile);
}
