// Format, compression, background and moderation: only what has an effect on this API, and why something is not there.
import { RotateCcw } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { composerDraft } from "#renderer/session/composer-draft.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { announce } from "#renderer/ui/live-region.tsx";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import { Slider } from "#renderer/ui/slider.tsx";
import type { Violation } from "#shared/errors/violation.ts";
import { limits } from "#shared/rules/limits.ts";
import { useDraft } from "./use-draft.ts";
import styles from "./composer.module.css";

/** Where the slider stands while the API chooses. */
const restingCompression = 100;
const change = composerDraft.actions.set;

interface OutputOptionsProps {
  readonly isEdit: boolean;
  /** Broken rules of the two that can break one; null while all is well. */
  readonly compression: Violation | null;
  readonly background: Violation | null;
}

export const OutputOptions = memo(function OutputOptions({ isEdit, ...broken }: OutputOptionsProps) {
  const { t } = useTranslation("create");
  const { forViolation } = useSentences();
  const format = useDraft((draft) => draft.format);
  const background = useDraft((draft) => draft.background);
  const moderation = useDraft((draft) => draft.moderation);
  const defaults = useStudio(({ settings }) => settings.defaults);

  return (
    <section className={styles["section"]} aria-label={t("output.title")}>
      <div className={styles["heading"]}>
        <h3>{t("output.title")}</h3>
        <IconButton
          size="small"
          label={t("output.defaults")}
          icon={<RotateCcw size={14} strokeWidth={1.5} />}
          onClick={() => {
            composerDraft.actions.applyDefaults(defaults);
            announce(t("output.defaultsDone"));
          }}
        />
      </div>
      <SegmentedControl
        layout="row"
        className={styles["option"]}
        label={t("output.format")}
        value={format}
        segments={[
          { value: "png", label: "PNG" },
          { value: "jpeg", label: "JPEG" },
          { value: "webp", label: "WebP" },
        ]}
        onValueChange={(next) => change({ format: next })}
      />
      <Compression broken={broken.compression} />
      <SegmentedControl
        layout="row"
        className={styles["option"]}
        label={t("output.background")}
        value={background}
        segments={[
          { value: "auto", label: t("output.backgroundAuto") },
          { value: "opaque", label: t("output.backgroundOpaque") },
          { value: "transparent", label: t("output.backgroundTransparent"), disabled: true },
        ]}
        description={broken.background === null ? t("output.backgroundSays") : undefined}
        onValueChange={(next) => change({ background: next })}
      />
      {broken.background !== null && (
        <p role="alert" className={styles["wrong"]}>
          {forViolation(broken.background)}
        </p>
      )}
      {isEdit ? (
        <div className={styles["absent"]}>
          <span className={styles["absentName"]}>{t("output.moderation")}</span>
          <span>{t("output.moderationEdit")}</span>
        </div>
      ) : (
        <SegmentedControl
          layout="row"
          className={styles["option"]}
          label={t("output.moderation")}
          value={moderation}
          segments={[
            { value: "auto", label: t("output.moderationAuto") },
            { value: "low", label: t("output.moderationLow") },
          ]}
          onValueChange={(next) => change({ moderation: next })}
        />
      )}
    </section>
  );
});

function Compression({ broken }: { readonly broken: Violation | null }) {
  const { t } = useTranslation("create");
  const { forViolation } = useSentences();
  const format = useDraft((draft) => draft.format);
  const compression = useDraft((draft) => draft.compression);
  if (format === "png") {
    return (
      <div className={styles["absent"]}>
        <span className={styles["absentName"]}>{t("output.compression")}</span>
        <span>{t("output.compressionPng")}</span>
      </div>
    );
  }
  return (
    <div className={styles["compression"]}>
      <Slider
        layout="row"
        className={styles["option"]}
        label={t("output.compression")}
        min={limits.compression.min}
        max={limits.compression.max}
        value={compression ?? restingCompression}
        valueText={compression === null ? t("output.compressionAuto") : String(compression)}
        error={broken === null ? null : forViolation(broken)}
        onValueChange={(next) => change({ compression: next })}
      />
      <IconButton
        size="small"
        label={t("output.compressionReset")}
        icon={<RotateCcw size={14} strokeWidth={1.5} />}
        disabled={compression === null}
        onClick={() => change({ compression: null })}
      />
    </div>
  );
}
