// What sending would take: requests, tokens, money, time; each only where it is known.
import { useTranslation } from "react-i18next";
import { PriceLink, useIsCostUnknown } from "#renderer/session/price-link.tsx";
import { useStudio } from "#renderer/session/studio-store.ts";
import type { RequestPlan } from "#renderer/create/plan/plan-requests.ts";
import { useFigures } from "#renderer/create/use-figures.ts";
import { useEstimate } from "./use-estimate.ts";
import styles from "./send-panel.module.css";

interface EstimateLineProps {
  readonly plan: RequestPlan;
  readonly takes: number;
}

export function EstimateLine({ plan, takes }: EstimateLineProps) {
  const { t } = useTranslation("create");
  const figures = useFigures();
  const isDemo = useStudio(({ engine }) => engine === "demo");
  const estimate = useEstimate(plan, takes, isDemo);
  const isCostUnknown = useIsCostUnknown(estimate);
  const tokens = estimate?.usage?.totalTokens ?? null;
  const prompts = plan.jobs / takes;

  const count =
    prompts > 1
      ? t("send.product", {
          prompts: t("send.prompts", { count: prompts }),
          takes: t("send.takesOf", { count: takes }),
        })
      : null;
  const time =
    estimate === null || estimate.durationMs === null
      ? null
      : plan.jobs === 1
        ? t("send.durationOne", { each: figures.span(estimate.durationMs) })
        : [
            t("send.duration", { each: figures.span(estimate.durationMs) }),
            ...(estimate.totalMs === null
              ? []
              : [t("send.total", { total: figures.span(estimate.totalMs) })]),
          ].join(", ");
  const money = isDemo
    ? t("send.free")
    : estimate?.costUsd === null || estimate?.costUsd === undefined
      ? null
      : t("send.money", { money: figures.money(estimate.costUsd) });

  return (
    <div
      className={styles["estimate"]}
      title={
        estimate === null || estimate.basedOn === 0
          ? undefined
          : t("send.basedOn", { count: estimate.basedOn })
      }
    >
      <p>
        <strong>{t("send.requests", { count: plan.jobs })}</strong>
        {count !== null && <span> · {count}</span>}
        {time !== null && <span> · {time}</span>}
      </p>
      <p>
        {tokens !== null && <span>{t("send.tokens", { tokens: figures.tokens(tokens) })}</span>}
        {tokens === null && <span>{t("send.noPast")}</span>}
        {money !== null && <span> · {money}</span>}
        {isCostUnknown && (
          <span>
            {" · "}
            <PriceLink />
          </span>
        )}
      </p>
    </div>
  );
}
