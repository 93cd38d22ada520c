// Justified rows: pictures in true aspect ratio, every row as wide as the grid. Pure geometry in CSS px.

/** One row: items `first` to `first + widthsPx.length - 1`, all `heightPx` high. */
export type GridRow = {
  readonly first: number;
  readonly heightPx: number;
  readonly widthsPx: readonly number[];
};

export type RowOptions = {
  readonly widthPx: number;
  /** Wished row height; rows come out between about 0.7 and 1.4 of it. */
  readonly rowPx: number;
  readonly gapPx: number;
};

/** Extremes that would make a tile a line or a wall are drawn cropped at these ratios (width to height). */
const minRatio = 0.35;
const maxRatio = 3.5;

/**
 * Fills rows greedily and scales each so that it spans the width: a row closes when adding the next picture would
 * bring its height further below the wish than leaving it out keeps it above. The last row keeps the wished height.
 * Appending pictures changes no row but the last.
 */
export function layoutRows(ratios: readonly number[], options: RowOptions): readonly GridRow[] {
  const { widthPx, rowPx, gapPx } = options;
  if (widthPx <= 0) return [];
  const rows: GridRow[] = [];
  let first = 0;
  let sum = 0;
  const heightOf = (ratioSum: number, count: number) => (widthPx - gapPx * (count - 1)) / ratioSum;

  for (let index = 0; index < ratios.length; index += 1) {
    const ratio = drawnRatio(ratios[index] ?? 1);
    const count = index - first;
    if (count > 0) {
      const without = heightOf(sum, count);
      const withNext = heightOf(sum + ratio, count + 1);
      if (withNext < rowPx && rowPx - withNext > without - rowPx) {
        rows.push(makeRow(ratios, first, index, without));
        first = index;
        sum = 0;
      }
    }
    sum += ratio;
  }
  if (first < ratios.length)
    rows.push(makeRow(ratios, first, ratios.length, Math.min(rowPx, heightOf(sum, ratios.length - first))));
  return rows;
}

/** The ratio a tile is drawn with, for a picture of any ratio; pictures of unknown size are drawn square. */
export function drawnRatio(ratio: number): number {
  return Number.isFinite(ratio) && ratio > 0 ? Math.min(maxRatio, Math.max(minRatio, ratio)) : 1;
}

function makeRow(ratios: readonly number[], first: number, end: number, heightPx: number): GridRow {
  const widthsPx = ratios.slice(first, end).map((ratio) => drawnRatio(ratio) * heightPx);
  return { first, heightPx, widthsPx };
}

/**
 * The item above or below another: in the neighbouring row, the one whose middle is nearest. Null at the edge.
 */
export function verticalNeighbour(
  rows: readonly GridRow[],
  index: number,
  step: -1 | 1,
  gapPx: number,
): number | null {
  const at = rows.findIndex(({ first, widthsPx }) => index >= first && index < first + widthsPx.length);
  const row = rows[at];
  const target = rows[at + step];
  if (!row || !target) return null;
  const middle = middlesOf(row, gapPx)[index - row.first] ?? 0;
  const middles = middlesOf(target, gapPx);
  let best = 0;
  middles.forEach((candidate, each) => {
    if (Math.abs(candidate - middle) < Math.abs((middles[best] ?? Infinity) - middle)) best = each;
  });
  return target.first + best;
}

function middlesOf(row: GridRow, gapPx: number): readonly number[] {
  let left = 0;
  return row.widthsPx.map((width) => {
    const middle = left + width / 2;
    left += width + gapPx;
    return middle;
  });
}
