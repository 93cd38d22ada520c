// Breaks the tiles of a group into rows of one height, as wide as the stream. Pure.

/** What is laid out: shape, and the narrowest width at which it is still readable. */
export type Tile = { readonly aspect: number; readonly minWidthPx: number };

export type PackedTile<T> = { readonly tile: T; readonly widthPx: number };
export type PackedRow<T> = { readonly heightPx: number; readonly tiles: readonly PackedTile<T>[] };

export type PackOptions = {
  readonly widthPx: number;
  /** Rows are at most this high; a full row shrinks to fit the width. */
  readonly heightPx: number;
  readonly gapPx: number;
};

/** A full row may shrink to this part of the height; a tile that would shrink it further starts the next row. */
const leastShrink = 0.6;

/**
 * Rows in order; every tile stands in exactly one, and no row is wider than the stream. One row, if all fit in it. A tile keeps its shape unless
 * its narrowest width is wider than that.
 */
export function packRows<T extends Tile>(tiles: readonly T[], options: PackOptions): readonly PackedRow<T>[] {
  const heightOfAllPx = fittingHeight(tiles, options);
  if (tiles.length > 1 && heightOfAllPx >= options.heightPx * leastShrink)
    return [rowAt(tiles, heightOfAllPx)];
  const rows: PackedRow<T>[] = [];
  let row: readonly T[] = [];
  for (const tile of tiles) {
    const longer = [...row, tile];
    if (widthAt(longer, options.heightPx, options.gapPx) <= options.widthPx) {
      row = longer;
      continue;
    }
    const shrunkPx = fittingHeight(longer, options);
    if (shrunkPx >= options.heightPx * leastShrink) {
      rows.push(rowAt(longer, shrunkPx));
      row = [];
    } else {
      if (row.length > 0) rows.push(rowAt(row, options.heightPx));
      row = [tile];
      if (widthAt(row, options.heightPx, options.gapPx) > options.widthPx) {
        rows.push(rowOfOne(tile, options));
        row = [];
      }
    }
  }
  // What is left stands as high as the row above it.
  if (row.length > 0) rows.push(rowAt(row, rows.at(-1)?.heightPx ?? options.heightPx));
  return rows;
}

const tileWidth = ({ aspect, minWidthPx }: Tile, heightPx: number) =>
  Math.max(minWidthPx, Math.round(aspect * heightPx));

function widthAt(row: readonly Tile[], heightPx: number, gapPx: number): number {
  return row.reduce((sum, tile) => sum + tileWidth(tile, heightPx), gapPx * (row.length - 1));
}

function rowAt<T extends Tile>(row: readonly T[], heightPx: number): PackedRow<T> {
  return { heightPx, tiles: row.map((tile) => ({ tile, widthPx: tileWidth(tile, heightPx) })) };
}

/** One tile that is wider than the stream: as wide as the stream, and as high as its shape asks. */
function rowOfOne<T extends Tile>(tile: T, { widthPx, heightPx }: PackOptions): PackedRow<T> {
  const heightAtWidth = Math.round(widthPx / tile.aspect);
  return { heightPx: Math.min(heightPx, heightAtWidth), tiles: [{ tile, widthPx }] };
}

/** The greatest height at which the row fits, 0 where none does: narrowest widths do not shrink. */
function fittingHeight(row: readonly Tile[], options: PackOptions): number {
  let low = 0;
  let high = options.heightPx;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthAt(row, middle, options.gapPx) <= options.widthPx) low = middle;
    else high = middle - 1;
  }
  return low;
}
