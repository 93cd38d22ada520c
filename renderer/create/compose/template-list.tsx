// The saved prompts under the prompt while a slash is being typed.
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Templates } from "./use-templates.ts";
import styles from "./prompt-editor.module.css";

interface TemplateListProps {
  readonly id: string;
  readonly query: string;
  readonly templates: Templates;
  readonly onChoose: (text: string) => void;
}

export function TemplateList({ id, query, templates, onChoose }: TemplateListProps) {
  const { t } = useTranslation("create");
  const { found, active, isLoading } = templates;
  const chosen = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Braces, because newer browsers answer with a promise, and an effect may not.
    chosen.current?.scrollIntoView({ block: "nearest" });
  }, [active]);

  if (found.length === 0) {
    return (
      <div className={styles["list"]} id={id} role="listbox" aria-label={t("templates.title")}>
        <div className={styles["keys"]} role="option" aria-selected={false} aria-disabled>
          {isLoading
            ? t("prompts.loading")
            : query === ""
              ? t("templates.none")
              : t("templates.empty", { text: query })}
        </div>
      </div>
    );
  }
  return (
    <div className={styles["list"]} id={id} role="listbox" aria-label={t("templates.title")}>
      {found.map((prompt) => (
        <div
          key={prompt.id}
          id={`${id}-${prompt.id}`}
          ref={prompt === active ? chosen : null}
          role="option"
          aria-selected={prompt === active}
          tabIndex={-1}
          className={styles["option"]}
          // The prompt keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(prompt.text)}
          onKeyDown={(event) => {
            if (event.key === "Enter") onChoose(prompt.text);
          }}
        >
          <div className={styles["name"]}>{prompt.name}</div>
          <div className={styles["text"]}>{prompt.text}</div>
        </div>
      ))}
      <div className={styles["keys"]} aria-hidden>
        {t("templates.keys")}
      </div>
    </div>
  );
}
