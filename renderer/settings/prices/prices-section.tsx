// Section Prices: what a million tokens costs, as the user's contract says.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStudio } from "#renderer/session/studio-store.ts";
import { NumberField } from "#renderer/ui/number-field.tsx";
import { priceTableSchema, type PriceTable } from "#shared/model/settings.ts";
import { SavedMark } from "#renderer/settings/saved-mark.tsx";
import { Section } from "#renderer/settings/section.tsx";
import { useSaver } from "#renderer/settings/use-saver.ts";

const prices = [
  { id: "textInputUsd", label: "prices.text" },
  { id: "imageInputUsd", label: "prices.image" },
  { id: "outputUsd", label: "prices.output" },
] as const satisfies readonly { readonly id: keyof PriceTable; readonly label: string }[];

export function PricesSection() {
  const { t } = useTranslation("settings");
  return (
    <Section id="prices" intro={t("prices.intro")}>
      {prices.map(({ id, label }) => (
        <PriceField key={id} id={id} label={t(label)} />
      ))}
    </Section>
  );
}

function PriceField({ id, label }: { readonly id: keyof PriceTable; readonly label: string }) {
  const { t } = useTranslation("settings");
  const table = useStudio((state) => state.settings.prices);
  const saver = useSaver();
  const [draft, setDraft] = useState<{ readonly value: number | null } | null>(null);
  return (
    <NumberField
      layout="row"
      label={label}
      error={saver.error}
      aside={<SavedMark state={saver.state} />}
      value={draft === null ? table[id] : draft.value}
      unit="USD"
      placeholder={t("prices.none")}
      min={0}
      step={0.5}
      allowsOutOfRange
      format={{ maximumFractionDigits: 4, useGrouping: false }}
      onValueChange={(value) => {
        setDraft({ value });
        saver.refuse(null);
      }}
      onValueCommitted={(value) => {
        if (!priceTableSchema.shape[id].safeParse(value).success) {
          saver.refuse(t("prices.range"));
          return;
        }
        setDraft(null);
        if (value !== table[id]) void saver.save({ prices: { ...table, [id]: value } });
      }}
    />
  );
}
