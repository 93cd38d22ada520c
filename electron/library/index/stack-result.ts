// A whole result in flat arrays, and how takes of one click are put behind the first of them. Pure.
import type { Column } from "./visible-column.ts";

/** A whole result in order. Rows are those of the index; `sizes` is null where nothing is stacked. */
export type Found = {
  readonly rows: Float64Array;
  /** As in the outline. */
  readonly ratios: Uint16Array;
  readonly sizes: Uint16Array | null;
};

/** @param found in order, every picture by itself */
export function stackResult(
  found: Column,
  wanted: { readonly stacked: boolean; readonly openStacks: readonly string[] },
): Found {
  if (!wanted.stacked) return { rows: found.rows, ratios: found.ratios, sizes: null };
  const count = found.rows.length;
  const rows = new Float64Array(count);
  const ratios = new Uint16Array(count);
  const sizes = new Uint16Array(count).fill(1);
  const open = new Set(wanted.openStacks.map(stackNumber));
  const firsts = new Map<number, number>();
  let length = 0;
  for (let place = 0; place < count; place += 1) {
    const stack = found.stacks[place] ?? -1;
    const first = stack < 0 ? undefined : firsts.get(stack);
    if (first !== undefined) {
      sizes[first] = Math.min(65_535, (sizes[first] ?? 1) + 1);
      if (!open.has(stack)) continue;
    } else if (stack >= 0) firsts.set(stack, length);
    rows[length] = found.rows[place] ?? 0;
    ratios[length] = found.ratios[place] ?? 0;
    length += 1;
  }
  return {
    rows: rows.slice(0, length),
    ratios: ratios.slice(0, length),
    sizes: sizes.slice(0, length),
  };
}

/** A click as the facets keep it: 52 of its bits, which a number holds. */
export function stackNumber(click: string): number {
  return Number.parseInt(click.slice(3), 16);
}
