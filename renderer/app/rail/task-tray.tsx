// Long work at the foot of the rail: how far it has come, a way to stop it, and what came of it.
import { LoaderCircle, ListChecks } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTasks } from "#renderer/session/tasks-store.ts";
import { announce } from "#renderer/ui/live-region.tsx";
import { Popover } from "#renderer/ui/popover.tsx";
import type { Task } from "#shared/model/task.ts";
import { TaskEntry } from "./task-entry.tsx";
import styles from "./rail.module.css";
import own from "./task-tray.module.css";

export function TaskTray() {
  const { t } = useTranslation("tasks");
  const tasks = useTasks((state) => state.tasks);
  const hidden = useTasks((state) => state.hidden);
  const [isOpen, setOpen] = useState(false);
  const shown = tasks.filter(({ id, state }) => state === "running" || !hidden.has(id));
  const running = shown.filter(({ state }) => state === "running").length;
  useAnnouncements(tasks);
  if (shown.length === 0) return null;
  const label = running > 0 ? t("label", { count: running }) : t("ended");
  return (
    <Popover
      title={running > 0 ? t("title") : t("ended")}
      side="right"
      align="end"
      isOpen={isOpen}
      onOpenChange={setOpen}
      className={own["popover"]}
      trigger={
        <button type="button" aria-label={label} title={label} className={styles["button"]}>
          {running > 0 ? (
            <LoaderCircle size={18} strokeWidth={1.5} aria-hidden className={own["turning"]} />
          ) : (
            <ListChecks size={18} strokeWidth={1.5} aria-hidden />
          )}
        </button>
      }
    >
      <ul className={own["list"]}>
        {shown.map((task) => (
          <li key={task.id}>
            <TaskEntry task={task} />
          </li>
        ))}
      </ul>
    </Popover>
  );
}

/** Says politely when work has ended that this page has seen under way. */
function useAnnouncements(tasks: readonly Task[]): void {
  const { t } = useTranslation("tasks");
  const running = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    for (const { id, kind, state } of tasks)
      if (state !== "running" && running.current.has(id))
        announce(t("announceDone", { kind: t(`kind.${kind}`), state: t(`state.${state}`) }));
    running.current = new Set(tasks.filter(({ state }) => state === "running").map(({ id }) => id));
  }, [tasks, t]);
}
