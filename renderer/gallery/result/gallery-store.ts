// The result that the gallery shows: its outline whole, its cards around the view, and the selection. Asks the host
// through `invoke` and follows the library; draws nothing and keeps no pixels.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { StudioEvent } from "#shared/contract/events.ts";
import { mostPicturesAtOnce } from "#shared/contract/picture-ids.ts";
import type { Invoke } from "#shared/contract/registry.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import {
  cardAt,
  cardsPerPage,
  isReordered,
  pagesOf,
  withNewCards,
  withCards,
  type CardPages,
} from "./card-pages.ts";
import { dependsOnMarks, dependsOnOrder, plainQuery, searchOf, type GalleryQuery } from "./gallery-query.ts";
import { emptyOutline, isWholeOutline, outlineBeginning, readOutline, type Outline } from "./read-outline.ts";
import { noSelection, withNews, withoutPictures, type Selection } from "./selection.ts";
import { settleSelection } from "./settle-selection.ts";

/** What the grid looks at. */
export type GalleryView = {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
  /** Scrolled away from the beginning: news must not move what is looked at. */
  readonly isAway: boolean;
};

export type GalleryState = {
  readonly query: GalleryQuery;
  /** Rises with every new question; the same while a result is only brought up to date. */
  readonly question: number;
  /** The question whose answer is shown; -1 before the first. */
  readonly answered: number;
  readonly outline: Outline;
  readonly pages: CardPages;
  /** New pictures that wait above while the grid is scrolled away. */
  readonly waiting: number;
  readonly loading: "first" | "ready" | "failed";
  readonly error: StudioError | null;
  readonly selection: Selection;
};

export type GalleryActions = {
  /** Asks anew; resolves when the newest question is answered. */
  readonly setQuery: (change: Partial<GalleryQuery>) => Promise<void>;
  /** Asks again for what is shown, keeping place and selection; what waited above comes in. */
  readonly refresh: () => Promise<void>;
  /** Says what is in view, so that its cards come. */
  readonly look: (view: GalleryView) => void;
  readonly select: (selection: Selection) => void;
  /** Cards of a run of places, from memory or the host; at most `mostPicturesAtOnce`. Null when the host does not answer. */
  readonly cardsBetween: (from: number, to: number) => Promise<readonly PictureCard[] | null>;
  /** Follows the library. */
  readonly hear: (event: StudioEvent) => void;
};

export type GalleryStore = StoreApi<GalleryState> & { readonly actions: GalleryActions };

/** What can be said of the result in a few words: a number only where there is one. */
export function knownOf({ loading, selection, outline }: GalleryState): {
  readonly kind: "looking" | "noAnswer" | "selected" | "showing";
  readonly count: number;
} {
  if (loading === "first") return { kind: "looking", count: 0 };
  if (loading === "failed") return { kind: "noAnswer", count: 0 };
  const count = selection.cards.size;
  return count > 1 ? { kind: "selected", count } : { kind: "showing", count: outline.total };
}

/** The contract's cap for one search. */
const largestSearch = 1000;
/** Whoever types or scrolls on does not need what lies beside the view. */
const calmMs = 120;

export function createGalleryStore(invoke: Invoke): GalleryStore {
  const store = createStore<GalleryState>(() => ({
    query: plainQuery,
    question: 0,
    answered: -1,
    outline: emptyOutline,
    pages: new Map(),
    waiting: 0,
    loading: "first",
    error: null,
    selection: noSelection,
  }));
  return Object.assign(store, { actions: galleryActions(store, invoke) });
}

