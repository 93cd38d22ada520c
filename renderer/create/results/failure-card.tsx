// A request that ended without a picture, or whose reply found no place in the library: what happened, whether it may have been charged, what to do.
import { CircleAlert, CircleHelp, CircleSlash, RotateCw, X } from "lucide-react";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { jobsStore } from "#renderer/session/jobs-store.ts";
import { followErrorAction } from "#renderer/session/follow-error-action.ts";
import { useSentences, type ErrorSentence } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { billedOf } from "#shared/errors/studio-error.ts";
import type { Job } from "#shared/model/job.ts";
import styles from "./tiles.module.css";

interface FailureCardProps {
  readonly job: Job;
  readonly tileKey: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isActive: boolean;
  readonly onActivate: (key: string) => void;
}

export function FailureCard({ job, tileKey, widthPx, heightPx, isActive, onActivate }: FailureCardProps) {
  const { t } = useTranslation("create");
  const { forError } = useSentences();
  const [isBusy, setBusy] = useState(false);
  const name = t("job.label", { take: job.take + 1, takes: job.takes });
  const { title, money, next, action, actionLabel } = sentenceFor(job, forError, t);

  const act = async (deed: "retry" | "dismiss"): Promise<void> => {
    setBusy(true);
    const reply = await jobsStore.getState()[deed](job.id);
    setBusy(false);
    if (!reply.ok) showToast({ title: forError(reply.error).title, tone: "danger" });
  };

  return (
    <div
      role="group"
      aria-label={`${name}: ${title}`}
      className={styles["failure"]}
      data-state={job.state}
      style={{ width: widthPx, height: heightPx }}
    >
      <div className={styles["failureHead"]}>
        <Mark state={job.state} />
        <h4 className={styles["failureTitle"]}>{title}</h4>
        {/* A reply that waits for its place is not put out of sight. */}
        {job.state !== "spooled" && (
          <IconButton
            size="small"
            label={t("job.dismiss")}
            icon={<X size={14} strokeWidth={1.5} />}
            onClick={() => void act("dismiss")}
          />
        )}
      </div>
      {/* Long reasons scroll; the buttons stay in view. */}
      <div className={styles["failureWords"]} data-selectable>
        {money !== null && <p className={styles["money"]}>{money}</p>}
        <p>{next}</p>
      </div>
      <div className={styles["failureActions"]}>
        <Button
          data-tile={tileKey}
          tabIndex={isActive ? 0 : -1}
          onFocus={() => onActivate(tileKey)}
          icon={<RotateCw size={14} strokeWidth={1.5} />}
          isBusy={isBusy}
          onClick={() => void act("retry")}
        >
          {retryName(job, t)}
        </Button>
        {action !== null && actionLabel !== null && action !== "retry" && action !== "retry-may-charge" && (
          <Button tone="ghost" onClick={() => followErrorAction(action)}>
            {actionLabel}
          </Button>
        )}
      </div>
    </div>
  );
}

function Mark({ state }: Pick<Job, "state">) {
  const icon = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;
  if (state === "cancelled") return <CircleSlash {...icon} />;
  return state === "unknown" ? <CircleHelp {...icon} /> : <CircleAlert {...icon} />;
}

function sentenceFor(
  { state, error }: Job,
  forError: (error: NonNullable<Job["error"]>) => ErrorSentence,
  t: TFunction<"create">,
): ErrorSentence {
  if (state === "cancelled" && (error === null || error.kind === "cancelled")) {
    return {
      title: t("job.cancelledTitle"),
      money: t("job.cancelledMoney"),
      next: t("job.cancelledNext"),
      action: null,
      actionLabel: null,
    };
  }
  return error === null
    ? { title: t("job.failedWithout"), money: null, next: "", action: null, actionLabel: null }
    : forError(error);
}

/** The button says what it may cost. */
function retryName({ state, error }: Job, t: TFunction<"create">): string {
  if (state === "cancelled") return t("job.send");
  if (state === "spooled") return t("job.saveAgain");
  const billed = error === null ? "no" : billedOf(error);
  if (billed === "yes") return t("job.retryPaid");
  return state === "unknown" || billed === "unknown" ? t("job.retryUnknown") : t("job.retry");
}
