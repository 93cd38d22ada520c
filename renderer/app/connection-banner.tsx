// Says that the host went silent; what is on screen stays.
import { Unplug } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStudio } from "#renderer/session/studio-store.ts";
import { icon } from "#renderer/ui/icon-size.ts";
import styles from "./banner.module.css";

export function ConnectionBanner() {
  const { t } = useTranslation();
  const isLost = useStudio(({ phase }) => phase.kind === "lost");
  if (!isLost) return null;
  return (
    <div role="alert" className={`${styles["banner"]} ${styles["warning"]}`}>
      <Unplug {...icon} />
      <p className={styles["text"]}>{t("connection.lost")}</p>
    </div>
  );
}
