// The care of the library: index, files, backups, place. All of it is work that can be watched and stopped.
import { Archive, FolderInput, RefreshCw, ShieldCheck } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import { useAbility } from "#renderer/session/studio-store.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { TaskFindings } from "#renderer/session/task-findings.tsx";
import { tasksStore, useTasks } from "#renderer/session/tasks-store.ts";
import { useSaver } from "#renderer/session/use-saver.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Checkbox } from "#renderer/ui/checkbox.tsx";
import { icon } from "#renderer/ui/icon-size.ts";
import { spellBytes } from "#renderer/ui/spell-figures.ts";
import type { CallReply } from "#shared/contract/registry.ts";
import { Row } from "#renderer/settings/section.tsx";
import { CareTask } from "./care-task.tsx";
import styles from "./library-care.module.css";

type Backups = Extract<CallReply<"care.backups">, { ok: true }>["value"]["backups"];
type Quarantine = Extract<CallReply<"care.quarantine">, { ok: true }>["value"]["entries"];

const checked = [
  "checked",
  "missing",
  "changed",
  "undecodable",
  "mended",
  "records",
  "strays",
  "quarantined",
  "orphans",
] as const;

/** To the second: two backups of one minute are told apart. */
const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

export function LibraryCare() {
  const { t } = useTranslation("care");
  const canChoose = useAbility("choose-library");
  const { backups, quarantine } = useStored();
  const [withPictures, setWithPictures] = useState(false);
  const quarantined = quarantine.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <>
      <CareTask
        kind="rebuild"
        label={t("index")}
        description={t("rebuildText")}
        button={t("rebuild")}
        icon={<RefreshCw {...icon} />}
        start={async () => await invoke("care.rebuild", {})}
        outcome={({ pictures = 0 }) => t("rebuilt", { count: pictures })}
      />
      <CareTask
        kind="verify"
        label={t("files")}
        description={t("verifyText")}
        button={t("verify")}
        icon={<ShieldCheck {...icon} />}
        start={async () => await invoke("care.verify", {})}
        outcome={(figures) =>
          checked
            .filter((name) => name === "checked" || (figures[name] ?? 0) > 0)
            .map((name) => t(`verified.${name}`, { count: figures[name] ?? 0 }))
            .join(", ")
        }
      >
        {quarantine.length > 0 && (
          <p>{t("quarantine", { count: quarantine.length, bytes: spellBytes(quarantined) })}</p>
        )}
      </CareTask>
      <CareTask
        kind="backup"
        label={t("backups")}
        description={t("backupText")}
        button={t("backup")}
        icon={<Archive {...icon} />}
        start={async () => await invoke("care.backup", { withPictures })}
        outcome={({ records = 0 }) => t("backedUp", { count: records })}
      >
        <Checkbox label={t("withPictures")} checked={withPictures} onCheckedChange={setWithPictures} />
      </CareTask>
      <RestoreList backups={backups} />
      {canChoose && (
        <CareTask
          kind="move-library"
          label={t("place")}
          description={t("moveText")}
          button={t("move")}
          icon={<FolderInput {...icon} />}
          start={async () => await invoke("care.move", {})}
          outcome={() => ""}
        />
      )}
    </>
  );
}

function RestoreList({ backups }: { readonly backups: Backups }) {
  const { t } = useTranslation("care");
  const { forError } = useSentences();
  const restoring = useSaver();
  const task = useTasks((state) => state.tasks.find(({ kind }) => kind === "restore-backup"));
  if (backups.length === 0) return null;
  const restore = async (name: string): Promise<void> => {
    await restoring.run(async () => {
      const started = await invoke("care.restore", { name });
      if (started.ok) tasksStore.getState().receive(started.value);
      return started;
    });
  };
  const failure = task?.state === "failed" && task.error !== null ? forError(task.error).title : null;
  const { restored = 0, kept = 0, lost = 0 } = task?.figures ?? {};
  return (
    <Row label={t("restoring")} description={t("restoreText")} error={restoring.error ?? failure}>
      <ul className={styles["list"]}>
        {backups.map(({ name, madeAt, pictures, bytes }) => {
          const time = moment.format(madeAt);
          return (
            <li key={name} className={styles["entry"]}>
              <span>{t("entry", { time, pictures: pictures ?? 0, bytes: spellBytes(bytes) })}</span>
              <Button
                aria-label={t("restoreLabel", { time })}
                disabled={task?.state === "running"}
                onClick={() => void restore(name)}
              >
                {t("restore")}
              </Button>
            </li>
          );
        })}
      </ul>
      {task?.state === "done" && (
        <p className={styles["outcome"]} role="status">
          {t("restored", { restored, kept, lost })}
        </p>
      )}
      {task !== undefined && task.state !== "running" && <TaskFindings task={task} />}
    </Row>
  );
}

/** What lies in backups and quarantine; asked again when work has ended. */
function useStored(): { readonly backups: Backups; readonly quarantine: Quarantine } {
  const [stored, setStored] = useState<{ backups: Backups; quarantine: Quarantine }>({
    backups: [],
    quarantine: [],
  });
  const ended = useTasks((state) => state.tasks.filter((task) => task.state !== "running").length);
  useEffect(() => {
    let isGone = false;
    void Promise.all([invoke("care.backups", {}), invoke("care.quarantine", {})]).then(([backups, files]) => {
      if (isGone) return;
      setStored({
        backups: backups.ok ? backups.value.backups : [],
        quarantine: files.ok ? files.value.entries : [],
      });
    });
    return () => {
      isGone = true;
    };
  }, [ended]);
  return stored;
}
