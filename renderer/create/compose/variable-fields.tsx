// A field for each variable of the prompt; several values make several prompts.
import { useTranslation } from "react-i18next";
import { composerDraft } from "#renderer/session/composer-draft.ts";
import { TextArea } from "#renderer/ui/text-area.tsx";
import type { RequestPlan } from "#renderer/create/plan/plan-requests.ts";
import { useDraft } from "./use-draft.ts";
import styles from "./composer.module.css";

export function VariableFields({ plan }: { readonly plan: RequestPlan }) {
  const { t } = useTranslation("create");
  const typed = useDraft((draft) => draft.variables);
  if (plan.variables.length === 0) return null;
  const prompts = plan.variables.reduce((product, { values }) => product * Math.max(1, values.length), 1);
  return (
    <section className={styles["section"]} aria-label={t("variables.title")}>
      <div className={styles["heading"]}>
        <h3>{t("variables.title")}</h3>
        {prompts > 1 && <span className={styles["aside"]}>{t("variables.fanOut", { count: prompts })}</span>}
      </div>
      {plan.variables.map(({ name, values }) => (
        <TextArea
          key={name}
          label={name}
          rows={1}
          className={styles["variable"]}
          placeholder={t("variables.placeholder")}
          value={typed[name] ?? ""}
          onValueChange={(value) => composerDraft.actions.setVariable(name, value)}
          aside={
            <span className={styles["aside"]}>
              {values.length === 0
                ? t("variables.empty", { written: `{${name}}` })
                : t("variables.count", { count: values.length })}
            </span>
          }
        />
      ))}
    </section>
  );
}
