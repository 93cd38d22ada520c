// The size a new request starts with: auto, a documented preset, or another legal one.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSentences } from "#renderer/session/sentences.ts";
import { NumberField } from "#renderer/ui/number-field.tsx";
import { Select } from "#renderer/ui/select.tsx";
import type { RequestSize, SizePx } from "#shared/model/image-request.ts";
import { limits } from "#shared/rules/limits.ts";
import { checkSize, describeRatio, formatSize, parseSize, presetSizes } from "#shared/rules/sizes.ts";
import { SavedMark } from "#renderer/session/saved-mark.tsx";
import type { Saver } from "#renderer/session/use-saver.ts";
import styles from "./default-size.module.css";

interface DefaultSizeProps {
  readonly size: RequestSize;
  readonly saver: Saver;
  readonly onChange: (size: RequestSize) => void;
}

export function DefaultSize({ size, saver, onChange }: DefaultSizeProps) {
  const { t } = useTranslation("settings");
  const { forViolation } = useSentences();
  // What is typed; null while the saved size is shown.
  const [draft, setDraft] = useState<SizePx | null>(null);
  const isPreset = size !== "auto" && presetSizes.some((preset) => formatSize(preset) === formatSize(size));
  const isCustom = draft !== null || (size !== "auto" && !isPreset);
  const typed = draft ?? (size === "auto" ? null : size);
  const violation = isCustom && typed !== null ? checkSize(typed)[0] : undefined;

  const choose = (value: string): void => {
    const preset = parseSize(value);
    if (value === "custom") setDraft(size === "auto" ? { widthPx: 1024, heightPx: 1024 } : size);
    else {
      setDraft(null);
      onChange(preset ?? "auto");
    }
  };
  const commit = (next: SizePx): void => {
    setDraft(next);
    if (checkSize(next).length > 0) return;
    setDraft(null);
    onChange(next);
  };

  return (
    <>
      <Select
        layout="row"
        label={t("defaults.size")}
        error={saver.error}
        aside={<SavedMark state={saver.state} />}
        value={isCustom ? "custom" : size === "auto" ? "auto" : formatSize(size)}
        onValueChange={choose}
        options={[
          { value: "auto", label: t("defaults.auto") },
          ...presetSizes.map((preset) => ({
            value: formatSize(preset),
            label: `${preset.widthPx} × ${preset.heightPx}  (${describeRatio(preset)})`,
          })),
          { value: "custom", label: t("defaults.custom") },
        ]}
      />
      {isCustom && typed !== null && (
        <div className={styles["custom"]}>
          {(["widthPx", "heightPx"] as const).map((edge) => (
            <NumberField
              key={edge}
              label={edge === "widthPx" ? t("defaults.width") : t("defaults.height")}
              unit="px"
              value={typed[edge]}
              min={limits.size.multiplePx}
              step={limits.size.multiplePx}
              allowsOutOfRange
              format={{ useGrouping: false }}
              onValueChange={(value) => {
                if (value !== null) setDraft({ ...typed, [edge]: value });
              }}
              onValueCommitted={(value) => commit({ ...typed, [edge]: value ?? typed[edge] })}
            />
          ))}
          {violation !== undefined && (
            <p role="alert" className={styles["error"]}>
              {forViolation(violation)}
            </p>
          )}
        </div>
      )}
    </>
  );
}
