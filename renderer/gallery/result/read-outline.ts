// The outline of a result as the grid uses it: ratios as numbers, days as sections with headings.
import type { PictureOutline } from "#shared/contract/calls/picture-calls.ts";
import type { Section } from "./layout-result.ts";

export type Outline = {
  readonly total: number;
  /** Width / height in thousandths, one per picture that is known: all of them, or a beginning of the result. */
  readonly ratios: Uint16Array;
  /** Together as long as what is known. */
  readonly sections: readonly Section[];
  /** The sections are days or months, so that the result can be walked by time. */
  readonly isTimed: boolean;
};

export const emptyOutline: Outline = { total: 0, ratios: new Uint16Array(0), sections: [], isTimed: false };

/** Under so many pictures a day, months are the better headings. */
const fewADay = 6;

/** So much of a long result is laid out at once, and judged by: the first screen, however small its pictures. */
export const outlineBeginning = 400;

/** Whether every picture can be laid out. */
export function isWholeOutline({ total, ratios }: Outline): boolean {
  return ratios.length >= total;
}

export function readOutline({ total, ratios, days }: Omit<PictureOutline, "pictures">): Outline {
  const packed = atob(ratios);
  const values = new Uint16Array(packed.length >> 1);
  for (let at = 0; at < values.length; at += 1)
    values[at] = packed.charCodeAt(at * 2) | (packed.charCodeAt(at * 2 + 1) << 8);
  const isTimed = days.length > 0;
  return {
    total,
    ratios: values,
    isTimed,
    sections: isTimed ? sectionsOf(days) : [{ title: "", count: values.length }],
  };
}

function sectionsOf(days: PictureOutline["days"]): readonly Section[] {
  // By its beginning: the headings stay what they are when the rest comes.
  let [begun, begunDays] = [0, 0];
  for (const { count } of days) {
    if (begun >= outlineBeginning) break;
    begun += count;
    begunDays += 1;
  }
  const byMonth = Math.min(begun, outlineBeginning) / begunDays < fewADay && begunDays > 3;
  const sections: { title: string; count: number }[] = [];
  for (const { day, count } of days) {
    const title = byMonth ? day.slice(0, 7) : day;
    const last = sections.at(-1);
    if (last?.title === title) last.count += count;
    else sections.push({ title, count });
  }
  return sections;
}
