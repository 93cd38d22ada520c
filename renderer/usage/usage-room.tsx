// Room Usage: what was used in a time and what it cost, by day, kind and collection, beside prices and budget.
import { ChartColumn, Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigation } from "#renderer/session/navigation.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { Button } from "#renderer/ui/button.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { icon } from "#renderer/ui/icon-size.ts";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import { Skeleton } from "#renderer/ui/skeleton.tsx";
import { BudgetPanel } from "./budget-panel.tsx";
import { PeriodChoice } from "./period-choice.tsx";
import { periodFor, type Period } from "./period.ts";
import { UsageReport } from "./usage-report.tsx";
import { usageCsv } from "./usage-csv.ts";
import { useUsage, type UsageTables } from "./use-usage.ts";
import styles from "./usage-room.module.css";

export function UsageRoom() {
  const { t } = useTranslation("usage");
  const engine = useStudio((state) => state.engine);
  const [period, setPeriod] = useState<Period>(() => periodFor("days30", Date.now()));
  const [isDemo, setDemo] = useState(engine === "demo");
  const { state, retry } = useUsage(period, isDemo);
  const tables = state.kind === "ready" ? state.tables : null;
  return (
    <div className={styles["room"]}>
      <header className={styles["bar"]}>
        <h1 className={styles["title"]}>{t("title")}</h1>
        <PeriodChoice period={period} onChange={setPeriod} />
        <SegmentedControl
          label={t("engine.label")}
          isLabelHidden
          value={isDemo ? "demo" : "api"}
          segments={(["api", "demo"] as const).map((value) => ({ value, label: t(`engine.${value}`) }))}
          onValueChange={(value) => setDemo(value === "demo")}
        />
        <Button
          icon={<Download {...icon} />}
          disabled={tables === null || tables.rows.day.length === 0}
          onClick={() => tables !== null && downloadCsv(tables, period)}
        >
          {t("export")}
        </Button>
      </header>
      <div className={styles["body"]}>
        <div className={styles["main"]}>
          {isDemo && <p className={styles["note"]}>{t("demoNote")}</p>}
          {state.kind === "loading" && <Waiting />}
          {state.kind === "failed" && <Failed error={state.error} onRetry={retry} />}
          {tables !== null &&
            (tables.rows.day.length === 0 ? <Nothing /> : <UsageReport tables={tables} period={period} />)}
        </div>
        <BudgetPanel budget={tables?.budget ?? null} onChanged={retry} />
      </div>
    </div>
  );
}

function Waiting() {
  return (
    <div aria-busy className={styles["waiting"]}>
      <Skeleton className={styles["waitingTiles"]} />
      <Skeleton className={styles["waitingChart"]} />
    </div>
  );
}

function Failed({
  error,
  onRetry,
}: {
  readonly error: Parameters<ReturnType<typeof useSentences>["forError"]>[0];
  readonly onRetry: () => void;
}) {
  const { t } = useTranslation();
  const { forError } = useSentences();
  const { title, next } = forError(error);
  return (
    <EmptyState title={title} description={next}>
      <Button onClick={onRetry}>{t("crash.retry")}</Button>
    </EmptyState>
  );
}

function Nothing() {
  const { t } = useTranslation("usage");
  const goTo = useNavigation((state) => state.goTo);
  return (
    <EmptyState
      icon={<ChartColumn size={24} strokeWidth={1.5} aria-hidden />}
      title={t("empty.title")}
      description={t("empty.text")}
    >
      <Button tone="primary" onClick={() => goTo("create")}>
        {t("empty.create")}
      </Button>
    </EmptyState>
  );
}

function downloadCsv({ rows }: UsageTables, { from, to }: Period): void {
  const url = URL.createObjectURL(new Blob([usageCsv(rows)], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `inlay-usage-${from}-${to}.csv`;
  link.click();
  // The click has taken what it needs by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
