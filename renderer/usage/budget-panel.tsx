// Prices, limits, and how much of them is spent.
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import { BudgetFields, PriceFields } from "#renderer/session/money-fields.tsx";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { spellUsd } from "#renderer/ui/spell-figures.ts";
import { showToast } from "#renderer/ui/toast.tsx";
import type { BudgetState } from "#shared/contract/calls/usage-calls.ts";
import styles from "./usage-room.module.css";

interface BudgetPanelProps {
  readonly budget: BudgetState | null;
  readonly onChanged: () => void;
}

export function BudgetPanel({ budget, onChanged }: BudgetPanelProps) {
  const { t } = useTranslation("usage");
  const { forError } = useSentences();
  const allow = async (): Promise<void> => {
    const reply = await invoke("usage.allowMore", {});
    if (reply.ok) return onChanged();
    const { title, next } = forError(reply.error);
    showToast({ title, description: next, tone: "danger" });
  };
  return (
    <aside aria-label={t("budget.title")} className={styles["side"]}>
      <h2 className={styles["heading"]}>{t("budget.limits")}</h2>
      {budget !== null && (
        <>
          {(["day", "month"] as const).map((name) => (
            <Spent key={name} label={t(`budget.${name}`)} part={budget[name]} />
          ))}
          <BudgetNote budget={budget} />
          {budget.state === "reached" && !budget.isMoreAllowed && (
            <Button onClick={() => void allow()}>{t("budget.allow")}</Button>
          )}
        </>
      )}
      <div className={styles["fields"]}>
        <BudgetFields layout="stacked" />
      </div>
      <p className={styles["note"]}>{t("budget.demo")}</p>
      <h2 className={styles["heading"]}>{t("budget.prices")}</h2>
      <div className={styles["fields"]}>
        <PriceFields layout="stacked" />
      </div>
    </aside>
  );
}

function Spent({ label, part }: { readonly label: string; readonly part: BudgetState["day"] }) {
  const { t } = useTranslation("usage");
  const { spentUsd, limitUsd } = part;
  if (limitUsd === null || spentUsd === null) return null;
  return (
    <div>
      <p className={styles["spent"]}>
        <span>{label}</span>
        <span>{t("budget.spent", { spent: spellUsd(spentUsd), limit: spellUsd(limitUsd) })}</span>
      </p>
      <ProgressBar label={label} value={limitUsd === 0 ? 1 : Math.min(1, spentUsd / limitUsd)} />
    </div>
  );
}

function BudgetNote({ budget }: { readonly budget: BudgetState }) {
  const { t } = useTranslation("usage");
  const { state } = budget;
  if (state === "none" || state === "within") return null;
  const name = state === "reached" && budget.isMoreAllowed ? "allowed" : state;
  return (
    <p role="status" className={styles[state === "reached" ? "danger" : "warning"]}>
      {t(`budget.${name}`)}
    </p>
  );
}
