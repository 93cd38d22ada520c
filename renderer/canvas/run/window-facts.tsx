// The window that would be sent: its size, its scale, and the time and cost that are to be expected.
import { useTranslation } from "react-i18next";
import { useStudio } from "#renderer/session/studio-store.ts";
import { Button } from "#renderer/ui/button.tsx";
import { FocusHeir } from "#renderer/ui/focus-heir.tsx";
import type { Reference } from "#shared/model/image-request.ts";
import type { PatchWindow } from "#shared/model/patch.ts";
import { spellMoney, spellTokens } from "./spell-figures.ts";
import { useRunEstimate } from "./use-run-estimate.ts";
import styles from "./run.module.css";

interface WindowFactsProps {
  readonly plan: PatchWindow;
  readonly takes: number;
  readonly references: readonly Reference[];
  /** Everything may change; what is kept is chosen afterwards. */
  readonly isWhole: boolean;
  readonly hasGuide: boolean;
  /** Given where the handles were dragged. */
  readonly onReset: (() => void) | null;
}

export function WindowFacts({ plan, takes, references, isWhole, hasGuide, onReset }: WindowFactsProps) {
  const { t } = useTranslation("canvas");
  const isDemo = useStudio(({ engine }) => engine === "demo");
  const estimate = useRunEstimate(plan, takes, references, hasGuide);
  const { rect, request, pad } = plan;
  const inside = (rect.width - pad.left - pad.right) * (rect.height - pad.top - pad.bottom);
  const padded = Math.round(100 * (1 - inside / (rect.width * rect.height)));
  const percent = Math.round(100 * Math.min(plan.scaleX, plan.scaleY));
  const durationMs = estimate?.durationMs ?? null;
  const costUsd = estimate?.costUsd ?? null;
  const tokens = estimate?.usage?.totalTokens ?? null;
  const facts = [
    ...(isWhole ? [t("run.isWhole")] : []),
    t("run.window", { width: rect.width, height: rect.height }),
    plan.isNative ? t("run.native") : t("run.scaled", { ...request, percent }),
    ...(padded > 0 ? [t("run.padded", { percent: padded })] : []),
    ...(durationMs === null ? [] : [t("run.time", { seconds: Math.max(1, Math.round(durationMs / 1000)) })]),
    ...(tokens === null ? [] : [t("run.tokens", { tokens: spellTokens(tokens) })]),
    ...(isDemo
      ? [t("run.free")]
      : costUsd === null
        ? estimate?.basedOn === 0
          ? [t("run.noPast")]
          : []
        : [t("run.money", { money: spellMoney(costUsd) })]),
  ];
  return (
    <p className={styles["facts"]}>
      <span>{facts.join(" · ")}</span>
      {onReset !== null && (
        <span>
          <Button tone="ghost" onClick={onReset}>
            {t("run.resetWindow")}
          </Button>
          <FocusHeir />
        </span>
      )}
    </p>
  );
}
