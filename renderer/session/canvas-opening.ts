// A picture that another room wants on the canvas. The canvas takes it when it is in view; nobody else reads it.
import { createStore } from "zustand/vanilla";
import type { PictureId } from "#shared/model/ids.ts";
import { navigationStore } from "./navigation.ts";

export const canvasOpeningStore = createStore<{ readonly picture: PictureId | null }>(() => ({
  picture: null,
}));

/** Goes to the canvas and begins a document on a library picture. */
export function openOnCanvas(picture: PictureId): void {
  canvasOpeningStore.setState({ picture });
  navigationStore.getState().goTo("canvas");
}

/** The picture that waits, once. */
export function takeOpening(): PictureId | null {
  const { picture } = canvasOpeningStore.getState();
  if (picture !== null) canvasOpeningStore.setState({ picture: null });
  return picture;
}
