// Says plainly that pictures are drawn by the demo engine, why, and where that is changed.
import { FlaskConical } from "lucide-react";
import { useTranslation } from "react-i18next";
import { navigationStore } from "#renderer/session/navigation.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import styles from "./stream.module.css";

export function DemoBanner() {
  const { t } = useTranslation("create");
  const isDemo = useStudio(({ engine }) => engine === "demo");
  const reason = useStudio(({ demoReason }) => demoReason);
  if (!isDemo) return null;
  const open = (section: string) => navigationStore.getState().goTo("settings", section);
  return (
    <div className={styles["demo"]}>
      <FlaskConical size={14} strokeWidth={1.5} aria-hidden />
      <p>
        <strong>{t("demo.title")}</strong>, {t("demo.says")}{" "}
        {reason === "flag" ? (
          t("demo.flag")
        ) : reason === "chosen" ? (
          <>
            {t("demo.chosen")}{" "}
            <button type="button" className={styles["link"]} onClick={() => open("demo")}>
              {t("demo.open")}
            </button>
          </>
        ) : (
          <>
            <button type="button" className={styles["link"]} onClick={() => open("key")}>
              {t("demo.noKey")}
            </button>{" "}
            {t("demo.noKeySays")}
          </>
        )}
      </p>
    </div>
  );
}
