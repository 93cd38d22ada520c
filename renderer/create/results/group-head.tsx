// The head of a group: what was asked for, when, and what can be done with the press as a whole.
import { RotateCcw, RotateCw, X } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { composerDraft } from "#renderer/session/composer-draft.ts";
import { jobsStore } from "#renderer/session/jobs-store.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Badge } from "#renderer/ui/badge.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { billedOf } from "#shared/errors/studio-error.ts";
import type { Job } from "#shared/model/job.ts";
import { useFigures } from "#renderer/create/use-figures.ts";
import { factsOf, type ResultGroup } from "./group-results.ts";
import type { PictureDeeds } from "./use-picture-deeds.tsx";
import styles from "./stream.module.css";

interface GroupHeadProps {
  readonly group: ResultGroup;
  readonly deeds: PictureDeeds;
}

const icon = { size: 14, strokeWidth: 1.5 } as const;

export const GroupHead = memo(function GroupHead({ group, deeds }: GroupHeadProps) {
  const { t } = useTranslation("create");
  const { forError } = useSentences();
  const figures = useFigures();
  const { title, prompts, kind, size, done, count } = factsOf(group);
  const failed = group.jobs.filter(isSurelyFree);
  const waiting = group.jobs.filter(({ state }) => state === "queued");

  const reuse = (): void => {
    const [job] = group.jobs;
    const [first] = group.items;
    if (job === undefined) {
      if (first?.kind === "picture") deeds.run("picture.reuse", first.card);
      return;
    }
    const before = composerDraft.actions.reuse(job.request, Math.min(job.takes, longestTakes));
    showToast({
      title: t("group.reused"),
      action: { label: t("group.undo"), run: () => composerDraft.actions.restore(before) },
    });
  };
  const forAll = async (jobs: readonly Job[], deed: "retry" | "cancel"): Promise<void> => {
    const replies = await Promise.all(jobs.map(({ id }) => jobsStore.getState()[deed](id)));
    const refused = replies.find((reply) => !reply.ok);
    if (refused?.ok === false) showToast({ title: forError(refused.error).title, tone: "danger" });
  };

  return (
    <div className={styles["head"]}>
      <div className={styles["headWords"]}>
        <h3 className={styles["prompt"]} title={title}>
          {title === "" ? t("group.untitled") : title}
        </h3>
        <p className={styles["facts"]}>
          <Badge tone={kind === "edit" ? "accent" : "neutral"}>{t(`group.${kind}`)}</Badge>
          {size !== null && <span>{size === "auto" ? t("size.auto") : size}</span>}
          <span>{done < count ? t("group.progress", { done, count }) : t("group.pictures", { count })}</span>
          {prompts > 1 && <span>{t("send.prompts", { count: prompts })}</span>}
          <time dateTime={new Date(group.createdAt).toISOString()}>{figures.moment(group.createdAt)}</time>
        </p>
      </div>
      <div className={styles["headActions"]}>
        {waiting.length > 1 && (
          <Button tone="ghost" icon={<X {...icon} />} onClick={() => void forAll(waiting, "cancel")}>
            {t("group.cancel", { count: waiting.length })}
          </Button>
        )}
        {failed.length > 1 && (
          <Button tone="ghost" icon={<RotateCw {...icon} />} onClick={() => void forAll(failed, "retry")}>
            {t("group.retryFailed", { count: failed.length })}
          </Button>
        )}
        <IconButton
          size="small"
          label={t("group.reuseHint")}
          icon={<RotateCcw {...icon} />}
          onClick={reuse}
        />
      </div>
    </div>
  );
});

const longestTakes = 16;

/** Failed, and certainly not charged: these may be tried again together. */
function isSurelyFree({ state, error }: Job): boolean {
  return state === "failed" && (error === null || billedOf(error) === "no");
}
