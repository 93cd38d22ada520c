// Order and row height by key and palette; the toolbar has the same for the pointer.
import { useCommands } from "#renderer/session/commands.ts";
import { studioStore } from "#renderer/session/studio-store.ts";
import type { PictureSort } from "#shared/contract/calls/picture-calls.ts";
import { keepRowHeight, rowHeights } from "./density.tsx";
import { asksForWords } from "./result/gallery-query.ts";
import type { GalleryStore } from "./result/gallery-store.ts";
import type { Places } from "./use-places.ts";

/** Rows grow and shrink by so much at a time. */
const stepPx = 48;

export function useViewCommands(store: GalleryStore, ask: Places["ask"]): void {
  const order = (sort: PictureSort) => () => ask({ sort });
  const rowPx = () => studioStore.getState().settings.appearance.galleryRowPx;
  const grow = (by: number) =>
    keepRowHeight(Math.max(rowHeights.minPx, Math.min(rowHeights.maxPx, rowPx() + by)));
  useCommands({
    "gallery.sortNewest": order("newest"),
    "gallery.sortOldest": order("oldest"),
    "gallery.sortRating": order("rating"),
    "gallery.sortLargest": order("largest"),
    "gallery.sortRelevance": {
      enabled: () => asksForWords(store.getState().query.text),
      run: order("relevance"),
    },
    "gallery.sortCost": order("cost"),
    "gallery.higherRows": { enabled: () => rowPx() < rowHeights.maxPx, run: () => grow(stepPx) },
    "gallery.lowerRows": { enabled: () => rowPx() > rowHeights.minPx, run: () => grow(-stepPx) },
  });
}
