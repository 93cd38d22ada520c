// A button that starts long work on the library; while it runs, how far it is and a way to stop it.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { TaskFindings } from "#renderer/session/task-findings.tsx";
import { tasksStore, useTasks } from "#renderer/session/tasks-store.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { useSaver } from "#renderer/session/use-saver.ts";
import { Button } from "#renderer/ui/button.tsx";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { Row } from "#renderer/settings/section.tsx";
import type { Result } from "#shared/errors/result.ts";
import type { Task, TaskKind } from "#shared/model/task.ts";
import styles from "./library-care.module.css";

interface CareTaskProps {
  readonly kind: TaskKind;
  readonly label: string;
  readonly description: string;
  readonly button: string;
  readonly icon: ReactNode;
  readonly start: () => Promise<Result<Task | null>>;
  /** A sentence for the last one that ended well. */
  readonly outcome: (figures: Task["figures"]) => string;
  readonly children?: ReactNode;
}

export function CareTask(props: CareTaskProps) {
  const { kind, label, description, button, icon, start, outcome, children } = props;
  const { t } = useTranslation("care");
  const { forError } = useSentences();
  const starting = useSaver();
  const task = useTasks((state) => state.tasks.find((one) => one.kind === kind));
  const isRunning = task?.state === "running";
  const failure = task?.state === "failed" && task.error !== null ? forError(task.error).title : null;
  const begin = async (): Promise<void> => {
    await starting.run(async () => {
      const started = await start();
      if (started.ok && started.value !== null) tasksStore.getState().receive(started.value);
      return started;
    });
  };
  return (
    <Row label={label} description={description} error={starting.error ?? failure}>
      {isRunning ? (
        <div className={styles["running"]}>
          <ProgressBar
            label={button}
            value={task.total === null || task.total === 0 ? null : task.done / task.total}
          />
          <span className={styles["figures"]}>
            {task.total === null
              ? t("runningOpen", { done: task.done })
              : t("running", { done: task.done, total: task.total })}
          </span>
          <Button onClick={() => void tasksStore.getState().cancel(task.id)}>{t("cancel")}</Button>
        </div>
      ) : (
        <>
          {children}
          <Button className={styles["button"]} icon={icon} onClick={() => void begin()}>
            {button}
          </Button>
        </>
      )}
      {task?.state === "done" && (
        <p className={styles["outcome"]} role="status">
          {outcome(task.figures)}
        </p>
      )}
      {task !== undefined && task.state !== "running" && <TaskFindings task={task} />}
    </Row>
  );
}
