// What stands where a part of the page failed.
import { CircleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/ui/button.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import styles from "./crash-note.module.css";

interface CrashNoteProps {
  /** Under which it stands in the log; null while or where that is not known. */
  readonly logId: string | null;
  readonly onRetry: () => void;
}

export function CrashNote({ logId, onRetry }: CrashNoteProps) {
  const { t } = useTranslation();
  return (
    <div role="alert" className={styles["note"]}>
      <EmptyState
        icon={<CircleAlert size={24} strokeWidth={1.5} />}
        title={t("crash.title")}
        description={logId === null ? t("crash.text") : t("crash.textWithLog", { logId })}
      >
        <Button onClick={() => window.location.reload()}>{t("crash.reload")}</Button>
        <Button tone="primary" onClick={onRetry}>
          {t("crash.retry")}
        </Button>
      </EmptyState>
    </div>
  );
}