function galleryActions(store: StoreApi<GalleryState>, invoke: Invoke): GalleryActions {
  let view: GalleryView = { from: 0, to: cardsPerPage, isAway: false };
  /** Which way the view went last; 0 where it stands at a beginning. */
  let heading = 0;
  /** The grid has told of a view since the newest question was answered: its first screen has been drawn. */
  let hasLooked = false;
  /** Pages under way, of the result that `stamp` names: answers for an older one are dropped. */
  const underWay = new Set<number>();
  let stamp = 0;
  let asking: Promise<void> | null = null;
  let isAskedAgain = false;
  let calm: ReturnType<typeof setTimeout> | undefined;

  /** One question at a time; those that come meanwhile are one more. */
  async function ask(): Promise<void> {
    isAskedAgain = true;
    clearTimeout(calm);
    asking ??= (async () => {
      while (isAskedAgain) {
        isAskedAgain = false;
        await askOnce();
      }
      asking = null;
      fetchMissing();
    })();
    await asking;
  }

  async function askOnce(): Promise<void> {
    const { query, question, answered } = store.getState();
    const search = searchOf(query);
    const isNew = question !== answered;
    const first = isNew ? 0 : Math.floor(view.from / cardsPerPage);
    const pages = isNew ? 1 : Math.min(10, Math.max(2, pagesOf(view.from, view.to).length + 1));
    const found = await invoke("picture.outline", {
      ...search,
      offset: first * cardsPerPage,
      limit: pages * cardsPerPage,
      // A long result comes in two answers: what the first screen needs, and all of it once nobody types.
      beginning: isNew ? outlineBeginning : 0,
    });
    // The text moved on meanwhile: the next turn asks for what stands there now.
    if (store.getState().question !== question) return;
    if (!found.ok) {
      store.setState({ loading: "failed", error: found.error });
      return;
    }
    stamp += 1;
    underWay.clear();
    if (isNew) {
      view = { from: 0, to: cardsPerPage, isAway: false };
      heading = 0;
      hasLooked = false;
    }
    const outline = readOutline(found.value);
    const cards = withCards(new Map(), first, found.value.pictures, view);
    const selection = settleSelection(store.getState().selection, cards, outline.total);
    store.setState({
      answered: question,
      outline,
      pages: cards,
      selection,
      waiting: 0,
      loading: "ready",
      error: null,
    });
  }
  /** Fetches the pages in view that are not here, two at a time, and those beside it once all is calm. */
  function fetchMissing(isCalm = false): void {
    const { outline, pages, loading } = store.getState();
    if (loading !== "ready" || asking !== null) return;
    const last = Math.ceil(outline.total / cardsPerPage) - 1;
    const inView = pagesOf(view.from, Math.min(view.to, outline.total));
    const [first = 0] = inView;
    const isMissing = (page: number) => page >= 0 && page <= last && !pages.has(page) && !underWay.has(page);
    const [above, below] = [first - 1, first + inView.length];
    const beside = [below, above].filter(isMissing);
    // Who moves on gets what comes next before it comes into view.
    const next = (heading > 0 ? [below, below + 1] : heading < 0 ? [above, above - 1] : []).filter(isMissing);
    for (const page of [...inView.filter(isMissing), ...(isCalm ? beside : next)])
      if (underWay.size < 2) void fetchPage(page);
    clearTimeout(calm);
    // Who has seen the beginning of a long result, and rests, gets the rest of it.
    if (!isWholeOutline(outline)) calm = hasLooked ? setTimeout(() => void ask(), calmMs) : undefined;
    else if (!isCalm && beside.length > 0) calm = setTimeout(() => fetchMissing(true), calmMs);
  }

  async function fetchPage(page: number): Promise<void> {
    const asked = stamp;
    underWay.add(page);
    const { query, waiting, outline } = store.getState();
    // Pictures that wait above have moved the host's places, not those shown.
    const offset = page * cardsPerPage + waiting;
    const reply = await invoke("picture.search", { ...searchOf(query), offset, limit: cardsPerPage });
    if (asked !== stamp) return;
    underWay.delete(page);
    if (!reply.ok) {
      store.setState({ loading: "failed", error: reply.error });
      return;
    }
    const pages = withCards(store.getState().pages, page, reply.value.pictures, view);
    store.setState({ pages });
    if (reply.value.total !== outline.total + waiting) void bringNews();
    else fetchMissing();
  }

  /** Takes news in, or, where that would move what is looked at, counts it. */
  async function bringNews(): Promise<void> {
    const { query, outline, question } = store.getState();
    if (!view.isAway || query.sort !== "newest" || query.stacked) return await ask();
    const reply = await invoke("picture.search", { ...searchOf(query), offset: 0, limit: 1 });
    if (!reply.ok || store.getState().question !== question) return;
    const waiting = reply.value.total - outline.total;
    if (waiting < 0) await ask();
    else store.setState({ waiting });
  }

  async function cardsBetween(from: number, to: number): Promise<readonly PictureCard[] | null> {
    const { pages, query, waiting } = store.getState();
    const end = Math.min(to, from + mostPicturesAtOnce);
    const known: PictureCard[] = [];
    for (let place = from; place < end; place += 1) {
      const card = cardAt(pages, place);
      if (card === undefined) break;
      known.push(card);
    }
    while (from + known.length < end) {
      const offset = from + known.length + waiting;
      const limit = Math.min(largestSearch, end - from - known.length);
      const reply = await invoke("picture.search", { ...searchOf(query), offset, limit });
      if (!reply.ok) return null;
      if (reply.value.pictures.length === 0) break;
      known.push(...reply.value.pictures);
    }
    return known;
  }

  return {
    setQuery: async (change) => {
      const { query, question } = store.getState();
      const next = { ...query, ...change };
      const isSame = change.openStacks !== undefined && Object.keys(change).length === 1;
      // A stack that opens in its place is the same result, with more in it.
      if (isSame) store.setState({ query: next });
      else store.setState({ query: next, question: question + 1, selection: noSelection });
      await ask();
    },
    refresh: ask,
    look: (looked) => {
      const { waiting, outline } = store.getState();
      const comesBack = view.isAway && !looked.isAway && waiting > 0;
      const isBeyond = !isWholeOutline(outline) && looked.to >= outline.ratios.length;
      heading = Math.sign(looked.from - view.from);
      view = looked;
      hasLooked = true;
      if (comesBack || isBeyond) void ask();
      else fetchMissing();
    },
    select: (selection) => store.setState({ selection }),
    cardsBetween,
    hear: (event) => {
      const { query, pages, selection } = store.getState();
      switch (event.name) {
        case "picture.added":
        case "picture.returned":
          void bringNews();
          break;
        case "pictures.changed":
          store.setState({
            pages: withNewCards(pages, event.pictures),
            selection: withNews(selection, event.pictures),
          });
          if (dependsOnMarks(query) || (dependsOnOrder(query) && isReordered(pages, event.pictures)))
            void ask();
          break;
        case "picture.removed":
          store.setState({ selection: withoutPictures(selection, new Set(event.ids)) });
          void ask();
          break;
        case "library.reloaded":
          store.setState({ selection: noSelection });
          void ask();
          break;
        default:
      }
    },
  };
}
