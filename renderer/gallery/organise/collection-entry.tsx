// A collection in the side list, with those that lie in it. Pictures and collections are dropped on it, and it is dragged
// into others; its menu renames, moves, removes.
import { Folder } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { MenuGroups } from "#renderer/ui/menu.tsx";
import type { CollectionId } from "#shared/model/ids.ts";
import type { NameAsk } from "./name-dialog.tsx";
import { SideEntry } from "./side-entry.tsx";
import { beginCollectionDrag, collectionDrop, endCollectionDrag, mayMove } from "./collection-drag.ts";
import { collectionsIn, shelfStore, type CountedCollection } from "./shelf-store.ts";
import type { Organise } from "./use-organise.ts";
import styles from "./side-list.module.css";

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
  const drag = (each: CountedCollection) => ({
    begin: (data: DataTransfer) => beginCollectionDrag(data, each),
    end: endCollectionDrag,
  });
  return (
    <SideEntry
      icon={<Folder size={16} strokeWidth={1.5} aria-hidden />}
      label={collection.name}
      count={collection.count}
      isCurrent={isCurrent(collection)}
      onOpen={() => onOpen(collection)}
      menu={menuOf(collection)}
      drag={drag(collection)}
      drop={collectionDrop(collection, organise)}
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
              menu={menuOf(each)}
              drag={drag(each)}
              drop={collectionDrop(each, organise)}
            />
          ))}
        </ul>
      )}
    </SideEntry>
  );
}

function useCollectionMenu({ organise, onAsk, onMakeInside }: CollectionEntryProps) {
  const { t } = useTranslation("gallery");
  return (collection: CountedCollection): MenuGroups => {
    const { id, name, parent } = collection;
    const { collections } = shelfStore.getState();
    const others = collectionsIn(collections, null).filter((other) =>
      mayMove(collections, collection, other.id),
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
          : [
              {
                id: "top",
                label: t("organise.moveToTop"),
                run: () => organise.moveCollection(collection, null),
              },
            ]),
      ],
      others.slice(0, 20).map((other) => ({
        id: other.id,
        label: t("organise.moveInto", { name: other.name }),
        run: () => organise.moveCollection(collection, other),
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
