// Whether the palette is open.
import { createStore, useStore } from "zustand";

interface PaletteState {
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
  readonly toggle: () => void;
}

export const paletteStore = createStore<PaletteState>()((set) => ({
  isOpen: false,
  setOpen: (isOpen) => set({ isOpen }),
  toggle: () => set((state) => ({ isOpen: !state.isOpen })),
}));

export function usePalette<Part>(select: (state: PaletteState) => Part): Part {
  return useStore(paletteStore, select);
}
