// Letters that no font of this machine has: on a contact sheet they would be boxes, so that is said before.
import type { PictureCard } from "#shared/model/picture.ts";
import type { SheetOptions } from "#shared/rules/plan-sheet.ts";
import { oneLine } from "./caption-lines.ts";

/** Whether a letter is drawn as a box. */
type BoxCheck = (letter: string) => boolean;

/** What a sheet could not write: places of pictures, from 1, and whether its title is among it. */
export type Unwritable = { readonly places: readonly number[]; readonly isTitle: boolean };

/** Up to here every font has its letters; the bundled one has. */
const lastLatin = 0x24f;

export function findUnwritable(
  pictures: readonly Pick<PictureCard, "title">[],
  { title, captions }: Pick<SheetOptions, "title" | "captions">,
  isBox: BoxCheck,
): Unwritable {
  const hasBox = (text: string): boolean =>
    [...oneLine(text)].some((letter) => (letter.codePointAt(0) ?? 0) > lastLatin && isBox(letter));
  const names = captions.includes("name") ? pictures : [];
  return {
    places: names.flatMap((picture, at) => (hasBox(picture.title) ? [at + 1] : [])),
    isTitle: hasBox(title),
  };
}

/** A code point that is nobody's letter, so that no font has it. */
const nobodys = "\u0378";
const sidePx = 40;

/**
 * Draws a letter and looks: a box is what an unassigned letter looks like, or exactly what its neighbour does. Each
 * letter is drawn once.
 */
export function createBoxCheck(): BoxCheck {
  const pen = new OffscreenCanvas(sidePx, sidePx).getContext("2d", { willReadFrequently: true });
  if (pen === null) return () => false;
  pen.font = `24px ${getComputedStyle(document.body).fontFamily}`;
  pen.textBaseline = "middle";
  const look = (letter: string): string => {
    pen.clearRect(0, 0, sidePx, sidePx);
    pen.fillText(letter, 4, sidePx / 2);
    return pen.getImageData(0, 0, sidePx, sidePx).data.join();
  };
  const nothing = look(" ");
  const box = look(nobodys);
  const known = new Map<string, boolean>();
  return (letter) => {
    const judged = known.get(letter);
    if (judged !== undefined) return judged;
    const code = letter.codePointAt(0) ?? 0;
    const own = look(letter);
    const neighbours = [code - 1, code + 1].filter((one) => one <= 0x10_ff_ff);
    const isBox =
      own !== nothing && (own === box || neighbours.every((one) => look(String.fromCodePoint(one)) === own));
    known.set(letter, isBox);
    return isBox;
  };
}
