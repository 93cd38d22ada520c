// What is written below a picture of a contact sheet, as text. Draws nothing.
import type { PictureCard } from "#shared/model/picture.ts";
import type { SheetOptions } from "#shared/rules/plan-sheet.ts";

/** As many lines as the plan of the sheet has; a picture without stars says nothing of them. */
export function captionLines(
  { title, createdAt, marks }: Pick<PictureCard, "title" | "createdAt" | "marks">,
  captions: SheetOptions["captions"],
  spellDay: (atMs: number) => string,
): readonly string[] {
  const facts = [
    ...(captions.includes("date") ? [spellDay(createdAt)] : []),
    ...(captions.includes("rating") && marks.rating > 0 ? ["★".repeat(marks.rating)] : []),
  ];
  const hasFacts = captions.includes("date") || captions.includes("rating");
  return [...(captions.includes("name") ? [oneLine(title)] : []), ...(hasFacts ? [facts.join("  ")] : [])];
}

/** White space single; marks that turn the direction of what follows are left out. */
export function oneLine(text: string): string {
  return text
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

/** The longest beginning that `fits`, with an ellipsis where something was cut; never cuts within a letter. */
export function shorten(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text;
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  let [fitting, tooMany] = [0, letters.length];
  while (tooMany - fitting > 1) {
    const middle = (fitting + tooMany) >> 1;
    if (fits(`${letters.slice(0, middle).join("").trimEnd()}…`)) fitting = middle;
    else tooMany = middle;
  }
  return `${letters.slice(0, fitting).join("").trimEnd()}…`;
}
