// A collection on its way by drag and drop, and where it may be let go: collections are nested one level, so what holds
// others stays at the top.
import { readPictureDrag } from "#renderer/session/picture-drag.ts";
import { carriesPictures } from "#renderer/session/read-drop.ts";
import type { CollectionId } from "#shared/model/ids.ts";
import type { Collection } from "#shared/model/collection.ts";
import { shelfStore } from "./shelf-store.ts";
import type { DropTarget } from "./use-drop-target.ts";
import type { Organise } from "./use-organise.ts";

const collectionDragType = "application/x-inlay-collection";

/** A drag shows its targets no more than its types: which collection it carries is kept here. */
let carried: Collection | null = null;

export function beginCollectionDrag(data: DataTransfer, collection: Collection): void {
  carried = collection;
  data.setData(collectionDragType, collection.id);
  data.effectAllowed = "move";
}

export function endCollectionDrag(): void {
  carried = null;
}

/** The collection that a drag carries; null for drags of anything else. */
function draggedCollection(data: Pick<DataTransfer, "types">): Collection | null {
  return data.types.includes(collectionDragType) ? carried : null;
}

/** Whether a collection can be put into another, or to the top with null. False where it is already. */
export function mayMove(
  collections: readonly Collection[],
  { id, parent }: Pick<Collection, "id" | "parent">,
  to: CollectionId | null,
): boolean {
  if (to === parent || to === id) return false;
  if (to === null) return true;
  const isTop = collections.some((other) => other.id === to && other.parent === null);
  return isTop && !collections.some((other) => other.parent === id);
}

/** A collection as a target: takes pictures, and collections that may lie in it. */
export function collectionDrop(
  target: Collection,
  organise: Pick<Organise, "put" | "moveCollection">,
): DropTarget {
  const movable = (data: DataTransfer) => {
    const moved = draggedCollection(data);
    return moved !== null && mayMove(shelfStore.getState().collections, moved, target.id) ? moved : null;
  };
  return {
    effectOf: (data) => {
      // Where the host drags files itself, the library's own pictures come back as files.
      if (carriesPictures(data)) return "copy";
      return movable(data) === null ? null : "move";
    },
    take: (data) => {
      const moved = movable(data);
      const ids = moved === null ? readPictureDrag(data) : [];
      if (moved !== null) organise.moveCollection(moved, target);
      else if (ids.length > 0) organise.put(target, ids);
      return moved !== null || ids.length > 0;
    },
  };
}

/** The top of the list as a target: takes collections out of those that they lie in. */
export function topDrop(organise: Pick<Organise, "moveCollection">): DropTarget {
  return {
    effectOf: (data) => ((draggedCollection(data)?.parent ?? null) === null ? null : "move"),
    take: (data) => {
      const moved = draggedCollection(data);
      if (moved !== null) organise.moveCollection(moved, null);
      return moved !== null;
    },
  };
}
