// Row height of the grid; shown at once, written to the settings when the thumb is let go.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { studioStore, useStudio } from "#renderer/session/studio-store.ts";
import { Slider } from "#renderer/ui/slider.tsx";
import styles from "./gallery-toolbar.module.css";

export function Density() {
  const { t } = useTranslation("gallery");
  const rowPx = useStudio(({ settings }) => settings.appearance.galleryRowPx);
  const [dragged, setDragged] = useState<number | null>(null);
  const drawn = dragged ?? rowPx;
  const keep = (galleryRowPx: number) => {
    const { appearance } = studioStore.getState().settings;
    void studioStore.getState().updateSettings({ appearance: { ...appearance, galleryRowPx } });
  };
  return (
    <Slider
      label={t("toolbar.density")}
      isLabelHidden
      value={drawn}
      min={96}
      max={480}
      step={8}
      valueText={t("toolbar.densityText", { px: drawn })}
      onValueChange={setDragged}
      onValueCommitted={(px) => {
        keep(px);
        setDragged(null);
      }}
      className={styles["density"]}
    />
  );
}
