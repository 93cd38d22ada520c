// Notices above the rooms, until they are dismissed.
import { Info, TriangleAlert, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { navigationStore } from "#renderer/session/navigation.ts";
import { useNotices } from "#renderer/session/notices-store.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { icon } from "#renderer/ui/icon-size.ts";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { noticeSentence } from "./notice-sentence.ts";
import styles from "./banner.module.css";

export function NoticeList() {
  const { t } = useTranslation();
  const { forError } = useSentences();
  const notices = useNotices((state) => state.notices);
  const dismiss = useNotices((state) => state.dismiss);
  if (notices.length === 0) return null;
  return (
    <section aria-label={t("notice.list")}>
      {notices.map(({ number, notice }) => {
        const { text, isWarning, goTo, goToLabel } = noticeSentence(notice, t, forError);
        return (
          <output key={number} className={joinClasses(styles["banner"], isWarning && styles["warning"])}>
            {isWarning ? <TriangleAlert {...icon} /> : <Info {...icon} />}
            <p className={styles["text"]}>{text}</p>
            {goTo !== null && (
              <Button tone="ghost" onClick={() => navigationStore.getState().goTo(goTo.room, goTo.section)}>
                {goToLabel}
              </Button>
            )}
            <IconButton label={t("notice.dismiss")} icon={<X {...icon} />} onClick={() => dismiss(number)} />
          </output>
        );
      })}
    </section>
  );
}
