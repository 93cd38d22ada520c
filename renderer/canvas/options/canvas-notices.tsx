// What the designer has to know of the open document: its base is gone, it was changed elsewhere, it is not saved, what of
// the file was not taken over.
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { isCopyOfUse } from "#renderer/canvas/run/leave-document.ts";
import { goOnWithCopy } from "#renderer/canvas/run/open-store.ts";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { runCommand, useCommandKey } from "#renderer/session/commands.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { useSaveWords } from "./use-save-words.ts";
import styles from "#renderer/canvas/canvas-room.module.css";

export const CanvasNotices = memo(function CanvasNotices({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const wordsOf = useSaveWords();
  const saving = useStore(desk.save.state);
  const loadKey = useCommandKey("canvas.loadOther");
  const keepKey = useCommandKey("canvas.keepThis");
  const saveKey = useCommandKey("canvas.save");
  const { base } = desk;
  const opening = base.losses.opening;
  return (
    <>
      {(base.file === "missing" || base.file === "changed") && (
        <p role="alert" className={styles["alert"]}>
          {t(`base.${base.file}`)}
        </p>
      )}
      {opening.length > 0 && (
        <p role="status" className={styles["notice"]}>
          {t("base.opening", { losses: opening.map((loss) => t(`loss.${loss}`)).join(", ") })}
        </p>
      )}
      {saving.kind === "stale" && (
        <div role="alert" className={styles["alert"]}>
          <span>{t("save.stale")}</span>
          <Button chord={loadKey} onClick={() => runCommand("canvas.loadOther")}>
            {t("save.load")}
          </Button>
          <Button chord={keepKey} onClick={() => runCommand("canvas.keepThis")}>
            {t("save.keep")}
          </Button>
          <CopyButton desk={desk} />
        </div>
      )}
      {saving.kind === "failed" && (
        <div role="alert" className={styles["alert"]}>
          <span>{wordsOf(saving.error)}</span>
          <Button chord={saveKey} onClick={() => runCommand("canvas.save")}>
            {t("save.retry")}
          </Button>
          {isCopyOfUse(saving.error) && <CopyButton desk={desk} />}
        </div>
      )}
    </>
  );
});

/** Goes on with a copy; what is on disk under the document's own name stays as it is. */
function CopyButton({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const { forError } = useSentences();
  const copy = async (): Promise<void> => {
    const copied = await goOnWithCopy(desk, t("save.copyName", { name: desk.composition.name }));
    if (copied.ok) {
      showToast({ title: t("save.copied"), tone: "success" });
      return;
    }
    const { title, next } = forError(copied.error);
    showToast({ title: t("leave.copyFailed"), description: `${title}. ${next}`, tone: "danger" });
  };
  return <Button onClick={() => void copy()}>{t("save.copy")}</Button>;
}
