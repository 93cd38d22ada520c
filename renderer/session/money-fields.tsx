// Prices and limits of money, saved as they are changed. In Settings and in the Usage room, wherever they are looked for.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NumberField } from "#renderer/ui/number-field.tsx";
import { priceTableSchema, settingsSchema, type PriceTable, type Settings } from "#shared/model/settings.ts";
import type { CallInput } from "#shared/contract/registry.ts";
import { SavedMark } from "./saved-mark.tsx";
import { useStudio } from "./studio-store.ts";
import { useSaver } from "./use-saver.ts";

type Budget = Settings["budget"];
type Layout = "row" | "stacked";

const prices = [
  { id: "textInputUsd", label: "prices.text" },
  { id: "imageInputUsd", label: "prices.image" },
  { id: "outputUsd", label: "prices.output" },
] as const satisfies readonly { readonly id: keyof PriceTable; readonly label: string }[];

const limits = [
  { id: "dayUsd", label: "prices.day" },
  { id: "monthUsd", label: "prices.month" },
] as const satisfies readonly { readonly id: keyof Budget; readonly label: string }[];

/** US dollars for a million tokens. */
export function PriceFields({ layout }: { readonly layout: Layout }) {
  const { t } = useTranslation("settings");
  const table = useStudio((state) => state.settings.prices);
  return prices.map(({ id, label }) => (
    <MoneyField
      key={id}
      layout={layout}
      label={t(label)}
      placeholder={t("prices.none")}
      saved={table[id]}
      isLegal={(value) => priceTableSchema.shape[id].safeParse(value).success}
      change={(value) => ({ prices: { ...table, [id]: value } })}
    />
  ));
}

/** What may be spent in a day and in a month. */
export function BudgetFields({ layout }: { readonly layout: Layout }) {
  const { t } = useTranslation("settings");
  const budget = useStudio((state) => state.settings.budget);
  return limits.map(({ id, label }) => (
    <MoneyField
      key={id}
      layout={layout}
      label={t(label)}
      placeholder={t("prices.noLimit")}
      saved={budget[id]}
      isLegal={(value) => settingsSchema.shape.budget.safeParse({ ...budget, [id]: value }).success}
      change={(value) => ({ budget: { ...budget, [id]: value } })}
    />
  ));
}

interface MoneyFieldProps {
  readonly layout: Layout;
  readonly label: string;
  readonly placeholder: string;
  readonly saved: number | null;
  readonly isLegal: (value: number | null) => boolean;
  readonly change: (value: number | null) => CallInput<"settings.update">;
}

function MoneyField({ layout, label, placeholder, saved, isLegal, change }: MoneyFieldProps) {
  const { t } = useTranslation("settings");
  const saver = useSaver();
  const [draft, setDraft] = useState<{ readonly value: number | null } | null>(null);
  return (
    <NumberField
      layout={layout}
      label={label}
      error={saver.error}
      aside={<SavedMark state={saver.state} />}
      value={draft === null ? saved : draft.value}
      unit="USD"
      placeholder={placeholder}
      min={0}
      step={0.5}
      allowsOutOfRange
      format={{ maximumFractionDigits: 4, useGrouping: false }}
      onValueChange={(value) => {
        setDraft({ value });
        saver.refuse(null);
      }}
      onValueCommitted={(value) => {
        if (!isLegal(value)) {
          saver.refuse(t("prices.range"));
          return;
        }
        setDraft(null);
        if (value !== saved) void saver.save(change(value));
      }}
    />
  );
}
