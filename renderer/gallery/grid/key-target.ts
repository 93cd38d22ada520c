// What a key does in the grid, and where it leads.
import { verticalNeighbour, type ResultLayout } from "#renderer/gallery/result/layout-result.ts";

const rowsPerPage = 4;

/** The place that a key leads to; null for keys that lead nowhere. Without a focus every arrow leads to the first. */
export function keyTarget(key: string, layout: ResultLayout, from: number | null): number | null {
  const count = layout.total;
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

/** only, range: selects · focus: goes there and selects nothing · toggle: adds this one or takes it away. */
export type KeyDeed = {
  readonly kind: "open" | "only" | "range" | "focus" | "toggle";
  readonly place: number;
};

type Pressed = {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
};

/** What a key does with the keyboard at `from`; null for keys that are not the grid's. */
export function keyDeed(pressed: Pressed, layout: ResultLayout, from: number | null): KeyDeed | null {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = pressed;
  if (altKey) return null;
  if (ctrlKey || metaKey) {
    if (shiftKey) return null;
    if (key === " ") return from === null ? null : { kind: "toggle", place: from };
    const place = keyTarget(key, layout, from);
    return place === null ? null : { kind: "focus", place };
  }
  if (key === "Enter" && from !== null) return { kind: "open", place: from };
  const place = keyTarget(key, layout, from);
  return place === null ? null : { kind: shiftKey ? "range" : "only", place };
}
