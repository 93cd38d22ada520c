// Collections, tags and saved searches of the library, for the side list, the search field and the dialogs. Asks the
// host and follows its news; draws nothing.
import { createStore, useStore } from "zustand";
import { invoke, onEvent } from "#renderer/bridge/bridge.ts";
import type { StudioEvent } from "#shared/contract/events.ts";
import type { CollectionId } from "#shared/model/ids.ts";
import type { Collection, SavedSearch } from "#shared/model/collection.ts";
import type { KnownValues } from "#shared/rules/complete-query.ts";
import { limits } from "#shared/rules/limits.ts";

export type CountedCollection = Collection & { readonly count: number };
export type CountedTag = { readonly tag: string; readonly count: number };

export type Shelf = {
  /** By name; those of one parent together. */
  readonly collections: readonly CountedCollection[];
  /** Most used first. */
  readonly tags: readonly CountedTag[];
  /** Those that pictures in the trash alone have. */
  readonly trashTags: readonly string[];
  readonly searches: readonly SavedSearch[];
};

export const shelfStore = createStore<Shelf>(() => ({
  collections: [],
  tags: [],
  trashTags: [],
  searches: [],
}));

export function useShelf<Part>(select: (shelf: Shelf) => Part): Part {
  return useStore(shelfStore, select);
}

const byName = (a: { readonly name: string }, b: { readonly name: string }) =>
  a.name.localeCompare(b.name, "en", { numeric: true });

let refreshing: Promise<void> | null = null;
let isStale = false;

/** Pieces of a large change follow one another: what comes while the host is asked is one question more. */
async function refreshCollections(): Promise<void> {
  isStale = true;
  refreshing ??= (async () => {
    while (isStale) {
      isStale = false;
      await askCollections();
    }
    refreshing = null;
  })();
  await refreshing;
}

async function askCollections(): Promise<void> {
  const [found, used] = await Promise.all([
    invoke("collection.list", {}),
    invoke("tag.list", { text: "", limit: 1000, withTrash: true }),
  ]);
  if (found.ok) shelfStore.setState({ collections: found.value.collections.toSorted(byName) });
  if (!used.ok) return;
  const tags = used.value.tags.filter(({ count }) => count > 0);
  const trashTags = used.value.tags.filter(({ count }) => count === 0).map(({ tag }) => tag);
  shelfStore.setState({ tags, trashTags });
}

async function refreshSearches(): Promise<void> {
  const reply = await invoke("search.list", {});
  if (reply.ok) shelfStore.setState({ searches: reply.value.searches.toSorted(byName) });
}

/** Keeps the shelf in step with the library until the returned function is called. */
export function followShelf(): () => void {
  void refreshCollections();
  void refreshSearches();
  return onEvent((event: StudioEvent) => {
    switch (event.name) {
      case "library.reloaded":
        void refreshSearches();
        void refreshCollections();
        break;
      case "searches.changed":
        void refreshSearches();
        break;
      // What is in the trash is not counted.
      case "picture.removed":
      case "picture.returned":
      case "collections.changed":
        void refreshCollections();
        break;
      default:
    }
  });
}

/** As the library compares tags. */
const fold = (tag: string) => tag.trim().replace(/\s+/g, " ").toLowerCase();

/** The tag, of another spelling than `tag`, that a tag called `name` would be one with: in the library or its trash. */
export function tagJoined(
  { tags, trashTags }: Pick<Shelf, "tags" | "trashTags">,
  tag: string,
  name: string,
): string | undefined {
  if (fold(name) === fold(tag)) return undefined;
  return [...tags.map((known) => known.tag), ...trashTags].find((known) => fold(known) === fold(name));
}

/** The collections that lie in one, or at the top. */
export function collectionsIn(
  collections: readonly CountedCollection[],
  parent: CollectionId | null,
): readonly CountedCollection[] {
  return collections.filter((collection) => collection.parent === parent);
}

/** How a search names a collection: its name, or where it lies in another `parent/name` (Q12). */
export function pathOf(
  collections: readonly CountedCollection[],
  { name, parent }: Pick<CountedCollection, "name" | "parent">,
): string {
  const above = collections.find(({ id }) => id === parent);
  return above === undefined ? name : `${above.name}/${name}`;
}

/** What the search field can complete. */
export function knownValues({ tags, collections }: Pick<Shelf, "tags" | "collections">): KnownValues {
  return {
    tags: tags.map(({ tag }) => tag),
    collections: [...new Set(collections.map((collection) => pathOf(collections, collection)))],
    models: [limits.model, "demo"],
  };
}
