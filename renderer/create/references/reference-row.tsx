// One picture of the tray: what it is, its label, and how it is moved.
import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { GripVertical, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { composerDraft } from "#renderer/session/composer-draft.ts";
import { Badge } from "#renderer/ui/badge.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { TextField } from "#renderer/ui/text-field.tsx";
import { Thumb } from "#renderer/ui/thumb.tsx";
import { thumbUrl } from "#shared/contract/media.ts";
import type { Reference } from "#shared/model/image-request.ts";
import { spellSize } from "#renderer/create/size/shape-box.ts";
import { useFigures } from "#renderer/create/use-figures.ts";
import styles from "./references.module.css";

interface ReferenceRowProps {
  readonly reference: Reference;
  /** 0-based; 0 is the primary. */
  readonly place: number;
  readonly isOverLimit: boolean;
  readonly onRemove: (reference: Reference) => void;
}

const longestLabel = 60;

export function ReferenceRow({ reference, place, isOverLimit, onRemove }: ReferenceRowProps) {
  const { t } = useTranslation("create");
  const figures = useFigures();
  const { asset, name, label, widthPx, heightPx, bytes, notes } = reference;
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } =
    useSortable({ id: asset });
  const isPrimary = place === 0;
  return (
    <li
      ref={setNodeRef}
      className={joinClasses(
        styles["row"],
        isPrimary && styles["primary"],
        isOverLimit && styles["overLimit"],
        isDragging && styles["dragged"],
      )}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        aria-label={t("references.move", { name })}
        className={styles["handle"]}
      >
        <GripVertical size={14} strokeWidth={1.5} />
      </button>
      <Thumb
        src={thumbUrl(asset, 160)}
        alt=""
        {...{ widthPx, heightPx }}
        isLazy={false}
        className={styles["thumb"]}
      />
      <div className={styles["words"]}>
        <div className={styles["top"]}>
          <span className={styles["name"]} title={name}>
            {name}
          </span>
          {isPrimary ? (
            <Badge tone="accent">{t("references.primary")}</Badge>
          ) : (
            <span className={styles["number"]}>{t("references.number", { number: place + 1 })}</span>
          )}
          {isOverLimit && <Badge tone="danger">{t("references.overLimit")}</Badge>}
        </div>
        <div className={styles["top"]}>
          <TextField
            label={t("references.labelFor", { name })}
            isLabelHidden
            className={styles["label"]}
            placeholder={t("references.label")}
            maxLength={longestLabel}
            value={label}
            onValueChange={(typed) => composerDraft.actions.labelReference(asset, typed)}
          />
          <span className={styles["facts"]} title={figures.bytes(bytes)}>
            {spellSize({ widthPx, heightPx })}
          </span>
        </div>
        {notes.length > 0 && (
          <p className={styles["facts"]}>{notes.map((note) => t(`references.notes.${note}`)).join(", ")}</p>
        )}
      </div>
      <IconButton
        size="small"
        label={t("references.remove", { name })}
        icon={<X size={14} strokeWidth={1.5} />}
        onClick={() => onRemove(reference)}
      />
    </li>
  );
}
