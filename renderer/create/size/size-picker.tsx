// The size of the picture: auto, the documented presets drawn to scale, sizes for a use, and any other by numbers.
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { ArrowLeftRight } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { composerDraft } from "#renderer/session/composer-draft.ts";
import { useCommandKey } from "#renderer/session/commands.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import type { Violation } from "#shared/errors/violation.ts";
import type { Reference, RequestSize } from "#shared/model/image-request.ts";
import { describeRatio, formatSize, isLegalSize, presetSizes } from "#shared/rules/sizes.ts";
import { CustomSize } from "./custom-size.tsx";
import { isSameSize, shapeBox, spellSize, swapSize } from "./shape-box.ts";
import { SizeCheck } from "./size-check.tsx";
import { UseSizeMenu } from "./use-size-menu.tsx";
import styles from "./size-picker.module.css";

interface SizePickerProps {
  readonly size: RequestSize;
  /** Null for a new picture. */
  readonly primary: Reference | null;
  readonly violations: readonly Violation[];
}

const boxPx = 40;
const choices: readonly RequestSize[] = ["auto", ...presetSizes];
const nameOf = (size: RequestSize) => (size === "auto" ? "auto" : formatSize(size));
const choose = (size: RequestSize) => composerDraft.actions.set({ size });

export const SizePicker = memo(function SizePicker({ size, primary, violations }: SizePickerProps) {
  const { t } = useTranslation("create");
  const swapKey = useCommandKey("create.swapSides");
  const chosen = choices.find((choice) => isSameSize(choice, size));
  return (
    <section className={styles["picker"]} aria-label={t("size.title")}>
      <div className={styles["heading"]}>
        <h3>{t("size.title")}</h3>
        <span className={styles["says"]}>
          {size === "auto"
            ? t("size.autoSays")
            : size.widthPx * size.heightPx > 0 &&
              t("size.says", {
                ratio: describeRatio(size),
                megapixels: ((size.widthPx * size.heightPx) / 1e6).toFixed(1),
              })}
        </span>
      </div>
      <RadioGroup
        aria-label={t("size.title")}
        className={styles["presets"]}
        value={chosen === undefined ? "" : nameOf(chosen)}
        onValueChange={(name) => {
          const next = choices.find((choice) => nameOf(choice) === name);
          if (next !== undefined) choose(next);
        }}
      >
        {choices.map((choice) => (
          <Radio.Root key={nameOf(choice)} value={nameOf(choice)} className={styles["preset"]}>
            <Shape size={choice} />
            <span>{choice === "auto" ? t("size.auto") : spellSize(choice)}</span>
          </Radio.Root>
        ))}
      </RadioGroup>
      <div className={styles["custom"]}>
        <CustomSize size={size} onChange={choose} />
        <IconButton
          label={t("size.swap")}
          chord={swapKey}
          icon={<ArrowLeftRight size={16} strokeWidth={1.5} />}
          disabled={size === "auto"}
          onClick={() => choose(swapSize(size))}
        />
        <UseSizeMenu primary={primary} onChoose={choose} />
      </div>
      {size !== "auto" && !isLegalSize(size) && (
        <SizeCheck size={size} violations={violations} onChoose={choose} />
      )}
      {size === "auto" && primary !== null && <p className={styles["hint"]}>{t("size.autoEdit")}</p>}
    </section>
  );
});

function Shape({ size }: { readonly size: RequestSize }) {
  if (size === "auto") return <span aria-hidden className={styles["autoShape"]} />;
  const { widthPx, heightPx } = shapeBox(size, boxPx);
  return (
    <span aria-hidden className={styles["box"]} style={{ width: boxPx, height: boxPx }}>
      <span className={styles["shape"]} style={{ width: widthPx, height: heightPx }} />
    </span>
  );
}
