// What the gallery shows: the query, the pictures found so far in their order, and the selection.
// Knows the contract through `invoke`; draws nothing and keeps no pixels.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { PictureSort } from "#shared/contract/calls/picture-calls.ts";
import type { StudioEvent } from "#shared/contract/events.ts";
import type { Invoke } from "#shared/contract/registry.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard, PictureKind } from "#shared/model/picture.ts";
import { noSelection, withoutPictures, type Selection } from "./selection.ts";

export type GalleryQuery = {
  readonly text: string;
  readonly kinds: readonly PictureKind[];
  readonly favourite: boolean;
  readonly minRating: number;
  readonly trashed: boolean;
  readonly sort: PictureSort;
};

export const plainQuery: GalleryQuery = {
  text: "",
  kinds: [],
  favourite: false,
  minRating: 0,
  trashed: false,
  sort: "newest",
};

export type GalleryState = {
  readonly query: GalleryQuery;
  /** In the order shown; as many as were loaded, of `total`. */
  readonly pictures: readonly PictureCard[];
  readonly total: number;
  /** first: nothing to show yet · more: a further page is under way · ready · failed. */
  readonly loading: "first" | "more" | "ready" | "failed";
  readonly error: StudioError | null;
  readonly selection: Selection;
};

export type GalleryActions = {
  readonly setQuery: (change: Partial<GalleryQuery>) => Promise<void>;
  /** Asks for the next page, unless one is under way or all are here. */
  readonly loadMore: () => Promise<void>;
  /** Asks again for what is shown, keeping place and selection. */
  readonly refresh: () => Promise<void>;
  readonly select: (selection: Selection) => void;
  /** Follows the library. */
  readonly hear: (event: StudioEvent) => void;
};

export type GalleryStore = StoreApi<GalleryState> & { readonly actions: GalleryActions };

const pageSize = 400;
/** The contract's cap for one search. */
const largestPage = 1000;

export function isPlain(query: GalleryQuery): boolean {
  return (Object.keys(plainQuery) as (keyof GalleryQuery)[]).every((name) =>
    name === "kinds" ? query.kinds.length === 0 : query[name] === plainQuery[name],
  );
}

export function createGalleryStore(invoke: Invoke): GalleryStore {
  const store = createStore<GalleryState>(() => ({
    query: plainQuery,
    pictures: [],
    total: 0,
    loading: "first",
    error: null,
    selection: noSelection,
  }));
  return Object.assign(store, { actions: galleryActions(store, invoke) });
}

function galleryActions(store: StoreApi<GalleryState>, invoke: Invoke): GalleryActions {
  /** Replies of an older question are dropped: only the newest may write. */
  let question = 0;

  async function ask(offset: number, limit: number): Promise<void> {
    const asked = ++question;
    const { query } = store.getState();
    const reply = await invoke("picture.search", { ...query, kinds: [...query.kinds], offset, limit });
    if (asked !== question) return;
    if (!reply.ok) {
      store.setState({ loading: "failed", error: reply.error });
      return;
    }
    const { pictures: found, total } = reply.value;
    const kept = store.getState().pictures.slice(0, offset);
    const known = new Set(kept.map(({ id }) => id));
    const fresh = found.filter(({ id }) => !known.has(id));
    const pictures = [...kept, ...fresh];
    // The library moved under the offset and the page held nothing new: the events bring what is missing.
    const isEnd = fresh.length === 0;
    store.setState({ pictures, total: isEnd ? pictures.length : total, loading: "ready", error: null });
  }

  const refresh = () => {
    const shown = store.getState().pictures.length;
    return ask(0, Math.min(largestPage, Math.max(pageSize, shown)));
  };

  function remove(ids: readonly PictureId[]): void {
    const gone = new Set(ids);
    const { pictures, selection, total } = store.getState();
    const left = pictures.filter(({ id }) => !gone.has(id));
    const order = pictures.map(({ id }) => id);
    store.setState({
      pictures: left,
      total: total - (pictures.length - left.length),
      selection: withoutPictures(selection, order, gone),
    });
  }

  return {
    setQuery: async (change) => {
      const query = { ...store.getState().query, ...change };
      store.setState({ query, selection: noSelection });
      await ask(0, pageSize);
    },
    loadMore: async () => {
      const { loading, pictures, total } = store.getState();
      if (loading !== "ready" || pictures.length >= total) return;
      store.setState({ loading: "more" });
      await ask(pictures.length, pageSize);
    },
    refresh,
    select: (selection) => store.setState({ selection }),
    hear: (event) => {
      const { query, pictures, total } = store.getState();
      switch (event.name) {
        case "picture.added":
          // Replies for the canvas are kept there; the grid shows what was made with them.
          if (event.picture.kind === "take") break;
          if (!isPlain(query)) void refresh();
          else if (!pictures.some(({ id }) => id === event.picture.id))
            store.setState({ pictures: [event.picture, ...pictures], total: total + 1 });
          break;
        case "picture.changed":
          store.setState({
            pictures: pictures.map((card) => (card.id === event.picture.id ? event.picture : card)),
          });
          break;
        case "picture.removed":
          if (query.trashed) void refresh();
          else remove(event.ids);
          break;
        case "picture.returned":
          if (query.trashed) remove(event.ids);
          else void refresh();
          break;
        case "library.reloaded":
          store.setState({ selection: noSelection });
          void refresh();
          break;
        default:
      }
    },
  };
}
