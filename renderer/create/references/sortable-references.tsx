// The order of the tray, changed by dragging or by keys; moves are announced.
import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
  type UniqueIdentifier,
} from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { composerDraft } from "#renderer/session/composer-draft.ts";
import type { AssetId } from "#shared/model/ids.ts";
import type { Reference } from "#shared/model/image-request.ts";
import styles from "./references.module.css";

interface SortableReferencesProps {
  readonly references: readonly Reference[];
  /** One row for each reference, in the same order. */
  readonly children: ReactNode;
}

export function SortableReferences({ references, children }: SortableReferencesProps) {
  const { t } = useTranslation("create");
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = references.map(({ asset }) => asset);
  const nameOf = (id: UniqueIdentifier) => references.find(({ asset }) => asset === id)?.name ?? "";
  const placeOf = (id: UniqueIdentifier) => ids.indexOf(id as AssetId) + 1;
  const says = (active: UniqueIdentifier, over: UniqueIdentifier) => ({
    name: nameOf(active),
    place: placeOf(over),
    count: ids.length,
  });

  const drop = ({ active, over }: DragEndEvent): void => {
    if (over !== null && over.id !== active.id)
      composerDraft.actions.moveReference(active.id as AssetId, placeOf(over.id) - 1);
  };

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={drop}
      accessibility={{
        screenReaderInstructions: { draggable: t("references.sorting.instructions") },
        announcements: {
          onDragStart: ({ active }) => t("references.sorting.start", says(active.id, active.id)),
          onDragOver: ({ active, over }) =>
            over === null ? undefined : t("references.sorting.over", says(active.id, over.id)),
          onDragEnd: ({ active, over }) =>
            t("references.sorting.end", says(active.id, over?.id ?? active.id)),
          onDragCancel: ({ active }) => t("references.sorting.cancel", { name: nameOf(active.id) }),
        },
      }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol className={styles["list"]}>{children}</ol>
      </SortableContext>
    </DndContext>
  );
}
