// A whole result in flat arrays, and how takes of one click are put behind the first of them. Pure.

/** A whole result in order. Rows are those of the index; `sizes` is null where nothing is stacked. */
export type Found = {
  readonly rows: Float64Array;
  /** As in the outline. */
  readonly ratios: Uint16Array;
  readonly sizes: Uint16Array | null;
};

/** @param scanned row, ratio and stack (null for a picture that stands alone) in order */
export function stackResult(
  scanned: readonly (readonly [number, number, number | null])[],
  wanted: { readonly stacked: boolean; readonly openStacks: readonly string[] },
): Found {
  const rows = new Float64Array(scanned.length);
  const ratios = new Uint16Array(scanned.length);
  if (!wanted.stacked) {
    let place = 0;
    for (const [row, ratio] of scanned) {
      rows[place] = row;
      ratios[place] = ratio;
      place += 1;
    }
    return { rows, ratios, sizes: null };
  }
  const sizes = new Uint16Array(scanned.length).fill(1);
  const open = new Set(wanted.openStacks.map(stackNumber));
  const firsts = new Map<number, number>();
  let length = 0;
  for (const [row, ratio, stack] of scanned) {
    const first = stack === null ? undefined : firsts.get(stack);
    if (first !== undefined && stack !== null) {
      sizes[first] = Math.min(65_535, (sizes[first] ?? 1) + 1);
      if (!open.has(stack)) continue;
    } else if (stack !== null) firsts.set(stack, length);
    rows[length] = row;
    ratios[length] = ratio;
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
