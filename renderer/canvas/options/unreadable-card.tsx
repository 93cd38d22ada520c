// A document whose file cannot be read, in the list of documents: what is wrong with it, and what can be done.
import { FileWarning, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import type { UnreadableDocument } from "#shared/contract/calls/composition-calls.ts";
import styles from "./options.module.css";

interface UnreadableCardProps {
  readonly document: UnreadableDocument;
  readonly onRemove: () => void;
  readonly onRetry: () => void;
}

export function UnreadableCard({ document, onRemove, onRetry }: UnreadableCardProps) {
  const { t } = useTranslation("canvas");
  const { reason, file } = document;
  const name = document.name ?? t("start.nameless");
  return (
    <li className={styles["card"]}>
      <div className={styles["unreadable"]}>
        <FileWarning size={16} strokeWidth={1.5} aria-hidden />
        <span className={styles["title"]}>{name}</span>
        <span>{t(`start.${reason}`)}</span>
        <span className={styles["file"]}>{file}</span>
        <Button onClick={onRetry}>{t("start.retry")}</Button>
      </div>
      <IconButton
        isOverlay
        size="small"
        label={t("start.remove", { name })}
        icon={<Trash2 size={14} strokeWidth={1.5} />}
        className={styles["remove"]}
        onClick={onRemove}
      />
    </li>
  );
}
