// Which room is open, and which one was when the page was loaded again.
import { createStore, useStore } from "zustand";
import { readToken } from "#renderer/bridge/open-session.ts";

export type RoomId = "create" | "gallery" | "canvas" | "usage" | "settings";

export interface NavigationState {
  readonly room: RoomId;
  /** A part of the room to bring into view; the room consumes it with `arrive`. */
  readonly section: string | null;
  readonly goTo: (room: RoomId, section?: string) => void;
  readonly arrive: () => void;
}

const rooms: readonly RoomId[] = ["create", "gallery", "canvas", "usage", "settings"];
/** Of this window alone. */
const rememberedAs = "inlay.room";

export const navigationStore = createStore<NavigationState>()((set) => ({
  room: "create",
  section: null,
  goTo: (room, section) => set({ room, section: section ?? null }),
  arrive: () => set({ section: null }),
}));

export function useNavigation<Part>(select: (state: NavigationState) => Part): Part {
  return useStore(navigationStore, select);
}

/**
 * Opens the room that was left by a reload. It is noted as the page goes in good order and read once: a page that crashed
 * in a room does not begin there again.
 */
export function keepRoom(): void {
  const last = sessionStorage.getItem(rememberedAs);
  sessionStorage.removeItem(rememberedAs);
  const room = rooms.find((id) => id === last);
  // Whoever starts Inlay anew comes with a token, also into the same tab, and begins at the prompt.
  const isReload = readToken(window.location.hash) === null;
  if (isReload && room !== undefined) navigationStore.getState().goTo(room);
  window.addEventListener("pagehide", () =>
    sessionStorage.setItem(rememberedAs, navigationStore.getState().room),
  );
}
