// Width and height by numbers. What is typed is kept even where it is illegal: the check beside it says why.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NumberField } from "#renderer/ui/number-field.tsx";
import type { RequestSize } from "#shared/model/image-request.ts";
import { limits } from "#shared/rules/limits.ts";
import { isSameSize } from "./shape-box.ts";

interface CustomSizeProps {
  readonly size: RequestSize;
  readonly onChange: (size: RequestSize) => void;
}

type Typed = { readonly widthPx: number | null; readonly heightPx: number | null };

const largestPx = 9_999_999;
const typedOf = (size: RequestSize): Typed => (size === "auto" ? { widthPx: null, heightPx: null } : size);
const inRange = (edgePx: number | null) =>
  edgePx === null ? null : Math.min(largestPx, Math.max(0, Math.round(edgePx)));

export function CustomSize({ size, onChange }: CustomSizeProps) {
  const { t } = useTranslation("create");
  /** Half a size while the other field is empty; it holds as long as the draft's size stays as it was. */
  const [half, setHalf] = useState<{ readonly size: RequestSize; readonly typed: Typed } | null>(null);
  const typed = half !== null && isSameSize(half.size, size) ? half.typed : typedOf(size);

  const change = (part: Partial<Typed>): void => {
    const next = { ...typed, ...part };
    setHalf({ size, typed: next });
    const { widthPx, heightPx } = next;
    if (widthPx !== null && heightPx !== null) onChange({ widthPx, heightPx });
    // Two empty fields say that the API may choose, as their placeholders do.
    if (widthPx === null && heightPx === null) onChange("auto");
  };
  const shared = {
    isLabelHidden: true,
    min: limits.size.multiplePx,
    max: limits.size.maxEdgePx,
    step: limits.size.multiplePx,
    allowsOutOfRange: true,
    placeholder: t("size.auto"),
    format: { useGrouping: false, maximumFractionDigits: 0 },
  } as const;
  return (
    <>
      <NumberField
        {...shared}
        label={t("size.width")}
        value={typed.widthPx}
        onValueChange={(widthPx) => change({ widthPx: inRange(widthPx) })}
      />
      <span aria-hidden>×</span>
      <NumberField
        {...shared}
        label={t("size.height")}
        value={typed.heightPx}
        onValueChange={(heightPx) => change({ heightPx: inRange(heightPx) })}
      />
    </>
  );
}
