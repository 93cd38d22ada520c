// The pictures that requests made, as far as they are loaded: newest first by page, and by event. Knows no jobs.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Invoke } from "#shared/contract/registry.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Picture, PictureCard } from "#shared/model/picture.ts";
import type { LibraryEvent } from "#renderer/session/library-events.ts";

export type ResultsState = {
  readonly cards: ReadonlyMap<PictureId, PictureCard>;
  /** Deleted, or never found: a job that made one of them has nothing to show. */
  readonly gone: ReadonlyMap<PictureId, PictureCard | null>;
  /** first: nothing is known yet · more: a further page is under way · ready · failed. */
  readonly loading: "first" | "more" | "ready" | "failed";
  readonly error: StudioError | null;
  /** True when no older picture is left to load. */
  readonly isComplete: boolean;
};

export type ResultsActions = {
  /** Asks for the next older page, unless one is under way or none is left. */
  readonly loadMore: () => Promise<void>;
  /** Asks for pictures that are not here; one that is trashed or unknown counts as gone. */
  readonly ensure: (ids: readonly PictureId[]) => Promise<void>;
  readonly hear: (event: LibraryEvent) => void;
};

export type ResultsStore = StoreApi<ResultsState> & { readonly actions: ResultsActions };

const pageSize = 120;

const nothing: ResultsState = {
  cards: new Map(),
  gone: new Map(),
  loading: "first",
  error: null,
  isComplete: false,
};

export function createResultsStore(invoke: Invoke): ResultsStore {
  const store = createStore<ResultsState>(() => nothing);
  return Object.assign(store, { actions: resultsActions(store, invoke) });
}

function resultsActions(store: StoreApi<ResultsState>, invoke: Invoke): ResultsActions {
  /** Creation time of the oldest picture that came by page: what is older may have gaps. */
  let frontier = Number.POSITIVE_INFINITY;
  /** Raised when everything known is forgotten; replies to older questions are dropped. */
  let era = 0;
  let isAsking = false;
  const asked = new Set<PictureId>();

  const put = (cards: readonly PictureCard[]) =>
    store.setState((state) => {
      const gone = new Map(state.gone);
      for (const { id } of cards) gone.delete(id);
      return { cards: new Map([...state.cards, ...cards.map((card) => [card.id, card] as const)]), gone };
    });

  const remove = (ids: readonly PictureId[]) =>
    store.setState((state) => {
      const cards = new Map(state.cards);
      const gone = new Map(state.gone);
      for (const id of ids) {
        gone.set(id, cards.get(id) ?? null);
        cards.delete(id);
      }
      return { cards, gone };
    });

  async function loadMore(): Promise<void> {
    if (isAsking || store.getState().isComplete) return;
    isAsking = true;
    const present = era;
    store.setState(({ cards }) => ({ loading: cards.size === 0 ? "first" : "more" }));
    const offset = [...store.getState().cards.values()].filter((card) => card.createdAt >= frontier).length;
    const reply = await invoke("picture.search", { kinds: ["generate", "edit"], offset, limit: pageSize });
    if (present !== era) return;
    isAsking = false;
    if (!reply.ok) {
      store.setState({ loading: "failed", error: reply.error });
      return;
    }
    const { pictures } = reply.value;
    frontier = pictures.reduce((oldest, card) => Math.min(oldest, card.createdAt), frontier);
    // One that was deleted while the question was on its way stays deleted.
    put(pictures.filter(({ id }) => !store.getState().gone.has(id)));
    store.setState({ loading: "ready", error: null, isComplete: pictures.length < pageSize });
  }

  async function fetchOne(id: PictureId): Promise<void> {
    const present = era;
    const reply = await invoke("picture.get", { id });
    if (present !== era) return;
    asked.delete(id);
    if (reply.ok && reply.value.picture.trashedAt === null) put([cardOf(reply.value.picture)]);
    else if (reply.ok || reply.error.kind === "not-found") remove([id]);
  }

  async function ensure(ids: readonly PictureId[]): Promise<void> {
    const { cards, gone } = store.getState();
    const missing = ids.filter((id) => !cards.has(id) && !gone.has(id) && !asked.has(id));
    for (const id of missing) asked.add(id);
    await Promise.all(missing.map(fetchOne));
  }

  return {
    loadMore,
    ensure,
    hear: (event) => {
      switch (event.name) {
        case "picture.added":
          if (isMade(event.picture)) put([event.picture]);
          break;
        case "pictures.changed": {
          const known = event.pictures.filter(({ id }) => store.getState().cards.has(id));
          if (known.length > 0) put(known);
          break;
        }
        case "picture.removed":
          remove(event.ids);
          break;
        case "picture.returned": {
          const { gone } = store.getState();
          const known = event.ids.flatMap((id) => gone.get(id) ?? []);
          put(known);
          store.setState((state) => ({
            gone: new Map([...state.gone].filter(([id]) => !event.ids.includes(id))),
          }));
          void ensure(event.ids);
          break;
        }
        case "library.reloaded":
          era += 1;
          isAsking = false;
          frontier = Number.POSITIVE_INFINITY;
          asked.clear();
          store.setState(nothing);
          void loadMore();
          break;
      }
    },
  };
}

function isMade({ kind }: PictureCard): boolean {
  return kind === "generate" || kind === "edit";
}

function cardOf(picture: Picture): PictureCard {
  const { id, asset, kind, mediaType, widthPx, heightPx, createdAt } = picture;
  const { engine, job, click, marks, tags, collections, thumbhash, problem, title } = picture;
  const shape = { id, asset, kind, mediaType, widthPx, heightPx, createdAt };
  const known = { engine, job, click, marks, tags, collections, thumbhash, problem };
  return { ...shape, ...known, title: title.slice(0, 200), stackSize: 1 };
}
