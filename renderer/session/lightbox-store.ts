// Which pictures are looked at large. Rooms open it, the gallery's lightbox draws it.
import { createStore, useStore } from "zustand";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";

/** A longer row of pictures that the items are a part of. */
export type LightboxFeed = {
  /** Those that follow the last item, or precede the first; empty at the ends. */
  readonly more: (way: "before" | "after", items: readonly PictureCard[]) => Promise<readonly PictureCard[]>;
  /** Hears which picture is looked at. */
  readonly onShow: (picture: PictureCard) => void;
  /** Where the first item stands in the whole row, and how long that is. */
  readonly first: number;
  readonly total: number;
};

export interface LightboxState {
  /** Empty while it is closed. */
  readonly items: readonly PictureCard[];
  readonly index: number;
  /** Where the first item stands among `total`. */
  readonly first: number;
  readonly total: number;
  /** They lie in the trash: there they can be looked at and restored. */
  readonly isTrash: boolean;
  /** Judging a picture leads on to the next. */
  readonly isTriage: boolean;
  /** Shows `items[index]`; the others, and those of the feed, can be paged through. */
  readonly open: (
    items: readonly PictureCard[],
    index: number,
    feed?: LightboxFeed,
    isTrash?: boolean,
  ) => void;
  /** Moves within the items; stays at the ends. */
  readonly goTo: (index: number) => void;
  readonly setTriage: (isTriage: boolean) => void;
  /** A picture that changed (stars, favourite). */
  readonly replace: (picture: PictureCard) => void;
  /**
   * A picture that takes another's place, which stood at `place` and may have been taken away meanwhile. One that was
   * looked at is followed by its successor; the row that can be paged through stays.
   */
  readonly succeed: (former: PictureId, picture: PictureCard, place: number) => void;
  /** Pictures that are gone: the next takes the place, and without any left it closes. */
  readonly remove: (ids: readonly PictureId[]) => void;
  readonly close: () => void;
}

const within = (index: number, length: number): number => Math.max(0, Math.min(index, length - 1));
/** So near an end of the items more are asked for. */
const nearEnd = 8;
const closed = { items: [], index: 0, first: 0, total: 0, isTrash: false, isTriage: false } as const;

export const lightboxStore = createStore<LightboxState>()((set, get) => {
  let feed: LightboxFeed | null = null;
  let isAsking = false;

  const extend = async (way: "before" | "after"): Promise<void> => {
    const asked = feed;
    if (asked === null || isAsking) return;
    isAsking = true;
    const found = await asked.more(way, get().items);
    isAsking = false;
    if (asked !== feed) return;
    set(({ items, index, first, total }) => {
      const known = new Set(items.map(({ id }) => id));
      const fresh = found.filter(({ id }) => !known.has(id));
      return way === "after"
        ? { items: [...items, ...fresh], total: Math.max(total, first + items.length + fresh.length) }
        : {
            items: [...fresh, ...items],
            index: index + fresh.length,
            first: Math.max(0, first - fresh.length),
          };
    });
  };
  const arrive = (): void => {
    const { items, index, first, total } = get();
    const picture = items[index];
    if (picture !== undefined) feed?.onShow(picture);
    if (index >= items.length - nearEnd && first + items.length < total) void extend("after");
    else if (index < nearEnd && first > 0) void extend("before");
  };

  return {
    ...closed,
    open: (items, index, opened, isTrash = false) => {
      feed = opened ?? null;
      set({
        items,
        index: within(index, items.length),
        first: opened?.first ?? 0,
        total: opened?.total ?? items.length,
        isTrash,
        isTriage: false,
      });
      arrive();
    },
    goTo: (index) => {
      set(({ items }) => ({ index: within(index, items.length) }));
      arrive();
    },
    setTriage: (isTriage) => set({ isTriage }),
    replace: (picture) =>
      set(({ items }) => ({ items: items.map((item) => (item.id === picture.id ? picture : item)) })),
    succeed: (former, picture, place) =>
      set(({ items, index, total }) => {
        if (items.some(({ id }) => id === former))
          return { items: items.map((item) => (item.id === former ? picture : item)) };
        return {
          items: items.toSpliced(place, 0, picture),
          index: index > place ? index + 1 : index,
          total: total + 1,
        };
      }),
    remove: (ids) => {
      set(({ items, index, total }) => {
        const left = items.filter(({ id }) => !ids.includes(id));
        const before = items.slice(0, index).filter(({ id }) => ids.includes(id)).length;
        return {
          items: left,
          index: within(index - before, left.length),
          total: total - (items.length - left.length),
        };
      });
      arrive();
    },
    close: () => {
      feed = null;
      set(closed);
    },
  };
});

export function useLightbox<Part>(select: (state: LightboxState) => Part): Part {
  return useStore(lightboxStore, select);
}
