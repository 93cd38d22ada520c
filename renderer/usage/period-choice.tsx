// The choice of a time: a few common ones, or two dates.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import { periodFor, type Period, type PeriodName } from "./period.ts";
import styles from "./usage-room.module.css";

interface PeriodChoiceProps {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
}

const names = ["days7", "days30", "month", "year", "custom"] as const satisfies readonly PeriodName[];

export function PeriodChoice({ period, onChange }: PeriodChoiceProps) {
  const { t } = useTranslation("usage");
  const [name, setName] = useState<PeriodName>("days30");
  const choose = (next: PeriodName): void => {
    setName(next);
    if (next !== "custom") onChange(periodFor(next, Date.now()));
  };
  const changeDay = (edge: "from" | "to", day: string): void => {
    const next = { ...period, [edge]: day };
    if (/^\d{4}-\d{2}-\d{2}$/.test(day) && next.from <= next.to) onChange(next);
  };
  return (
    <div className={styles["period"]}>
      <SegmentedControl
        label={t("period.label")}
        isLabelHidden
        value={name}
        segments={names.map((value) => ({ value, label: t(`period.${value}`) }))}
        onValueChange={choose}
      />
      {name === "custom" &&
        (["from", "to"] as const).map((edge) => (
          <label key={edge} className={styles["date"]}>
            {t(`period.${edge}`)}
            <input
              type="date"
              required
              defaultValue={period[edge]}
              min={edge === "to" ? period.from : "2020-01-01"}
              max={edge === "from" ? period.to : undefined}
              onChange={(event) => changeDay(edge, event.currentTarget.value)}
            />
          </label>
        ))}
    </div>
  );
}
