// What a piece of long work says of the files that did not go through, one by one, for whoever wants to know.
import { useTranslation } from "react-i18next";
import type { Task } from "#shared/model/task.ts";
import { useSentences } from "./sentences.ts";
import styles from "./task-findings.module.css";

/** The figures that have a line for each file. */
const foundFigures = [
  "refused",
  "failed",
  "missing",
  "changed",
  "undecodable",
  "lost",
  "strays",
  "quarantined",
] as const;

export function TaskFindings({ task }: { readonly task: Task }) {
  const { t } = useTranslation("tasks");
  const { forError } = useSentences();
  if (task.findings.length === 0) return null;
  const all = foundFigures.reduce((sum, name) => sum + (task.figures[name] ?? 0), 0);
  const more = Math.max(0, all - task.findings.length);
  return (
    <details className={styles["findings"]}>
      <summary>{t(task.kind === "verify" ? "foundWrong" : "findings")}</summary>
      <ul>
        {task.findings.map(({ name, error }, index) => {
          const { title } = forError(error);
          return (
            // The list only grows at its end.
            <li key={index}>
              {!title.includes(name) && (
                <>
                  <bdi>{name}</bdi>:{" "}
                </>
              )}
              {title}
            </li>
          );
        })}
        {more > 0 && <li>{t("more", { count: more })}</li>}
      </ul>
    </details>
  );
}
