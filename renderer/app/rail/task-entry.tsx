// One piece of long work: its name, progress or outcome, and what did not go through.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSentences } from "#renderer/session/sentences.ts";
import { TaskFindings } from "#renderer/session/task-findings.tsx";
import { tasksStore } from "#renderer/session/tasks-store.ts";
import { Button } from "#renderer/ui/button.tsx";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { spellDuration } from "#renderer/ui/spell-figures.ts";
import { exportUrl } from "#shared/contract/media.ts";
import type { Task } from "#shared/model/task.ts";
import styles from "./task-tray.module.css";

const figureNames = [
  "added",
  "returned",
  "known",
  "recipes",
  "exported",
  "changed",
  "missing",
  "refused",
  "failed",
] as const;

export function TaskEntry({ task }: { readonly task: Task }) {
  const { t } = useTranslation("tasks");
  const { forError } = useSentences();
  const { cancel, hide } = tasksStore.getState();
  const kind = t(`kind.${task.kind}`);
  const now = useNow(task.state === "running");
  const time = spellDuration((task.endedAt ?? now) - task.startedAt);
  const figures = figureNames.filter((name) => (task.figures[name] ?? 0) > 0);
  return (
    <section aria-label={kind} className={styles["task"]}>
      <p className={styles["head"]}>
        <strong>{kind}</strong>
        <span>
          {task.state === "running" ? time : `${t(`state.${task.state}`)} ${t("elapsed", { time })}`}
        </span>
      </p>
      {task.state === "running" && (
        <>
          <ProgressBar
            label={kind}
            value={task.total === null || task.total === 0 ? null : task.done / task.total}
          />
          <p className={styles["note"]}>
            {task.total === null
              ? t("progressOpen", { done: task.done })
              : t("progress", { done: task.done, total: task.total })}
          </p>
        </>
      )}
      {figures.length > 0 && (
        <p className={styles["note"]}>
          {figures.map((name) => t(`figure.${name}`, { count: task.figures[name] ?? 0 })).join(", ")}
        </p>
      )}
      {task.error !== null && <p className={styles["error"]}>{forError(task.error).title}.</p>}
      {task.outcome?.folder && (
        <p className={styles["note"]}>{t("folder", { folder: task.outcome.folder })}</p>
      )}
      <TaskFindings task={task} />
      <div className={styles["actions"]}>
        {task.state === "running" && <Button onClick={() => void cancel(task.id)}>{t("cancel")}</Button>}
        {task.outcome?.token && (
          <a className={styles["link"]} href={exportUrl(task.outcome.token)} download>
            {t("download")}
          </a>
        )}
        {task.state !== "running" && (
          <Button tone="ghost" onClick={() => hide(task.id)}>
            {t("hide")}
          </Button>
        )}
      </div>
    </section>
  );
}

function useNow(isTicking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isTicking) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isTicking]);
  return now;
}
