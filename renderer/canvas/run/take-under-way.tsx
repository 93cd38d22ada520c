// A take that is still to come: for how long it has been made, against what is usual, and how to stop it.
import { X } from "lucide-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { progressOf } from "#renderer/session/job-progress.ts";
import { jobsStore, useJobs } from "#renderer/session/jobs-store.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { useNow } from "#renderer/session/use-now.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { spellDuration } from "#renderer/ui/spell-figures.ts";
import { showToast } from "#renderer/ui/toast.tsx";
import type { Job } from "#shared/model/job.ts";
import styles from "./takes.module.css";

export function TakeUnderWay({ job, name }: { readonly job: Job; readonly name: string }) {
  const { t } = useTranslation("canvas");
  const { forError } = useSentences();
  const isPaused = useJobs(({ paused }) => paused);
  const isSent = job.state !== "queued";
  const now = useNow(isSent || job.notBefore !== null);
  const cancel = async (): Promise<void> => {
    const reply = await jobsStore.getState().cancel(job.id);
    if (reply.ok) return;
    const { title, next } = forError(reply.error);
    showToast({ title, description: next, tone: "danger" });
  };
  return (
    <div className={styles["underWay"]}>
      <p>{isSent ? spent(job, now, t) : awaited(job, { now, isPaused }, t)}</p>
      {job.state !== "spooled" && (
        <IconButton
          size="small"
          side="top"
          label={t(isSent ? "takes.cancelSent" : "takes.cancel")}
          icon={<X size={14} strokeWidth={1.5} />}
          onClick={() => void cancel()}
        />
      )}
      {isSent && <ProgressBar label={name} value={progressOf(job, now)} className={styles["progress"]} />}
    </div>
  );
}

/** What has passed against what is usual; once it is over, that it takes longer. */
function spent({ startedAt, expectedMs }: Job, now: number, t: TFunction<"canvas">): string {
  if (startedAt === null) return "";
  const elapsed = spellDuration(now - startedAt);
  if (expectedMs === null) return elapsed;
  const expected = spellDuration(expectedMs);
  return t(now - startedAt > expectedMs ? "takes.overdue" : "takes.elapsed", { elapsed, expected });
}

function awaited(
  { notBefore, expectedMs }: Job,
  { now, isPaused }: { readonly now: number; readonly isPaused: boolean },
  t: TFunction<"canvas">,
): string {
  if (notBefore !== null && notBefore > now)
    return t("takes.nextTry", { wait: spellDuration(notBefore - now) });
  if (isPaused) return t("takes.held");
  return expectedMs === null ? "" : t("takes.onceSent", { expected: spellDuration(expectedMs) });
}
