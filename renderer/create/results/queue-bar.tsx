// What the queue is doing, while it does something: how many run and wait, hold back, go on, cancel.
import { CirclePause, CirclePlay, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useShallow } from "zustand/react/shallow";
import { useCommandKey } from "#renderer/session/commands.ts";
import { countJobs, type JobMirror } from "#renderer/session/job-groups.ts";
import { jobsStore, useJobs } from "#renderer/session/jobs-store.ts";
import { navigationStore } from "#renderer/session/navigation.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { isHolding, useBudget } from "#renderer/session/use-budget.ts";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import type { Job } from "#shared/model/job.ts";
import { useFigures } from "#renderer/create/use-figures.ts";
import { useNow } from "#renderer/session/use-now.ts";
import styles from "./stream.module.css";

/** `notBefore` in unix ms. */
type Waiting = { readonly notBefore: number; readonly isRateLimited: boolean };

const icon = { size: 16, strokeWidth: 1.5 } as const;

export function QueueBar() {
  const { t } = useTranslation("create");
  const { forError } = useSentences();
  const figures = useFigures();
  const pauseKey = useCommandKey("queue.togglePause");
  const { queued, running } = useJobs(useShallow(countJobs));
  const paused = useJobs((state) => state.paused);
  const next = useJobs(useShallow(earliestStart));
  const paid = useJobs(hasPaidWaiting);
  const isHeld = isHolding(useBudget()) && paid;
  const now = useNow(next !== null);
  if (queued + running === 0 && !paused) return null;

  const setPaused = async (isPaused: boolean): Promise<void> => {
    const reply = await jobsStore.getState().setPaused(isPaused);
    if (!reply.ok) showToast({ title: forError(reply.error).title, tone: "danger" });
  };
  const cancelWaiting = async (): Promise<void> => {
    const { byId, cancel } = jobsStore.getState();
    const waiting = [...byId.values()].filter(({ state }) => state === "queued");
    const replies = await Promise.all(waiting.map(async ({ id }) => await cancel(id)));
    const cancelled = replies.filter((reply) => reply.ok && reply.value.state === "cancelled").length;
    showToast({ title: t("queue.cancelled", { count: cancelled }) });
  };

  return (
    <div className={styles["queue"]} role="group" aria-label={t("queue.title")}>
      <p className={styles["queueWords"]}>
        {running > 0 && <span>{t("queue.running", { count: running })}</span>}
        {queued > 0 && <span>{t("queue.waiting", { count: queued })}</span>}
        {paused && (
          <span className={styles["held"]}>
            {t("queue.paused")}. {t("queue.pausedSays")}
          </span>
        )}
        {isHeld && <span className={styles["held"]}>{t("queue.budgetSpent")}</span>}
        {next !== null && next.notBefore > now && (
          <span className={styles["held"]}>
            {t(next.isRateLimited ? "queue.rateLimited" : "queue.noConnection", {
              wait: figures.span(next.notBefore - now),
            })}
          </span>
        )}
      </p>
      <div className={styles["headActions"]}>
        {isHeld && (
          <Button tone="ghost" onClick={() => navigationStore.getState().goTo("usage")}>
            {t("queue.openUsage")}
          </Button>
        )}
        {queued > 0 && (
          <Button tone="ghost" icon={<X {...icon} />} onClick={() => void cancelWaiting()}>
            {t("queue.cancelWaiting")}
          </Button>
        )}
        <IconButton
          label={paused ? t("queue.resume") : t("queue.pause")}
          chord={pauseKey}
          icon={paused ? <CirclePlay {...icon} /> : <CirclePause {...icon} />}
          onClick={() => void setPaused(!paused)}
        />
      </div>
    </div>
  );
}

/** Demo requests cost nothing, so no budget holds them. */
function hasPaidWaiting({ byId }: Pick<JobMirror, "byId">): boolean {
  return [...byId.values()].some(({ state, engine }) => state === "queued" && engine === "api");
}

/** The first job that was told to wait, and why; null when none was. */
function earliestStart({ byId }: Pick<JobMirror, "byId">): Waiting | null {
  let first: Job | null = null;
  for (const job of byId.values())
    if (job.state === "queued" && job.notBefore !== null && job.notBefore < (first?.notBefore ?? Infinity))
      first = job;
  if (first === null || first.notBefore === null) return null;
  return { notBefore: first.notBefore, isRateLimited: first.error?.kind === "rate-limited" };
}
