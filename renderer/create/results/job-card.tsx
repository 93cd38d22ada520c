// A request that has no picture yet: what it is doing, for how long, and how to stop it.
import { X } from "lucide-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { jobsStore, useJobs } from "#renderer/session/jobs-store.ts";
import { progressOf } from "#renderer/session/job-progress.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import type { Job } from "#shared/model/job.ts";
import { useFigures, type Figures } from "#renderer/create/use-figures.ts";
import { useNow } from "#renderer/session/use-now.ts";
import styles from "./tiles.module.css";

interface JobCardProps {
  readonly job: Job;
  readonly tileKey: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isActive: boolean;
  readonly onActivate: (key: string) => void;
}

export function JobCard({ job, tileKey, widthPx, heightPx, isActive, onActivate }: JobCardProps) {
  const { t } = useTranslation("create");
  const { forError } = useSentences();
  const figures = useFigures();
  const isPaused = useJobs(({ paused }) => paused);
  const isUnderWay = job.state === "sending" || job.state === "receiving";
  const now = useNow(isUnderWay || (job.state === "queued" && job.notBefore !== null));
  const waitMs = job.state === "queued" && job.notBefore !== null ? job.notBefore - now : 0;
  const name = t("job.label", { take: job.take + 1, takes: job.takes });
  const trouble = job.error === null || job.error.kind === "rate-limited" ? null : forError(job.error).title;
  const state = stateInWords(job, { waitMs, isPaused, trouble }, t, figures);
  const isStoppable = isUnderWay || job.state === "queued";

  const cancel = async (): Promise<void> => {
    const reply = await jobsStore.getState().cancel(job.id);
    if (!reply.ok) showToast({ title: forError(reply.error).title, tone: "danger" });
  };

  return (
    <div
      role="group"
      aria-label={`${name}: ${state}`}
      className={styles["job"]}
      data-state={job.state}
      style={{ width: widthPx, height: heightPx }}
    >
      <div className={styles["words"]}>
        <p className={styles["state"]}>{state}</p>
        {isUnderWay && job.startedAt !== null && (
          <p className={styles["figures"]}>
            {elapsedInWords(now - job.startedAt, job.expectedMs, t, figures)}
          </p>
        )}
        {job.state === "receiving" && (
          <p className={styles["figures"]}>
            {job.totalBytes === null
              ? t("job.received", { received: figures.bytes(job.receivedBytes) })
              : t("job.receivedOf", {
                  received: figures.bytes(job.receivedBytes),
                  total: figures.bytes(job.totalBytes),
                })}
          </p>
        )}
        {job.attempts > 1 && isUnderWay && (
          <p className={styles["figures"]}>{t("job.attempt", { count: job.attempts })}</p>
        )}
      </div>
      {job.state !== "queued" && (
        <ProgressBar className={styles["bar"]} label={name} value={progressOf(job, now)} />
      )}
      {isStoppable && (
        <Button
          tone="ghost"
          data-tile={tileKey}
          tabIndex={isActive ? 0 : -1}
          onFocus={() => onActivate(tileKey)}
          className={styles["cancel"]}
          icon={<X size={14} strokeWidth={1.5} />}
          title={job.state === "queued" ? undefined : t("job.cancelHint")}
          aria-label={`${t("job.cancel")}: ${name}`}
          onClick={() => void cancel()}
        >
          {t("job.cancel")}
        </Button>
      )}
    </div>
  );
}

function stateInWords(
  job: Job,
  waiting: { readonly waitMs: number; readonly isPaused: boolean; readonly trouble: string | null },
  t: TFunction<"create">,
  figures: Figures,
): string {
  if (job.state === "queued") {
    const { waitMs, isPaused, trouble } = waiting;
    const wait = figures.span(waitMs);
    if (waitMs > 0)
      return trouble === null ? t("job.rateLimited", { wait }) : t("job.noConnection", { trouble, wait });
    return isPaused ? t("job.held") : t("job.queued");
  }
  return job.state === "sending" || job.state === "receiving" || job.state === "spooled"
    ? t(`job.${job.state}`)
    : t("job.saved");
}

function elapsedInWords(
  elapsedMs: number,
  expectedMs: number | null,
  t: TFunction<"create">,
  figures: Figures,
): string {
  const elapsed = figures.span(elapsedMs);
  if (expectedMs === null) return t("job.elapsed", { elapsed });
  const expected = figures.span(expectedMs);
  return elapsedMs > expectedMs * 1.5
    ? t("job.overdue", { elapsed, expected })
    : t("job.elapsedOf", { elapsed, expected });
}
