// S7 and S8 applied to rows of a donor.
import { type Membrane, membraneRow } from "./membrane.ts";
import { applyToneRow } from "./tone-curve.ts";

/** Colours of a donor `width` px wide, and what is made of them; one table a channel. */
export type MatchWork = {
  readonly colour: Int16Array;
  readonly width: number;
  readonly tables: readonly Int16Array[];
  readonly membrane: Membrane;
  readonly out: Int16Array;
};

/** F = tone(F) + d̂ over some rows. */
export function matchRows(
  { colour, width, tables, membrane, out }: MatchWork,
  from: number,
  to: number,
): number[] {
  const correction = new Int16Array(width);
  const colours = tables.length;
  for (let y = from; y < to; y++)
    for (const [c, table] of tables.entries()) {
      membraneRow(membrane, c, y, correction);
      applyToneRow(table, colour, out, y * width * colours + c, colours, correction);
    }
  return [];
}
