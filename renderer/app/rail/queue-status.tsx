// What the queue does, at the foot of the rail: how many requests, and a place to hold them back.
import { CirclePause, ListOrdered, Pause, Play } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { runCommand, useCommandKey } from "#renderer/session/commands.ts";
import { countJobs } from "#renderer/session/job-groups.ts";
import { useJobs } from "#renderer/session/jobs-store.ts";
import { useNavigation } from "#renderer/session/navigation.ts";
import { Button } from "#renderer/ui/button.tsx";
import { icon } from "#renderer/ui/icon-size.ts";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { Popover } from "#renderer/ui/popover.tsx";
import styles from "./rail.module.css";

export function QueueStatus() {
  const { t } = useTranslation();
  const byId = useJobs((state) => state.byId);
  const paused = useJobs((state) => state.paused);
  const goTo = useNavigation((state) => state.goTo);
  const chord = useCommandKey("queue.togglePause");
  const [isOpen, setOpen] = useState(false);
  const count = useMemo(() => countJobs({ byId }), [byId]);
  const { running, queued } = count;
  const open = running + queued;
  const label = paused
    ? queued > 0
      ? t("queue.pausedBusy", { open, queued })
      : t("queue.pausedIdle")
    : open > 0
      ? t("queue.busy", { open, running, queued })
      : count.unknown > 0
        ? t("queue.doubt", { count: count.unknown })
        : t("queue.idle");
  const rows = (["running", "queued", "unknown", "failed"] as const).filter((name) => count[name] > 0);

  return (
    <Popover
      title={t("queue.title")}
      side="right"
      align="end"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <button type="button" aria-label={label} title={label} className={styles["button"]}>
          {paused ? (
            <CirclePause size={18} strokeWidth={1.5} aria-hidden />
          ) : (
            <ListOrdered size={18} strokeWidth={1.5} aria-hidden />
          )}
          {(open > 0 || count.unknown > 0) && (
            <span aria-hidden className={joinClasses(styles["count"], open === 0 && styles["doubt"])}>
              {open > 0 ? open : count.unknown}
            </span>
          )}
        </button>
      }
    >
      {rows.length === 0 ? (
        <p className={styles["note"]}>{t("queue.none")}</p>
      ) : (
        <dl className={styles["list"]}>
          {rows.map((name) => [
            <dt key={`${name}-name`}>{t(`queue.${name}`)}</dt>,
            <dd key={name}>{count[name]}</dd>,
          ])}
        </dl>
      )}
      <div className={styles["actions"]}>
        <Button
          icon={paused ? <Play {...icon} /> : <Pause {...icon} />}
          chord={chord}
          onClick={() => runCommand("queue.togglePause")}
        >
          {paused ? t("queue.resume") : t("queue.pause")}
        </Button>
        <Button
          tone="ghost"
          onClick={() => {
            setOpen(false);
            goTo("create");
          }}
        >
          {t("queue.show")}
        </Button>
      </div>
    </Popover>
  );
}
