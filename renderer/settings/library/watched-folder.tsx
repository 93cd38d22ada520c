// The watched folder: which one, whether it is there, what came from it; another one, or none.
import { FolderSearch } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import { useAbility } from "#renderer/session/studio-store.ts";
import { useSaver } from "#renderer/session/use-saver.ts";
import { useWatched } from "#renderer/session/use-watched.ts";
import { Badge } from "#renderer/ui/badge.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { icon } from "#renderer/ui/icon-size.ts";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import type { WatchState } from "#shared/contract/calls/import-calls.ts";
import { Row } from "#renderer/settings/section.tsx";
import styles from "./library-section.module.css";

export function WatchedFolder() {
  const { t } = useTranslation("settings");
  const canChoose = useAbility("choose-library");
  const watch = useWatched();
  const changing = useSaver();
  const [mode, setMode] = useState<WatchState["mode"]>("copy");
  return (
    <Row
      label={t("watch.label")}
      description={canChoose ? t("watch.text") : t("watch.elsewhere")}
      error={changing.error}
    >
      {watch === null ? <p className={styles["contents"]}>{t("watch.none")}</p> : <Watched watch={watch} />}
      {canChoose && (
        <SegmentedControl
          label={t("watch.mode")}
          isLabelHidden
          value={mode}
          segments={[
            { value: "copy", label: t("watch.copy") },
            { value: "in-place", label: t("watch.inPlace") },
          ]}
          onValueChange={setMode}
        />
      )}
      <div className={styles["buttons"]}>
        {canChoose && (
          <Button
            icon={<FolderSearch {...icon} />}
            isBusy={changing.state === "saving"}
            onClick={() => void changing.run(async () => await invoke("import.watch", { mode }))}
          >
            {t("watch.choose")}
          </Button>
        )}
        {watch !== null && (
          <Button onClick={() => void changing.run(async () => await invoke("import.unwatch", {}))}>
            {t("watch.stop")}
          </Button>
        )}
      </div>
    </Row>
  );
}

function Watched({ watch }: { readonly watch: WatchState }) {
  const { t } = useTranslation("settings");
  const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
  const facts = [
    t(`watch.how.${watch.mode}`),
    t("watch.added", { count: watch.added }),
    ...(watch.refused > 0 ? [t("watch.refused", { count: watch.refused })] : []),
    ...(watch.lastAt === null ? [] : [t("watch.last", { moment: moment.format(watch.lastAt) })]),
  ];
  return (
    <>
      <div className={styles["folder"]}>
        <code className={styles["path"]}>{watch.folder}</code>
        <Badge tone={watch.state === "watching" ? "success" : "warning"}>
          {t(`watch.state.${watch.state}`)}
        </Badge>
      </div>
      <p className={styles["contents"]} role="status">
        {facts.join(" · ")}
      </p>
    </>
  );
}
