// Which pictures are selected and where the keyboard stands. The cards are kept whole: the pages they came from may be
// forgotten meanwhile. Pure: the store keeps the value, the grid draws it.
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";

export type Selection = {
  readonly cards: ReadonlyMap<PictureId, PictureCard>;
  /** Where the keyboard stands: a place of the result; null before it was anywhere. */
  readonly focus: number | null;
  /** Where a range starts. */
  readonly anchor: number | null;
};

export const noSelection: Selection = { cards: new Map(), focus: null, anchor: null };

const mapOf = (cards: readonly PictureCard[]) => new Map(cards.map((card) => [card.id, card]));

/** A plain click or arrow: this one alone. */
export function selectOnly(card: PictureCard, place: number): Selection {
  return { cards: mapOf([card]), focus: place, anchor: place };
}

/** Ctrl/Cmd and a click or Space: adds or takes away one. */
export function toggle({ cards }: Selection, card: PictureCard, place: number): Selection {
  const changed = new Map(cards);
  if (!changed.delete(card.id)) changed.set(card.id, card);
  return { cards: changed, focus: place, anchor: place };
}

/** Shift and a click or arrow: the cards from the anchor to the place, which the store has fetched. */
export function selectRange(selection: Selection, cards: readonly PictureCard[], place: number): Selection {
  return { cards: mapOf(cards), focus: place, anchor: selection.anchor ?? place };
}

/** A box drawn around cards; `kept` stay selected as well. */
export function selectBoxed(kept: Selection, cards: readonly PictureCard[], focus: number | null): Selection {
  return { cards: new Map([...kept.cards, ...mapOf(cards)]), focus, anchor: focus };
}

/** With news of selected pictures; the same value when none of them is selected. */
export function withNews(selection: Selection, news: readonly PictureCard[]): Selection {
  const selected = news.filter(({ id }) => selection.cards.has(id));
  if (selected.length === 0) return selection;
  return { ...selection, cards: new Map([...selection.cards, ...mapOf(selected)]) };
}

export function withoutPictures(selection: Selection, gone: ReadonlySet<PictureId>): Selection {
  const cards = new Map([...selection.cards].filter(([id]) => !gone.has(id)));
  return cards.size === selection.cards.size ? selection : { ...selection, cards };
}
