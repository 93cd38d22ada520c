// Where a key leads in the grid.
import { verticalNeighbour, type GridRow } from "./layout-rows.ts";

export type KeyPlace = {
  readonly rows: readonly GridRow[];
  /** Place of the focused picture; -1 when there is none. */
  readonly from: number;
  readonly count: number;
  readonly gapPx: number;
};

const rowsPerPage = 4;

/** The picture that a key leads to; null for keys that lead nowhere. Without a focus every arrow leads to the first. */
export function keyTarget(key: string, { rows, from, count, gapPx }: KeyPlace): number | null {
  if (count === 0) return null;
  const vertical = (step: -1 | 1, times: number) => {
    let at = from;
    for (let done = 0; done < times; done += 1) at = verticalNeighbour(rows, at, step, gapPx) ?? at;
    return at;
  };
  switch (key) {
    case "ArrowRight":
      return Math.min(count - 1, from + 1);
    case "ArrowLeft":
      return Math.max(0, from - 1);
    case "ArrowDown":
      return from < 0 ? 0 : vertical(1, 1);
    case "ArrowUp":
      return from < 0 ? 0 : vertical(-1, 1);
    case "PageDown":
      return from < 0 ? 0 : vertical(1, rowsPerPage);
    case "PageUp":
      return from < 0 ? 0 : vertical(-1, rowsPerPage);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
