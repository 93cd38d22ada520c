// Which room is open.
import { createStore, useStore } from "zustand";

export type RoomId = "create" | "gallery" | "canvas" | "usage" | "settings";

export interface NavigationState {
  readonly room: RoomId;
  /** A part of the room to bring into view; the room consumes it with `arrive`. */
  readonly section: string | null;
  readonly goTo: (room: RoomId, section?: string) => void;
  readonly arrive: () => void;
}

export const navigationStore = createStore<NavigationState>()((set) => ({
  room: "create",
  section: null,
  goTo: (room, section) => set({ room, section: section ?? null }),
  arrive: () => set({ section: null }),
}));

export function useNavigation<Part>(select: (state: NavigationState) => Part): Part {
  return useStore(navigationStore, select);
}
