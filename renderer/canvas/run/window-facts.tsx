// The window that would be sent: its size, its scale, and the time and cost that are to be expected.
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { runCommand, useCommandKey } from "#renderer/session/commands.ts";
import { PriceLink, useIsCostUnknown } from "#renderer/session/price-link.tsx";
import { useStudio } from "#renderer/session/studio-store.ts";
import { Button } from "#renderer/ui/button.tsx";
import { FocusHeir } from "#renderer/ui/focus-heir.tsx";
import type { Loss } from "#shared/model/composition-record.ts";
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
  /** Its handles were dragged. */
  readonly isDragged: boolean;
  /** What the window loses on its way out. */
  readonly losses: readonly Loss[];
  /** What the document's colour profile calls itself; null for none. */
  readonly profile: string | null;
}

export function WindowFacts({
  plan,
  takes,
  references,
  isWhole,
  hasGuide,
  isDragged,
  losses,
  profile,
}: WindowFactsProps) {
  const { t } = useTranslation("canvas");
  const isDemo = useStudio(({ engine }) => engine === "demo");
  const resetKey = useCommandKey("canvas.resetWindow");
  const estimate = useRunEstimate(plan, takes, references, hasGuide);
  const isCostUnknown = useIsCostUnknown(estimate);
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
      <span>
        {facts.join(" · ")}
        {isCostUnknown && (
          <>
            {" · "}
            <PriceLink />
          </>
        )}
        {losses.length > 0 && <> · {sentAs(losses, profile, t)}</>}
      </span>
      {isDragged && (
        <span>
          <Button
            tone="ghost"
            chord={resetKey}
            chordIn="tooltip"
            onClick={() => runCommand("canvas.resetWindow")}
          >
            {t("run.resetWindow")}
          </Button>
          <FocusHeir />
        </span>
      )}
    </p>
  );
}

/** The API takes 8-bit sRGB and answers with it: what that costs inside the patch, and that the rest is not concerned. */
function sentAs(losses: readonly Loss[], profile: string | null, t: TFunction<"canvas">): string {
  const isWide = losses.includes("sent-as-srgb");
  const isDeep = losses.includes("reduced-to-8-bit");
  const name = profile === null || profile === "" ? t("run.ownProfile") : profile;
  if (isWide && isDeep) return t("run.sentBoth", { profile: name });
  return isWide ? t("run.sentAsSrgb", { profile: name }) : t("run.sentAs8Bit");
}
