// The cards that are in memory: pages of a result, as many as lie around the view. Pure: the store keeps the value.
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";

export type CardPages = ReadonlyMap<number, readonly PictureCard[]>;

export const cardsPerPage = 100;
/** Cards beyond these are forgotten, furthest from the view first. */
const keptPages = 12;

export function cardAt(pages: CardPages, place: number): PictureCard | undefined {
  return pages.get(Math.floor(place / cardsPerPage))?.[place % cardsPerPage];
}

/** Whether some may have been tagged or collected: what is not in memory may have been. */
export function isReordered(pages: CardPages, news: readonly PictureCard[]): boolean {
  return news.some(({ id, tags, collections }) => {
    const place = placeOf(pages, id);
    const known = place === null ? undefined : cardAt(pages, place);
    return known?.tags.join() !== tags.join() || known.collections.join() !== collections.join();
  });
}

/** Place of a picture among the cards in memory; null when it is not there. */
export function placeOf(pages: CardPages, id: PictureId): number | null {
  for (const [page, cards] of pages) {
    const at = cards.findIndex((card) => card.id === id);
    if (at >= 0) return page * cardsPerPage + at;
  }
  return null;
}

/** Pages that the places from `from` to before `to` lie in. */
export function pagesOf(from: number, to: number): readonly number[] {
  if (to <= from) return [];
  const first = Math.floor(from / cardsPerPage);
  const last = Math.floor((to - 1) / cardsPerPage);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

/** With cards that came for a run of pages from `first` on; those far from the middle of `view` are forgotten. */
export function withCards(
  pages: CardPages,
  first: number,
  cards: readonly PictureCard[],
  view: { readonly from: number; readonly to: number },
): CardPages {
  const middle = (view.from + view.to) / 2 / cardsPerPage - 0.5;
  const all = new Map(pages);
  for (let at = 0; at * cardsPerPage < cards.length; at += 1)
    all.set(first + at, cards.slice(at * cardsPerPage, (at + 1) * cardsPerPage));
  const nearest = [...all].toSorted(([a], [b]) => Math.abs(a - middle) - Math.abs(b - middle));
  return new Map(nearest.slice(0, keptPages));
}

/** With cards replaced where they are; the same value when they are nowhere. */
export function withNewCards(pages: CardPages, news: readonly PictureCard[]): CardPages {
  const byId = new Map(news.map((card) => [card.id, card]));
  const changed = [...pages].filter(([, cards]) => cards.some(({ id }) => byId.has(id)));
  if (changed.length === 0) return pages;
  const renew = (known: PictureCard): PictureCard => {
    const card = byId.get(known.id);
    return card === undefined ? known : keepStack(known, card);
  };
  return new Map([...pages, ...changed.map(([page, cards]) => [page, cards.map(renew)] as const)]);
}

/** News of a picture says nothing of the stack that it stands for. */
function keepStack(known: PictureCard, card: PictureCard): PictureCard {
  return { ...card, stackSize: known.stackSize };
}
