// Whether the palette is open.
import { createStore, useStore } from "zustand";

interface PaletteState {
  readonly isOpen: boolean;
  /** How often it was opened: each time it starts empty, also when it comes back before it has faded. */
  readonly openings: number;
  readonly setOpen: (isOpen: boolean) => void;
  readonly toggle: () => void;
}

export const paletteStore = createStore<PaletteState>()((set, get) => ({
  isOpen: false,
  openings: 0,
  setOpen: (isOpen) =>
    set(({ isOpen: wasOpen, openings }) => ({
      isOpen,
      openings: isOpen && !wasOpen ? openings + 1 : openings,
    })),
  toggle: () => get().setOpen(!get().isOpen),
}));

export function usePalette<Part>(select: (state: PaletteState) => Part): Part {
  return useStore(paletteStore, select);
}
