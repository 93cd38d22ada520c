// Clicks, keys and boxes become selections. Ranges may reach beyond the cards in memory: then the host is asked.
import { useCallback, useMemo } from "react";
import { cardAt } from "#renderer/gallery/result/card-pages.ts";
import type { GalleryStore } from "#renderer/gallery/result/gallery-store.ts";
import {
  selectBoxed,
  selectOnly,
  selectRange,
  toggle,
  type Selection,
} from "#renderer/gallery/result/selection.ts";

export type GridSelection = {
  readonly only: (place: number) => void;
  readonly toggle: (place: number) => void;
  /** Leads the keyboard there; what is selected stays so. */
  readonly focus: (place: number) => void;
  /** Everything from where the range started to here. */
  readonly range: (place: number) => void;
  /** Places inside a box that is being drawn, beside what was selected before. */
  readonly boxed: (kept: Selection, places: readonly number[]) => void;
};

export function useGridSelection(store: GalleryStore): GridSelection {
  const at = useCallback((place: number) => cardAt(store.getState().pages, place), [store]);
  return useMemo(() => {
    const run = async (from: number, to: number, focus: number, start?: number) => {
      const { selection, question } = store.getState();
      const cards = await store.actions.cardsBetween(from, to);
      const now = store.getState();
      if (cards === null || now.question !== question) return;
      const anchored = start === undefined ? selection : { ...selection, anchor: start };
      store.actions.select(selectRange(anchored, cards, focus));
    };
    return {
      only: (place) => {
        const card = at(place);
        if (card !== undefined) store.actions.select(selectOnly(card, place));
        // Its card is on the way; the keyboard goes ahead.
        else void run(place, place + 1, place, place);
      },
      toggle: (place) => {
        const card = at(place);
        if (card !== undefined) store.actions.select(toggle(store.getState().selection, card, place));
      },
      focus: (place) => store.actions.select({ ...store.getState().selection, focus: place }),
      range: (place) => {
        const anchor = store.getState().selection.anchor ?? place;
        void run(Math.min(anchor, place), Math.max(anchor, place) + 1, place);
      },
      boxed: (kept, places) => {
        const cards = places.flatMap((place) => at(place) ?? []);
        store.actions.select(selectBoxed(kept, cards, places[0] ?? kept.focus));
      },
    };
  }, [store, at]);
}
