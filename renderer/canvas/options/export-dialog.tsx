// A file from the document with all that can be set: format, quality, the proof's figures; what it loses is said before.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Checkbox } from "#renderer/ui/checkbox.tsx";
import { Dialog } from "#renderer/ui/dialog.tsx";
import { NumberField } from "#renderer/ui/number-field.tsx";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import { exportFormatSchema, type ExportFormat } from "#shared/contract/calls/composition-calls.ts";
import type { WaysOut } from "./use-ways-out.ts";
import styles from "./options.module.css";

interface ExportDialogProps {
  readonly desk: Desk;
  readonly out: WaysOut;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

const names = { png: "bar.png", jpeg: "bar.jpeg", webp: "bar.webp", psd: "bar.psd" } as const;

export function ExportDialog({ desk, out, isOpen, onOpenChange }: ExportDialogProps) {
  const { t } = useTranslation("canvas");
  const [format, setFormat] = useState<ExportFormat>("png");
  const [quality, setQuality] = useState(92);
  const hasProof = useStore(desk.state, (state) => state.hasProofInFile);
  const lost = desk.base.losses[format];
  const isLossy = format === "jpeg" || format === "webp";
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="small"
      title={t("out.settingsTitle")}
      description={t("out.settingsText")}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("out.cancel")}</Button>
          <Button
            tone="primary"
            onClick={() => {
              onOpenChange(false);
              out.exportAs(format, quality);
            }}
          >
            {t("out.export")}
          </Button>
        </>
      }
    >
      <div className={styles["popover"]}>
        <SegmentedControl
          label={t("out.format")}
          value={format}
          segments={exportFormatSchema.options.map((value) => ({ value, label: t(names[value]) }))}
          onValueChange={setFormat}
        />
        {isLossy && (
          <NumberField
            label={t("out.quality")}
            min={1}
            max={100}
            value={quality}
            onValueChange={(next) => next !== null && setQuality(next)}
          />
        )}
        <Checkbox
          label={t("out.proof")}
          checked={hasProof}
          onCheckedChange={(next) => desk.state.setState({ hasProofInFile: next })}
        />
        <p className={styles["faint"]}>{t(hasProof ? "out.proofOn" : "out.proofOff")}</p>
        <p className={styles["faint"]}>
          {lost.length === 0
            ? t("loss.none")
            : t("out.loses", { losses: lost.map((loss) => t(`loss.${loss}`)).join(", ") })}
        </p>
      </div>
    </Dialog>
  );
}
