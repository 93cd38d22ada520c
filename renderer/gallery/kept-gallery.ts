// What the gallery keeps while other rooms are open, and when it has to ask the library again.
import { invoke } from "#renderer/bridge/bridge.ts";
import { onLibraryEvent } from "#renderer/session/library-events.ts";
import { isWhole } from "./result/gallery-query.ts";
import { createGalleryStore } from "./result/gallery-store.ts";

/** Kept while other rooms are open, so that coming back finds the same place. */
export const galleryStore = createGalleryStore(invoke);

/** Whether anything may have happened to pictures since the store asked for them, with nobody to hear of it. */
let hasNews = true;
onLibraryEvent(() => {
  hasNews = true;
});

/** Asks for the library's newest before anybody looks, so that the room opens with pictures in it. */
export function readyGallery(): void {
  if (galleryStore.getState().loading === "first") bringUpToDate();
}

/** The whole library stays as it was while nothing happens to it; a search may depend on the day, an order on prices. */
export function bringUpToDate(): void {
  const { query, loading } = galleryStore.getState();
  if (!hasNews && loading !== "failed" && isWhole(query) && query.sort !== "cost") return;
  hasNews = false;
  void galleryStore.actions.refresh();
}
