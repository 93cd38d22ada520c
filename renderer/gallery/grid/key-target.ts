// Where a key leads in the grid.
import { verticalNeighbour, type ResultLayout } from "#renderer/gallery/result/layout-result.ts";

const rowsPerPage = 4;

/** The place that a key leads to; null for keys that lead nowhere. Without a focus every arrow leads to the first. */
export function keyTarget(key: string, layout: ResultLayout, from: number | null): number | null {
  const count = layout.ratios.length;
  if (count === 0) return null;
  const vertical = (step: -1 | 1, times: number) => {
    if (from === null) return 0;
    let at = from;
    for (let done = 0; done < times; done += 1) at = verticalNeighbour(layout, at, step) ?? at;
    return at;
  };
  switch (key) {
    case "ArrowRight":
      return from === null ? 0 : Math.min(count - 1, from + 1);
    case "ArrowLeft":
      return from === null ? 0 : Math.max(0, from - 1);
    case "ArrowDown":
      return vertical(1, 1);
    case "ArrowUp":
      return vertical(-1, 1);
    case "PageDown":
      return vertical(1, rowsPerPage);
    case "PageUp":
      return vertical(-1, rowsPerPage);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
