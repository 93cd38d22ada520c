// An import at the foot of the grid: how far it is, and what came of it.
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import type { ImportRunStore } from "./import-run.ts";
import styles from "./import-progress.module.css";

/** More refusals than this are counted, not listed. */
const listed = 50;

export function ImportProgress({ run }: { readonly run: ImportRunStore }) {
  const { t } = useTranslation("gallery");
  const sentences = useSentences();
  const report = useStore(run);
  if (report === null) return null;
  const { done, total, fresh, known, refused, isRunning, wasStopped } = report;
  const running = t("import.running", { done, total });
  const outcome = [
    t("import.done", { count: fresh }),
    known > 0 ? t("import.known", { count: known }) : "",
    refused.length > 0 ? t("import.refused", { count: refused.length }) : "",
    wasStopped ? t("import.stopped", { count: total - done }) : "",
  ].filter((part) => part !== "");

  return (
    <section className={styles["strip"]} aria-label={t("import.reportTitle")}>
      <div className={styles["line"]}>
        <output className={styles["words"]}>{isRunning ? running : outcome.join(" · ")}</output>
        {isRunning ? (
          <>
            <ProgressBar
              label={running}
              value={total === 0 ? null : done / total}
              className={styles["bar"]}
            />
            <Button tone="ghost" onClick={run.stop}>
              {t("import.cancel")}
            </Button>
          </>
        ) : (
          <IconButton
            size="small"
            side="left"
            label={t("import.close")}
            icon={<X size={14} strokeWidth={1.5} />}
            onClick={run.clear}
          />
        )}
      </div>
      {refused.length > 0 && (
        <ul className={styles["refused"]}>
          {refused.slice(0, listed).map(({ name, error }, index) => (
            <li key={`${name}-${index}`}>
              <strong>{name}</strong> {sentences.forError(error).title} {sentences.forError(error).next}
            </li>
          ))}
          {refused.length > listed && <li>{t("import.more", { count: refused.length - listed })}</li>}
        </ul>
      )}
    </section>
  );
}
