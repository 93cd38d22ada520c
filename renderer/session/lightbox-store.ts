// Which pictures are looked at large. Rooms open it, app/lightbox draws it.
import { createStore, useStore } from "zustand";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";

export interface LightboxState {
  /** Empty while it is closed. */
  readonly items: readonly PictureCard[];
  readonly index: number;
  /** Shows `items[index]`; the others can be paged through. */
  readonly open: (items: readonly PictureCard[], index: number) => void;
  /** Moves within the items; stays at the ends. */
  readonly goTo: (index: number) => void;
  /** A picture that changed (stars, favourite). */
  readonly replace: (picture: PictureCard) => void;
  /** Pictures that are gone: the next takes the place, and without any left it closes. */
  readonly remove: (ids: readonly PictureId[]) => void;
  readonly close: () => void;
}

const within = (index: number, length: number): number => Math.max(0, Math.min(index, length - 1));

export const lightboxStore = createStore<LightboxState>()((set) => ({
  items: [],
  index: 0,
  open: (items, index) => set({ items, index: within(index, items.length) }),
  goTo: (index) => set(({ items }) => ({ index: within(index, items.length) })),
  replace: (picture) =>
    set(({ items }) => ({ items: items.map((item) => (item.id === picture.id ? picture : item)) })),
  remove: (ids) =>
    set(({ items, index }) => {
      const left = items.filter(({ id }) => !ids.includes(id));
      const before = items.slice(0, index).filter(({ id }) => ids.includes(id)).length;
      return { items: left, index: within(index - before, left.length) };
    }),
  close: () => set({ items: [], index: 0 }),
}));

export function useLightbox<Part>(select: (state: LightboxState) => Part): Part {
  return useStore(lightboxStore, select);
}
