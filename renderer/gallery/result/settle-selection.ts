// Where the keyboard is after a result was brought up to date. Pure.
import { cardAt, placeOf, type CardPages } from "./card-pages.ts";
import { noSelection, selectOnly, type Selection } from "./selection.ts";

/**
 * The keyboard stays with its picture where that moved, and goes to the picture
 * that took the place where it left, so that judging and deleting lead on.
 */
export function settleSelection(selection: Selection, pages: CardPages, total: number): Selection {
  if (selection.focus === null) return selection;
  if (total === 0) return noSelection;
  const [only] = selection.cards.size === 1 ? selection.cards.values() : [];
  const moved = only === undefined ? null : placeOf(pages, only.id);
  if (moved !== null) return { ...selection, focus: moved, anchor: moved };
  const focus = Math.min(selection.focus, total - 1);
  const card = cardAt(pages, focus);
  const isAlone = selection.cards.size <= 1;
  return isAlone && card !== undefined ? selectOnly(card, focus) : { ...selection, focus, anchor: focus };
}
