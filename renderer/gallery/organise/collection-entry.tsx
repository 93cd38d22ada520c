// A collection in the side list, with those that lie in it. Pictures are dropped on it; its menu renames, moves, removes.
import { Folder } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { MenuGroups } from "#renderer/ui/menu.tsx";
import type { CollectionId } from "#shared/model/ids.ts";
import type { NameAsk } from "./name-dialog.tsx";
import { SideEntry } from "./side-entry.tsx";
import { collectionsIn, shelfStore, type CountedCollection } from "./shelf-store.ts";
import type { Organise } from "./use-organise.ts";
import styles from "./side-list.module.css";
import { showToast } from "#renderer/ui/toast.tsx";

interface CollectionEntryProps {
  readonly collection: CountedCollection;
  readonly inside: readonly CountedCollection[];
  readonly isCurrent: (collection: CountedCollection) => boolean;
  readonly organise: Organise;
  readonly onAsk: (ask: NameAsk) => void;
  readonly onMakeInside: (parent: CollectionId) => void;
  readonly onOpen: (collection: CountedCollection) => void;
}

export function CollectionEntry(props: CollectionEntryProps) {
  const { collection, inside, isCurrent, organise, onOpen } = props;
  const menuOf = useCollectionMenu(props);
  return (
    <SideEntry
      icon={<Folder size={16} strokeWidth={1.5} aria-hidden />}
      label={collection.name}
      count={collection.count}
      isCurrent={isCurrent(collection)}
      onOpen={() => onOpen(collection)}
      menu={menuOf(collection, inside.length > 0)}
      onDropPictures={(ids) => organise.put(collection, ids)}
    >
      {inside.length > 0 && (
        <ul className={styles["entries"]} aria-label={collection.name}>
          {inside.map((each) => (
            <SideEntry
              key={each.id}
              isNested
              icon={<Folder size={16} strokeWidth={1.5} aria-hidden />}
              label={each.name}
              count={each.count}
              isCurrent={isCurrent(each)}
              onOpen={() => onOpen(each)}
              menu={menuOf(each, false)}
              onDropPictures={(ids) => organise.put(each, ids)}
            />
          ))}
        </ul>
      )}
    </SideEntry>
  );
}

function useCollectionMenu({ organise, onAsk, onMakeInside }: CollectionEntryProps) {
  const { t } = useTranslation("gallery");
  return (collection: CountedCollection, hasInside: boolean): MenuGroups => {
    const { id, name, parent } = collection;
    const move = async (to: CollectionId | null) => {
      const failure = await organise.changeCollection({ id, name, parent: to });
      if (failure !== null) showToast({ title: failure, tone: "danger" });
    };
    const others = collectionsIn(shelfStore.getState().collections, null).filter(
      (other) => other.id !== id && other.id !== parent,
    );
    return [
      [
        {
          id: "rename",
          label: t("organise.rename"),
          run: () =>
            onAsk({
              title: t("organise.renameCollection"),
              label: t("organise.name"),
              name,
              confirm: t("organise.renameConfirm"),
              run: async (changed) => await organise.changeCollection({ id, name: changed, parent }),
            }),
        },
        ...(parent === null
          ? [{ id: "inside", label: t("organise.newInside"), run: () => onMakeInside(id) }]
          : [{ id: "top", label: t("organise.moveToTop"), run: () => void move(null) }]),
      ],
      // Collections are nested one level: what holds others stays at the top.
      hasInside
        ? []
        : others.slice(0, 20).map((other) => ({
            id: other.id,
            label: t("organise.moveInto", { name: other.name }),
            run: () => void move(other.id),
          })),
      [
        {
          id: "remove",
          label: t("organise.removeCollection"),
          isDangerous: true,
          run: () => organise.removeCollection(collection),
        },
      ],
    ];
  };
}
