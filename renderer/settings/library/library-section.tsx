// Section Library: where it is, what is in it, and its care.
import { Copy, FolderOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import { useAbility } from "#renderer/session/studio-store.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { icon } from "#renderer/ui/icon-size.ts";
import { Skeleton } from "#renderer/ui/skeleton.tsx";
import { spellBytes } from "#renderer/ui/spell-figures.ts";
import { showToast } from "#renderer/ui/toast.tsx";
import type { LibraryState } from "#shared/contract/calls/picture-calls.ts";
import { Row, Section } from "#renderer/settings/section.tsx";
import { useSaver } from "#renderer/session/use-saver.ts";
import { LibraryCare } from "./library-care.tsx";
import { useLibraryState } from "./use-library-state.ts";
import { WatchedFolder } from "./watched-folder.tsx";
import styles from "./library-section.module.css";

export function LibrarySection() {
  const { t } = useTranslation("settings");
  const { forError } = useSentences();
  const canChoose = useAbility("choose-library");
  const { reply, reload } = useLibraryState();
  const choosing = useSaver();
  const library = reply?.ok === true ? reply.value : null;
  const failure = reply?.ok === false ? forError(reply.error) : null;

  const choose = async (): Promise<void> => {
    await choosing.run(async () => {
      const chosen = await invoke("library.choose", {});
      if (chosen.ok && chosen.value !== null) showToast({ title: t("library.opened"), tone: "success" });
      return chosen;
    });
    reload();
  };
  return (
    <Section id="library">
      <Row
        label={t("library.folder")}
        description={canChoose ? t("library.chooseText") : t("library.elsewhere")}
        error={choosing.error}
      >
        {failure !== null ? (
          <div role="alert" className={styles["failure"]}>
            <p>
              {failure.title}. {failure.next}
            </p>
            <Button onClick={reload}>{t("library.retry")}</Button>
          </div>
        ) : library === null ? (
          <Skeleton className={styles["wait"]} />
        ) : (
          <FolderLine folder={library.folder} />
        )}
        {canChoose && (
          <Button
            className={styles["button"]}
            icon={<FolderOpen {...icon} />}
            isBusy={choosing.state === "saving"}
            onClick={() => void choose()}
          >
            {t("library.choose")}
          </Button>
        )}
      </Row>
      {library !== null && (
        <Row label={t("library.state")}>
          <Contents library={library} />
        </Row>
      )}
      <WatchedFolder />
      {library !== null && <LibraryCare />}
    </Section>
  );
}

function FolderLine({ folder }: { readonly folder: string }) {
  const { t } = useTranslation("settings");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(folder);
      showToast({ title: t("library.pathCopied"), tone: "success" });
    } catch {
      showToast({ title: t("diagnostics.notCopied"), tone: "danger" });
    }
  };
  return (
    <div className={styles["folder"]}>
      <code className={styles["path"]}>{folder}</code>
      <IconButton
        size="small"
        label={t("library.copyPath")}
        icon={<Copy {...icon} />}
        onClick={() => void copy()}
      />
    </div>
  );
}

function Contents({ library }: { readonly library: LibraryState }) {
  const { t } = useTranslation("settings");
  const parts = [
    t("library.pictures", { count: library.pictures }),
    ...(library.trashed > 0 ? [t("library.trashed", { count: library.trashed })] : []),
    t("library.size", { bytes: spellBytes(library.bytes) }),
    ...(library.freeBytes === null ? [] : [t("library.free", { bytes: spellBytes(library.freeBytes) })]),
  ];
  return <p className={styles["contents"]}>{parts.join(" · ")}</p>;
}
