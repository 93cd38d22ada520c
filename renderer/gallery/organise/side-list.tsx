// Where to look: the library as a whole, what was searched for before, collections, tags. Each entry is a search, so that
// the search box always says what is shown.
import { Copy, Heart, Images, Plus, Trash2, X } from "lucide-react";
import { startTransition, useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { GalleryStore } from "#renderer/gallery/result/gallery-store.ts";
import type { Places } from "#renderer/gallery/use-places.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import type { PictureSort } from "#shared/contract/calls/picture-calls.ts";
import { pictureSortSchema } from "#shared/contract/calls/picture-calls.ts";
import type { CollectionId } from "#shared/model/ids.ts";
import type { SavedSearch } from "#shared/model/collection.ts";
import { printTerm } from "#shared/rules/print-query.ts";
import { topDrop } from "./collection-drag.ts";
import { CollectionEntry } from "./collection-entry.tsx";
import type { NameAsk } from "./name-dialog.tsx";
import { SavedSearchEntry } from "./saved-search-entry.tsx";
import { collectionsIn, pathOf, useShelf } from "./shelf-store.ts";
import { SideEntry } from "./side-entry.tsx";
import { TagEntry } from "./tag-entry.tsx";
import { useDropTarget, type DropTarget } from "./use-drop-target.ts";
import type { Organise } from "./use-organise.ts";
import styles from "./side-list.module.css";

interface SideListProps {
  readonly store: GalleryStore;
  readonly places: Places;
  readonly organise: Organise;
  readonly onAsk: (ask: NameAsk) => void;
  readonly onMakeCollection: (parent: CollectionId | null) => void;
  readonly onClose: () => void;
}

export const sideListId = "gallery-side-list";
/** The list of saved searches, for whoever leads there by key. */
export const searchesId = "gallery-searches";

const glyph = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;
const shownTags = 40;

const tagText = (tag: string) => printTerm({ isNegated: false, filter: { field: "tag", tag } });
const searchIn = (collection: string) => printTerm({ isNegated: false, filter: { field: "in", collection } });

export function SideList({ store, places, organise, onAsk, onMakeCollection, onClose }: SideListProps) {
  const { t } = useTranslation("gallery");
  const { place, go, showDuplicates } = places;
  const collections = useShelf((shelf) => shelf.collections);
  const searches = useShelf((shelf) => shelf.searches);
  const tags = useShelf((shelf) => shelf.tags);
  const entries = useMemo(() => {
    const own = searches.map(({ text }) => text);
    const named = collections.map((collection) => searchIn(pathOf(collections, collection)));
    const tagged = tags.slice(0, shownTags).map(({ tag }) => tagText(tag));
    return new Set(["", "is:favourite", "is:rejected", ...own, ...named, ...tagged]);
  }, [searches, collections, tags]);
  const shown = useShown(store, entries);
  const isShown = (text: string, trashed = false) => place === "grid" && shown === `${trashed} ${text}`;
  return (
    <nav id={sideListId} className={styles["list"]} aria-label={t("side.label")}>
      <Group
        title={t("side.library")}
        action={
          <IconButton
            size="small"
            label={t("side.close")}
            icon={<X size={14} strokeWidth={1.5} />}
            onClick={onClose}
          />
        }
      >
        <SideEntry
          icon={<Images {...glyph} />}
          label={t("side.all")}
          isCurrent={isShown("")}
          onOpen={() => go({ text: "" })}
        />
        <SideEntry
          icon={<Heart {...glyph} />}
          label={t("side.favourites")}
          isCurrent={isShown("is:favourite")}
          onOpen={() => go({ text: "is:favourite" })}
        />
        <SideEntry
          icon={<X {...glyph} />}
          label={t("side.rejected")}
          isCurrent={isShown("is:rejected")}
          onOpen={() => go({ text: "is:rejected" })}
        />
        <SideEntry
          icon={<Copy {...glyph} />}
          label={t("side.duplicates")}
          isCurrent={place === "duplicates"}
          onOpen={showDuplicates}
        />
        <SideEntry
          icon={<Trash2 {...glyph} />}
          label={t("side.trash")}
          isCurrent={isShown("", true)}
          onOpen={() => go({ text: "", trashed: true })}
        />
      </Group>
      {searches.length > 0 && (
        <Group id={searchesId} title={t("side.searches")}>
          {searches.map((search) => (
            <SavedSearchEntry
              key={search.id}
              search={search}
              isCurrent={isShown(search.text)}
              organise={organise}
              onAsk={onAsk}
              onOpen={() => go({ text: search.text, sort: sortOf(search) })}
            />
          ))}
        </Group>
      )}
      <Group
        title={t("side.collections")}
        drop={topDrop(organise)}
        action={
          <IconButton
            size="small"
            label={t("organise.newCollection")}
            icon={<Plus size={14} strokeWidth={1.5} />}
            onClick={() => onMakeCollection(null)}
          />
        }
      >
        {collections.length === 0 && <li className={styles["hint"]}>{t("side.noCollections")}</li>}
        {collectionsIn(collections, null).map((collection) => (
          <CollectionEntry
            key={collection.id}
            collection={collection}
            inside={collectionsIn(collections, collection.id)}
            isCurrent={(one) => isShown(searchIn(pathOf(collections, one)))}
            organise={organise}
            onAsk={onAsk}
            onMakeInside={onMakeCollection}
            onOpen={(one) => go({ text: searchIn(pathOf(collections, one)) })}
          />
        ))}
      </Group>
      {tags.length > 0 && (
        <Group title={t("side.tags")}>
          {tags.slice(0, shownTags).map(({ tag, count }, index) => (
            <TagEntry
              // A renamed tag keeps its line, and with it the focus.
              key={index}
              tag={tag}
              count={count}
              isCurrent={isShown(tagText(tag))}
              organise={organise}
              onAsk={onAsk}
              onOpen={(name) => go({ text: tagText(name) })}
            />
          ))}
        </Group>
      )}
    </nav>
  );
}

/**
 * What the present search stands for among `entries`; null for what none of them leads to, so that typing draws nothing
 * here. Follows without haste: a letter in the search box does not wait for the list.
 */
function useShown(store: GalleryStore, entries: ReadonlySet<string>): string | null {
  const read = useCallback(() => {
    const { text, trashed } = store.getState().query;
    return entries.has(text.trim()) ? `${trashed} ${text.trim()}` : null;
  }, [store, entries]);
  const [shown, setShown] = useState(read);
  useEffect(() => {
    const follow = () => {
      const now = read();
      startTransition(() => setShown(now));
    };
    follow();
    return store.subscribe(follow);
  }, [store, read]);
  return shown;
}

function sortOf({ sort }: SavedSearch): PictureSort {
  const read = pictureSortSchema.safeParse(sort);
  return read.success ? read.data : "newest";
}

interface GroupProps {
  readonly id?: string;
  readonly title: string;
  readonly action?: ReactNode;
  readonly drop?: DropTarget;
  readonly children: ReactNode;
}

function Group({ id, title, action, drop, children }: GroupProps) {
  const { isTarget, handlers } = useDropTarget(drop);
  return (
    <section id={id} className={styles["group"]} aria-label={title}>
      <header className={joinClasses(styles["header"], isTarget && styles["target"])} {...handlers}>
        <h2 className={styles["title"]}>{title}</h2>
        {action}
      </header>
      <ul className={styles["entries"]}>{children}</ul>
    </section>
  );
}
