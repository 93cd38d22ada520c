// Where the cost of a request is not known for want of prices: that it is so, and the way to enter them.
import { useTranslation } from "react-i18next";
import type { Estimate } from "#shared/contract/calls/job-calls.ts";
import { navigationStore } from "./navigation.ts";
import { useStudio } from "./studio-store.ts";
import styles from "./price-link.module.css";

/** Whether prices are missing for what would be sent; the demo engine charges nothing. */
export function useIsCostUnknown(estimate: Estimate | null): boolean {
  const isDemo = useStudio(({ engine }) => engine === "demo");
  const hasPrices = useStudio(({ settings }) => settings.prices.outputUsd !== null);
  const isWithout = estimate !== null && estimate.usage !== null && estimate.costUsd === null;
  return !isDemo && (!hasPrices || isWithout);
}

export function PriceLink() {
  const { t } = useTranslation("usage");
  return (
    <>
      {t("cost.unknown")}{" "}
      <button
        type="button"
        className={styles["link"]}
        onClick={() => navigationStore.getState().goTo("settings", "prices")}
      >
        {t("cost.enter")}
      </button>
    </>
  );
}
