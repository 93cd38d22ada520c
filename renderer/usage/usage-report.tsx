// The figures of a time: totals, bars, tables.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import { spellUsd } from "#renderer/ui/spell-figures.ts";
import type { UsageRow } from "#shared/contract/calls/usage-calls.ts";
import { pictureKindSchema } from "#shared/model/picture.ts";
import { BarChart } from "./bar-chart.tsx";
import { isMonthly, plotBars, tokensOf, type Measure } from "./plot-bars.ts";
import type { Period } from "./period.ts";
import { UsageTable } from "./usage-table.tsx";
import type { UsageTables } from "./use-usage.ts";
import styles from "./usage-room.module.css";

const measures = ["money", "tokens", "requests"] as const satisfies readonly Measure[];

export function UsageReport({ tables, period }: { readonly tables: UsageTables; readonly period: Period }) {
  const { t } = useTranslation("usage");
  const { rows, sum } = tables;
  const [wished, setWished] = useState<Measure>("money");
  const measure = wished === "money" && sum.costUsd === null ? "tokens" : wished;
  const bars = plotBars(rows.day, period, measure);
  const spell = (value: number | null): string => {
    if (value === null) return t("table.none");
    if (measure === "money") return value === 0 ? "$0" : spellUsd(value);
    return value.toLocaleString("en", {
      notation: value >= 10_000 ? "compact" : "standard",
      maximumFractionDigits: 1,
    });
  };
  const kindName = ({ key }: UsageRow): string => {
    const kind = pictureKindSchema.safeParse(key);
    return kind.success ? t(`kind.${kind.data}`) : key;
  };
  return (
    <>
      <Totals sum={sum} />
      <section aria-labelledby="usage-days">
        <div className={styles["chartHead"]}>
          <h2 id="usage-days" className={styles["heading"]}>
            {isMonthly(period.from, period.to) ? t("chart.titleMonth") : t("chart.title")}
          </h2>
          <SegmentedControl
            label={t("chart.measure")}
            isLabelHidden
            value={measure}
            segments={measures.map((value) => ({
              value,
              label: t(`chart.${value}`),
              disabled: value === "money" && sum.costUsd === null,
            }))}
            onValueChange={setWished}
          />
        </div>
        <BarChart
          bars={bars}
          label={t("chart.label", { measure: t(`chart.${measure}`) })}
          spell={spell}
          spellKey={spellDay}
          isWhole={measure !== "money"}
        />
        <details className={styles["details"]}>
          <summary>{t("chart.table")}</summary>
          <UsageTable
            caption={t("chart.title")}
            first={t("table.day")}
            rows={rows.day}
            sum={sum}
            nameOf={({ key }) => spellDay(key)}
          />
        </details>
      </section>
      <UsageTable
        caption={t("byKind")}
        first={t("table.kind")}
        rows={rows.kind}
        sum={sum}
        nameOf={kindName}
      />
      <UsageTable
        caption={t("byCollection")}
        first={t("table.collection")}
        rows={rows.collection}
        sum={sum}
        nameOf={({ key, name }) => (key === "" ? t("noCollection") : name)}
      />
    </>
  );
}

function Totals({ sum }: { readonly sum: UsageRow }) {
  const { t } = useTranslation("usage");
  const count = (value: number): string => value.toLocaleString("en");
  const unmeasured = sum.unmeasured > 0 ? t("total.unmeasured", { count: sum.unmeasured }) : "";
  return (
    <dl className={styles["totals"]}>
      <Tile
        name={t("total.requests")}
        value={count(sum.requests)}
        notes={[
          t("total.kept", { count: sum.kept }),
          sum.unknown > 0 ? t("total.unknown", { count: sum.unknown }) : "",
        ]}
      />
      <Tile
        name={t("total.tokens")}
        value={count(tokensOf(sum))}
        notes={[
          t("total.tokensText", {
            text: count(sum.textTokens),
            image: count(sum.imageTokens),
            output: count(sum.outputTokens),
          }),
        ]}
      />
      <Tile
        name={t("total.money")}
        value={sum.costUsd === null ? t("table.none") : spellUsd(sum.costUsd)}
        notes={[sum.costUsd === null ? t("total.noPrices") : unmeasured]}
      />
      <Tile
        name={t("total.perKept")}
        value={sum.costPerKeptUsd === null ? t("table.none") : spellUsd(sum.costPerKeptUsd)}
        notes={[sum.kept === 0 ? t("total.nothingKept") : ""]}
      />
    </dl>
  );
}

function Tile(props: { readonly name: string; readonly value: string; readonly notes: readonly string[] }) {
  return (
    <div className={styles["tile"]}>
      <dt>{props.name}</dt>
      <dd className={styles["figure"]}>{props.value}</dd>
      {props.notes
        .filter((note) => note !== "")
        .map((note) => (
          <dd key={note} className={styles["note"]}>
            {note}
          </dd>
        ))}
    </div>
  );
}

/** `22 Nov 2026`, or `Nov 2026` for a month. */
function spellDay(key: string): string {
  const [year = 2000, month = 1, day] = key.split("-").map(Number);
  return new Date(year, month - 1, day ?? 1).toLocaleDateString("en-GB", {
    year: "numeric",
    month: "short",
    ...(day === undefined ? {} : { day: "numeric" }),
  });
}
