// Where every picture of a result lies: justified rows in true aspect ratio under headings, all known before a single
// card is. Pure geometry in CSS px; flat arrays, because a result can have 100,000 pictures.

/** A run of pictures under one heading; an empty title draws none. */
export type Section = { readonly title: string; readonly count: number };

export type Heading = { readonly title: string; readonly topPx: number; readonly first: number };

export type ResultLayout = {
  /** Pictures of the whole result. */
  readonly total: number;
  /** Width / height in thousandths, one per picture that is laid out: all, or a beginning of the result. */
  readonly ratios: Uint16Array;
  /** First picture of each row; one more at the end, the number of pictures. */
  readonly rowFirst: Uint32Array;
  readonly rowTopPx: Float64Array;
  readonly rowHeightPx: Float32Array;
  readonly headings: readonly Heading[];
  /** Of the whole result; estimated from the rows that are laid out where the rest is not. */
  readonly heightPx: number;
  readonly gapPx: number;
};

export type LayoutOptions = {
  readonly widthPx: number;
  /** Wished row height; rows come out between about 0.7 and 1.4 of it. */
  readonly rowPx: number;
  readonly gapPx: number;
  readonly headingPx: number;
};

export type Box = {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
};

/** Extremes that would make a tile a line or a wall are drawn cropped at these ratios (width to height). */
const minRatio = 0.35;
const maxRatio = 3.5;

/** The ratio a tile is drawn with, from thousandths. */
export function drawnRatio(thousandths: number): number {
  return thousandths > 0 ? Math.min(maxRatio, Math.max(minRatio, thousandths / 1000)) : 1;
}

/**
 * Fills rows greedily, section by section, and scales each so that it spans the width: a row closes when adding the
 * next picture would bring its height further below the wish than leaving it out keeps it above. The last row of a
 * section keeps the wished height. Pictures added to one section move no row of another but downwards.
 */
export function layoutResult(
  ratios: Uint16Array,
  sections: readonly Section[],
  { widthPx, rowPx, gapPx, headingPx }: LayoutOptions,
  total = ratios.length,
): ResultLayout {
  const most = widthPx > 0 ? ratios.length : 0;
  const rowFirst = new Uint32Array(most + 1);
  const rowTopPx = new Float64Array(most);
  const rowHeightPx = new Float32Array(most);
  const headings: Heading[] = [];
  let rows = 0;
  let top = 0;
  const close = (first: number, heightPx: number) => {
    rowFirst[rows] = first;
    rowTopPx[rows] = top;
    rowHeightPx[rows] = heightPx;
    top += heightPx + gapPx;
    rows += 1;
  };
  const heightOf = (ratioSum: number, count: number) => (widthPx - gapPx * (count - 1)) / ratioSum;

  let start = 0;
  for (const { title, count } of most > 0 ? sections : []) {
    const end = Math.min(ratios.length, start + count);
    if (end === start) continue;
    if (title !== "") {
      headings.push({ title, topPx: top, first: start });
      top += headingPx;
    }
    let first = start;
    let sum = 0;
    for (let place = start; place < end; place += 1) {
      const ratio = drawnRatio(ratios[place] ?? 0);
      const inRow = place - first;
      if (inRow > 0) {
        const without = heightOf(sum, inRow);
        const withNext = heightOf(sum + ratio, inRow + 1);
        if (withNext < rowPx && rowPx - withNext > without - rowPx) {
          close(first, without);
          first = place;
          sum = 0;
        }
      }
      sum += ratio;
    }
    close(first, Math.min(rowPx, heightOf(sum, end - first)));
    start = end;
  }
  rowFirst[rows] = start;
  const grown = start > 0 ? Math.max(1, total / start) : 1;
  return {
    total,
    ratios,
    rowFirst: rowFirst.slice(0, rows + 1),
    rowTopPx: rowTopPx.slice(0, rows),
    rowHeightPx: rowHeightPx.slice(0, rows),
    headings,
    heightPx: Math.max(0, top * grown - gapPx),
    gapPx,
  };
}

/** The last index whose value is at most `wanted`; -1 when none is. The values rise. */
export function lastAtMost(values: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The row a picture lies in. */
export function rowOfPlace({ rowFirst, rowTopPx }: ResultLayout, place: number): number {
  return Math.min(rowTopPx.length - 1, lastAtMost(rowFirst, place));
}

/** Pictures of the rows that meet a band of the page: from the first to before the last. */
export function placesBetween(
  layout: ResultLayout,
  topPx: number,
  bottomPx: number,
): { readonly from: number; readonly to: number } {
  const { rowFirst, rowTopPx, rowHeightPx } = layout;
  if (rowTopPx.length === 0) return { from: 0, to: 0 };
  let first = Math.max(0, lastAtMost(rowTopPx, topPx));
  if ((rowTopPx[first] ?? 0) + (rowHeightPx[first] ?? 0) < topPx) first += 1;
  const last = lastAtMost(rowTopPx, bottomPx);
  return { from: rowFirst[first] ?? 0, to: rowFirst[Math.max(first, last + 1)] ?? 0 };
}

/** Boxes of a run of pictures; whole rows cost no more than one picture of them. */
export function boxesOf(layout: ResultLayout, from: number, to: number): readonly Box[] {
  const boxes: Box[] = [];
  const { rowFirst, rowTopPx, rowHeightPx, ratios, gapPx } = layout;
  for (let row = rowOfPlace(layout, from); row >= 0 && row < rowTopPx.length; row += 1) {
    const first = rowFirst[row] ?? 0;
    const end = rowFirst[row + 1] ?? 0;
    if (first >= to) break;
    const heightPx = rowHeightPx[row] ?? 0;
    let leftPx = 0;
    for (let place = first; place < Math.min(end, to); place += 1) {
      const widthPx = drawnRatio(ratios[place] ?? 0) * heightPx;
      if (place >= from) boxes.push({ leftPx, topPx: rowTopPx[row] ?? 0, widthPx, heightPx });
      leftPx += widthPx + gapPx;
    }
  }
  return boxes;
}

export function boxOf(layout: ResultLayout, place: number): Box | null {
  return boxesOf(layout, place, place + 1)[0] ?? null;
}

/** The picture above or below another: in the neighbouring row, the one whose middle is nearest. Null at the edge. */
export function verticalNeighbour(layout: ResultLayout, place: number, step: -1 | 1): number | null {
  const box = boxOf(layout, place);
  const row = rowOfPlace(layout, place) + step;
  if (box === null || row < 0 || row >= layout.rowTopPx.length) return null;
  const first = layout.rowFirst[row] ?? 0;
  const middle = box.leftPx + box.widthPx / 2;
  const distances = boxesOf(layout, first, layout.rowFirst[row + 1] ?? 0).map(({ leftPx, widthPx }) =>
    Math.abs(leftPx + widthPx / 2 - middle),
  );
  return first + distances.indexOf(Math.min(...distances));
}

/** Pictures whose box meets a rectangle. */
export function placesInside(layout: ResultLayout, area: Box): readonly number[] {
  const { from, to } = placesBetween(layout, area.topPx, area.topPx + area.heightPx);
  return boxesOf(layout, from, to).flatMap((box, at) =>
    box.leftPx <= area.leftPx + area.widthPx &&
    box.leftPx + box.widthPx >= area.leftPx &&
    box.topPx <= area.topPx + area.heightPx &&
    box.topPx + box.heightPx >= area.topPx
      ? [from + at]
      : [],
  );
}
