// A result looked at large: the lightbox gets the pictures around one, and more of them as it is paged through.
import { lightboxStore, type LightboxFeed } from "#renderer/session/lightbox-store.ts";
import { placeOf } from "./result/card-pages.ts";
import { isOfTrash } from "./result/gallery-query.ts";
import type { GalleryStore } from "./result/gallery-store.ts";
import { selectOnly } from "./result/selection.ts";

const around = 100;

/** Opens the picture at a place; the keyboard of the grid follows what is looked at. */
export async function openInLightbox(store: GalleryStore, place: number): Promise<void> {
  const { total } = store.getState().outline;
  const first = Math.max(0, place - around);
  const cards = await store.actions.cardsBetween(first, Math.min(total, place + around));
  if (cards === null || cards.length === 0) return;
  const feed: LightboxFeed = {
    first,
    total,
    more: async (way, items) => {
      // Pictures that judging took out of the result stay in the lightbox, and have moved those that follow.
      const { outline } = store.getState();
      const left = Math.max(0, total - outline.total);
      const { first: start } = lightboxStore.getState();
      const next = way === "after" ? Math.max(0, start + items.length - left) : Math.max(0, start - around);
      const end = way === "after" ? Math.min(outline.total, next + around) : start;
      return (await store.actions.cardsBetween(next, end)) ?? [];
    },
    onShow: (picture) => {
      const { pages, outline } = store.getState();
      const { first: start, index } = lightboxStore.getState();
      const at = placeOf(pages, picture.id) ?? start + index - Math.max(0, total - outline.total);
      store.actions.select(selectOnly(picture, Math.max(0, at)));
    },
  };
  lightboxStore.getState().open(cards, place - first, feed, isOfTrash(store.getState().query));
}
