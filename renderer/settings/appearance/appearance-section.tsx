// Section Appearance: theme, surround of pictures, density of the gallery.
import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStudio } from "#renderer/session/studio-store.ts";
import { icon } from "#renderer/ui/icon-size.ts";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import { Slider } from "#renderer/ui/slider.tsx";
import { SavedMark } from "#renderer/session/saved-mark.tsx";
import { Section } from "#renderer/settings/section.tsx";
import { useSaver } from "#renderer/session/use-saver.ts";
import styles from "./appearance-section.module.css";

const stages = ["neutral", "black", "grey", "white"] as const;
const themes = [
  { value: "system", icon: <Monitor {...icon} /> },
  { value: "light", icon: <Sun {...icon} /> },
  { value: "dark", icon: <Moon {...icon} /> },
] as const;

export function AppearanceSection() {
  const { t } = useTranslation("settings");
  const appearance = useStudio((state) => state.settings.appearance);
  const theme = useSaver();
  const stage = useSaver();
  const density = useSaver();
  const [draggedPx, setDraggedPx] = useState<number | null>(null);
  const rowPx = draggedPx ?? appearance.galleryRowPx;
  return (
    <Section id="appearance">
      <SegmentedControl
        layout="row"
        label={t("appearance.theme")}
        error={theme.error}
        aside={<SavedMark state={theme.state} />}
        value={appearance.theme}
        segments={themes.map(({ value, icon: glyph }) => ({
          value,
          label: t(`appearance.${value}`),
          content: (
            <>
              {glyph}
              {t(`appearance.${value}`)}
            </>
          ),
        }))}
        onValueChange={(value) => void theme.save({ appearance: { ...appearance, theme: value } })}
      />
      <SegmentedControl
        layout="row"
        label={t("appearance.stage")}
        error={stage.error}
        aside={<SavedMark state={stage.state} />}
        value={appearance.stage}
        segments={stages.map((value) => ({
          value,
          label: t(`appearance.${value}`),
          content: (
            <>
              <span className={styles["swatch"]} data-swatch={value} aria-hidden />
              {t(`appearance.${value}`)}
            </>
          ),
        }))}
        onValueChange={(value) => void stage.save({ appearance: { ...appearance, stage: value } })}
      />
      <Slider
        layout="row"
        label={t("appearance.density")}
        error={density.error}
        aside={<SavedMark state={density.state} />}
        valueText={t("appearance.px", { px: rowPx })}
        value={rowPx}
        min={96}
        max={480}
        step={8}
        onValueChange={setDraggedPx}
        onValueCommitted={(px) => {
          setDraggedPx(null);
          void density.save({ appearance: { ...appearance, galleryRowPx: px } });
        }}
      />
    </Section>
  );
}
