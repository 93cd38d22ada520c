// Where the gallery looks, and what leads there: the side list by pointer, keys and palette by command.
import { useMemo, useState } from "react";
import { useCommands } from "#renderer/session/commands.ts";
import { plainQuery, type GalleryQuery } from "./result/gallery-query.ts";
import type { GalleryStore } from "./result/gallery-store.ts";

export type Places = {
  readonly place: "grid" | "duplicates";
  /** Asks for something in the grid, wherever the gallery looked before. */
  readonly ask: (change: Partial<GalleryQuery>) => void;
  /** The library, or its trash, through another search: nothing of the present one stays but the order. */
  readonly go: (change: Partial<GalleryQuery>) => void;
  readonly showGrid: () => void;
  readonly showDuplicates: () => void;
};

export function usePlaces(store: GalleryStore): Places {
  const [place, setPlace] = useState<Places["place"]>("grid");
  const actions = useMemo(() => {
    const ask = (change: Partial<GalleryQuery>) => {
      setPlace("grid");
      void store.actions.setQuery(change);
    };
    return {
      ask,
      go: (change: Partial<GalleryQuery>) =>
        ask({ text: plainQuery.text, trashed: false, openStacks: [], ...change }),
      showGrid: () => setPlace("grid"),
      showDuplicates: () => {
        setPlace("duplicates");
        // No key may act on what was selected in a grid that is out of sight.
        void store.actions.setQuery({ text: plainQuery.text, trashed: false, openStacks: [] });
      },
    };
  }, [store]);
  useCommands({
    "gallery.showAll": () => actions.go({}),
    "gallery.showFavourites": () => actions.go({ text: "is:favourite" }),
    "gallery.showRejected": () => actions.go({ text: "is:rejected" }),
    "gallery.showDuplicates": actions.showDuplicates,
    "gallery.showTrash": () => actions.go({ trashed: true }),
  });
  return { place, ...actions };
}
