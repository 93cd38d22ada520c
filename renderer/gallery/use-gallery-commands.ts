// What the gallery's own commands do: where the selection goes, what opens, what is stacked.
import { useStore } from "zustand";
import { useCommands } from "#renderer/session/commands.ts";
import { lightboxStore } from "#renderer/session/lightbox-store.ts";
import { navigationStore } from "#renderer/session/navigation.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { openInLightbox } from "./open-in-lightbox.ts";
import { cardAt } from "./result/card-pages.ts";
import { isOfTrash } from "./result/gallery-query.ts";
import type { GalleryStore } from "./result/gallery-store.ts";
import type { GalleryOverlays } from "./gallery-overlays.tsx";

export interface GalleryCommands {
  readonly store: GalleryStore;
  readonly overlays: GalleryOverlays;
  /** The grid is in view; what is done to its pictures is not offered behind the duplicates. */
  readonly isGrid: boolean;
  readonly onSearch: () => void;
  readonly onSaveSearch: () => void;
  readonly onMakeCollection: () => void;
  readonly onSelectAll: () => void;
  readonly onToggleSide: () => void;
  readonly onToggleDetail: () => void;
  readonly onShowSearches: () => void;
}

/** The picture at the keyboard's place, with all that are selected where it is one of them. */
export function openSelected(store: GalleryStore): void {
  const { selection, pages } = store.getState();
  const { focus, cards } = selection;
  if (focus === null) return;
  const focused = cardAt(pages, focus);
  if (cards.size > 1 && focused !== undefined && cards.has(focused.id)) {
    const chosen = [...cards.values()];
    lightboxStore.getState().open(
      chosen,
      chosen.findIndex(({ id }) => id === focused.id),
      undefined,
      isOfTrash(store.getState().query),
    );
  } else void openInLightbox(store, focus);
}

/** Shows the takes of a stack one by one in the grid, or puts them together again. */
export function toggleStack(store: GalleryStore, { click }: Pick<PictureCard, "click">): void {
  if (click === null) return;
  const { openStacks } = store.getState().query;
  const isOpen = openStacks.includes(click);
  void store.actions.setQuery({
    openStacks: isOpen ? openStacks.filter((open) => open !== click) : [...openStacks, click].slice(-100),
  });
}

export function useGalleryCommands(options: GalleryCommands): void {
  const { store, overlays } = options;
  const isTrash = useStore(store, (state) => isOfTrash(state.query));
  const cards = () => [...store.getState().selection.cards.values()];
  const hasFocus = () => store.getState().selection.focus !== null;
  const focused = () => {
    const { selection, pages } = store.getState();
    return selection.focus === null ? undefined : cardAt(pages, selection.focus);
  };
  // The gallery that waits behind another room keeps its commands; only the one in view answers.
  const isHere = () => navigationStore.getState().room === "gallery";

  const isAsked = () => store.getState().query.text.trim() !== "";
  const total = () => store.getState().outline.total;

  useCommands({
    "gallery.search": options.onSearch,
    "gallery.saveSearch": { enabled: isAsked, run: options.onSaveSearch },
    "gallery.newCollection": options.onMakeCollection,
    "gallery.showSearches": options.onShowSearches,
    "gallery.selectAll": { enabled: () => options.isGrid && total() > 0, run: options.onSelectAll },
    "gallery.toggleSide": options.onToggleSide,
    "gallery.toggleStacks": () =>
      void store.actions.setQuery({ stacked: !store.getState().query.stacked, openStacks: [] }),
    "gallery.openStack": {
      enabled: () => store.getState().query.stacked && (focused()?.click ?? null) !== null,
      run: () => {
        const picture = focused();
        if (picture !== undefined) toggleStack(store, picture);
      },
    },
    "gallery.triage": {
      enabled: () => hasFocus() && !isTrash,
      run: () => {
        const { focus } = store.getState().selection;
        if (focus !== null)
          void openInLightbox(store, focus).then(() => lightboxStore.getState().setTriage(true));
      },
    },
    "gallery.compare": {
      enabled: () => cards().length >= 2 && cards().length <= 4,
      run: () => overlays.compare(cards()),
    },
    "picture.open": { enabled: hasFocus, run: () => openSelected(store) },
    "picture.tag": {
      enabled: () => isHere() && cards().length > 0 && !isTrash,
      run: () => overlays.open("tags"),
    },
    "picture.collect": {
      enabled: () => isHere() && cards().length > 0 && !isTrash,
      run: () => overlays.open("collections"),
    },
    "picture.export": {
      enabled: () => isHere() && cards().length > 0 && !isTrash,
      run: () => overlays.open("export"),
    },
    "picture.contactSheet": {
      enabled: () => isHere() && cards().length > 0 && !isTrash,
      run: () => overlays.open("sheet"),
    },
    "picture.lineage": {
      enabled: () => isHere() && cards().length === 1,
      run: () => {
        const [only] = cards();
        if (only !== undefined) overlays.lineage(only.id);
      },
    },
    "picture.toggleDetails": options.onToggleDetail,
  });
}
