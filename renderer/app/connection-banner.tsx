// Says that the host went silent; what is on screen stays.
import { Unplug } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSentences } from "#renderer/session/sentences.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { icon } from "#renderer/ui/icon-size.ts";
import styles from "./banner.module.css";

export function ConnectionBanner() {
  const { t } = useTranslation();
  const { forError } = useSentences();
  const phase = useStudio((state) => state.phase);
  if (phase.kind !== "lost") return null;
  // A host that was started anew does not know this page; any other comes back by itself.
  const { title, next } = forError(phase.error);
  const text = phase.error.kind === "host-unreachable" ? t("connection.lost") : `${title}. ${next}`;
  return (
    <div role="alert" className={`${styles["banner"]} ${styles["warning"]}`}>
      <Unplug {...icon} />
      <p className={styles["text"]}>{text}</p>
    </div>
  );
}
