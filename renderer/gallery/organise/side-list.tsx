// Where to look: the library as a whole, what was searched for before, collections, tags. Each entry is a search, so that
// the search box always says what is shown.
import { Copy, Heart, Images, Plus, Trash2, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { GalleryQuery } from "#renderer/gallery/result/gallery-query.ts";
import type { GalleryStore } from "#renderer/gallery/result/gallery-store.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import type { PictureSort } from "#shared/contract/calls/picture-calls.ts";
import { pictureSortSchema } from "#shared/contract/calls/picture-calls.ts";
import type { CollectionId } from "#shared/model/ids.ts";
import type { SavedSearch } from "#shared/model/collection.ts";
import { printTerm } from "#shared/rules/print-query.ts";
import { CollectionEntry } from "./collection-entry.tsx";
import { NameDialog, type NameAsk } from "./name-dialog.tsx";
import { SavedSearchEntry } from "./saved-search-entry.tsx";
import { collectionsIn, useShelf } from "./shelf-store.ts";
import { SideEntry } from "./side-entry.tsx";
import { useOrganise } from "./use-organise.ts";
import styles from "./side-list.module.css";

export type GalleryPlace = "grid" | "duplicates";

interface SideListProps {
  readonly store: GalleryStore;
  readonly place: GalleryPlace;
  readonly onPlace: (place: GalleryPlace) => void;
  readonly onClose: () => void;
}

const glyph = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;
const shownTags = 40;

const tagText = (tag: string) => printTerm({ isNegated: false, filter: { field: "tag", tag } });
const collectionText = (collection: string) =>
  printTerm({ isNegated: false, filter: { field: "in", collection } });

export function SideList({ store, place, onPlace, onClose }: SideListProps) {
  const { t } = useTranslation("gallery");
  const organise = useOrganise();
  const query = useStore(store, (state) => state.query);
  const collections = useShelf((shelf) => shelf.collections);
  const searches = useShelf((shelf) => shelf.searches);
  const tags = useShelf((shelf) => shelf.tags);
  const [ask, setAsk] = useState<NameAsk | null>(null);

  const go = (change: Partial<GalleryQuery>) => {
    onPlace("grid");
    void store.actions.setQuery({ trashed: false, openStacks: [], ...change });
  };
  const isShown = (text: string, trashed = false) =>
    place === "grid" && query.trashed === trashed && query.text.trim() === text;
  const askCollection = (parent: CollectionId | null) =>
    setAsk({
      title: t("organise.newCollection"),
      label: t("organise.name"),
      name: "",
      confirm: t("organise.make"),
      run: async (name) => await organise.makeCollection(name, parent),
    });

  return (
    <nav className={styles["list"]} aria-label={t("side.label")}>
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
          onOpen={() => onPlace("duplicates")}
        />
        <SideEntry
          icon={<Trash2 {...glyph} />}
          label={t("side.trash")}
          isCurrent={isShown("", true)}
          onOpen={() => go({ text: "", trashed: true })}
        />
      </Group>
      {searches.length > 0 && (
        <Group title={t("side.searches")}>
          {searches.map((search) => (
            <SavedSearchEntry
              key={search.id}
              search={search}
              isCurrent={isShown(search.text)}
              organise={organise}
              onAsk={setAsk}
              onOpen={() => go({ text: search.text, sort: sortOf(search) })}
            />
          ))}
        </Group>
      )}
      <Group
        title={t("side.collections")}
        action={
          <IconButton
            size="small"
            label={t("organise.newCollection")}
            icon={<Plus size={14} strokeWidth={1.5} />}
            onClick={() => askCollection(null)}
          />
        }
      >
        {collections.length === 0 && <li className={styles["hint"]}>{t("side.noCollections")}</li>}
        {collectionsIn(collections, null).map((collection) => (
          <CollectionEntry
            key={collection.id}
            collection={collection}
            inside={collectionsIn(collections, collection.id)}
            isCurrent={({ name }) => isShown(collectionText(name))}
            organise={organise}
            onAsk={setAsk}
            onMakeInside={askCollection}
            onOpen={({ name }) => go({ text: collectionText(name) })}
          />
        ))}
      </Group>
      {tags.length > 0 && (
        <Group title={t("side.tags")}>
          {tags.slice(0, shownTags).map(({ tag, count }) => (
            <SideEntry
              key={tag}
              label={tag}
              count={count}
              isCurrent={isShown(tagText(tag))}
              onOpen={() => go({ text: tagText(tag) })}
            />
          ))}
        </Group>
      )}
      <NameDialog ask={ask} onClose={() => setAsk(null)} />
    </nav>
  );
}

function sortOf({ sort }: SavedSearch): PictureSort {
  const read = pictureSortSchema.safeParse(sort);
  return read.success ? read.data : "newest";
}

interface GroupProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function Group({ title, action, children }: GroupProps) {
  return (
    <section className={styles["group"]} aria-label={title}>
      <header className={styles["header"]}>
        <h2 className={styles["title"]}>{title}</h2>
        {action}
      </header>
      <ul className={styles["entries"]}>{children}</ul>
    </section>
  );
}
