// The visible confirmation that a change is saved.
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import type { Saver } from "./use-saver.ts";
import styles from "./saved-mark.module.css";

export function SavedMark({ state }: { readonly state: Saver["state"] }) {
  const { t } = useTranslation("settings");
  return (
    <span aria-hidden className={joinClasses(styles["mark"], state === "saved" && styles["shown"])}>
      <Check size={12} strokeWidth={2} />
      {t("saved")}
    </span>
  );
}
