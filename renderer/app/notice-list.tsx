// Notices above the rooms, until they are dismissed.
import { Info, TriangleAlert, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import { onLibraryEvent } from "#renderer/session/library-events.ts";
import { navigationStore } from "#renderer/session/navigation.ts";
import { addNotices, noticesStore, useNotices } from "#renderer/session/notices-store.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { icon } from "#renderer/ui/icon-size.ts";
import { showToast } from "#renderer/ui/toast.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { isLibraryTrouble, noticeSentence } from "./notice-sentence.ts";
import styles from "./banner.module.css";

export function NoticeList() {
  const { t } = useTranslation();
  const { forError } = useSentences();
  const notices = useNotices((state) => state.notices);
  const dismiss = useNotices((state) => state.dismiss);
  useEffect(
    () =>
      onLibraryEvent(({ name }) => {
        if (name === "library.reloaded") dismissLibraryTrouble();
      }),
    [],
  );
  if (notices.length === 0) return null;
  return (
    <section aria-label={t("notice.list")}>
      {notices.map(({ number, notice }) => {
        const { text, isWarning, goTo, goToLabel, canRetry } = noticeSentence(notice, t, forError);
        return (
          <output key={number} className={joinClasses(styles["banner"], isWarning && styles["warning"])}>
            {isWarning ? <TriangleAlert {...icon} /> : <Info {...icon} />}
            <p className={styles["text"]}>{text}</p>
            {goTo !== null && (
              <Button tone="ghost" onClick={() => navigationStore.getState().goTo(goTo.room, goTo.section)}>
                {goToLabel}
              </Button>
            )}
            {canRetry && <RetryLibrary />}
            <IconButton label={t("notice.dismiss")} icon={<X {...icon} />} onClick={() => dismiss(number)} />
          </output>
        );
      })}
    </section>
  );
}

/** Asks for the library again; what comes of it takes the place of the notice. */
function RetryLibrary() {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const retry = async (): Promise<void> => {
    setAsking(true);
    const reply = await invoke("library.state", {});
    setAsking(false);
    dismissLibraryTrouble();
    if (reply.ok) showToast({ title: t("library.opened", { folder: reply.value.folder }), tone: "success" });
    else addNotices([{ id: "trouble", error: reply.error }]);
  };
  return (
    <Button tone="ghost" isBusy={isAsking} onClick={() => void retry()}>
      {t("notice.tryAgain")}
    </Button>
  );
}

function dismissLibraryTrouble(): void {
  const { notices, dismiss } = noticesStore.getState();
  for (const { number, notice } of notices) if (isLibraryTrouble(notice)) dismiss(number);
}
