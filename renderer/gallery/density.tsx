// Row height of the grid; shown at once, written to the settings when the thumb is let go.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { studioStore, useStudio } from "#renderer/session/studio-store.ts";
import { Slider } from "#renderer/ui/slider.tsx";
import styles from "./gallery-toolbar.module.css";

/** Heights that a row may have. */
export const rowHeights = { minPx: 96, maxPx: 480 } as const;

export function keepRowHeight(galleryRowPx: number): void {
  const { appearance } = studioStore.getState().settings;
  void studioStore.getState().updateSettings({ appearance: { ...appearance, galleryRowPx } });
}

export function Density() {
  const { t } = useTranslation("gallery");
  const rowPx = useStudio(({ settings }) => settings.appearance.galleryRowPx);
  const [dragged, setDragged] = useState<number | null>(null);
  const drawn = dragged ?? rowPx;
  return (
    <Slider
      label={t("toolbar.density")}
      isLabelHidden
      value={drawn}
      min={rowHeights.minPx}
      max={rowHeights.maxPx}
      step={8}
      valueText={t("toolbar.densityText", { px: drawn })}
      onValueChange={setDragged}
      onValueCommitted={(px) => {
        keepRowHeight(px);
        setDragged(null);
      }}
      className={styles["density"]}
    />
  );
}
