// Prompts that were sent, newest first.
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { Skeleton } from "#renderer/ui/skeleton.tsx";
import { promptsStore } from "#renderer/create/create-stores.ts";
import { useFigures } from "#renderer/create/use-figures.ts";
import { moveAmongRows } from "./move-among-rows.ts";
import styles from "./prompt-library.module.css";

interface PastPromptsProps {
  readonly search: string;
  readonly onUse: (text: string) => void;
}

export function PastPrompts({ search, onUse }: PastPromptsProps) {
  const { t } = useTranslation("create");
  const figures = useFigures();
  const past = useStore(promptsStore, (state) => state.past);
  const loading = useStore(promptsStore, (state) => state.loading);
  if (loading === "first") {
    return (
      <div className={styles["list"]} role="status" aria-label={t("prompts.loading")}>
        <Skeleton className={styles["skeleton"]} />
        <Skeleton className={styles["skeleton"]} />
      </div>
    );
  }
  if (past.length === 0)
    return <p className={styles["none"]}>{search === "" ? t("prompts.nonePast") : t("prompts.noneFound")}</p>;
  return (
    <ul className={styles["list"]}>
      {past.map((prompt) => (
        <li key={prompt.text} className={styles["row"]}>
          <button
            type="button"
            data-row
            className={styles["use"]}
            onClick={() => onUse(prompt.text)}
            onKeyDown={moveAmongRows}
          >
            <span className={styles["words"]}>{prompt.text}</span>
            <span className={styles["text"]}>
              {figures.moment(prompt.lastUsedAt)} · {t("prompts.uses", { count: prompt.uses })}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
