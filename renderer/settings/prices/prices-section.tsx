// Section Prices: what a million tokens costs, as the user's contract says, and how much may be spent.
import { useTranslation } from "react-i18next";
import { BudgetFields, PriceFields } from "#renderer/session/money-fields.tsx";
import { Section } from "#renderer/settings/section.tsx";

export function PricesSection() {
  const { t } = useTranslation("settings");
  return (
    <Section id="prices" intro={t("prices.intro")}>
      <PriceFields layout="row" />
      <BudgetFields layout="row" />
    </Section>
  );
}
