// Section Defaults: what a new request starts with. Only what the API takes can be chosen.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStudio } from "#renderer/session/studio-store.ts";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import { Slider } from "#renderer/ui/slider.tsx";
import { Switch } from "#renderer/ui/switch.tsx";
import type { Settings } from "#shared/model/settings.ts";
import { limits } from "#shared/rules/limits.ts";
import { SavedMark } from "#renderer/session/saved-mark.tsx";
import { Row, Section } from "#renderer/settings/section.tsx";
import { useSaver, type Saver } from "#renderer/session/use-saver.ts";
import { DefaultSize } from "./default-size.tsx";

type Defaults = Settings["defaults"];

/** What the slider shows while compression is left to the API; the API's own value. */
const usualCompression = 100;

export function DefaultsSection() {
  const { t } = useTranslation("settings");
  const defaults = useStudio((state) => state.settings.defaults);
  const size = useSaver();
  const format = useSaver();
  const background = useSaver();
  const moderation = useSaver();
  const change = (saver: Saver, part: Partial<Defaults>): void =>
    void saver.save({ defaults: { ...defaults, ...part } });
  return (
    <Section id="defaults" intro={t("defaults.intro")}>
      <DefaultSize size={defaults.size} saver={size} onChange={(chosen) => change(size, { size: chosen })} />
      <SegmentedControl
        layout="row"
        label={t("defaults.format")}
        error={format.error}
        aside={<SavedMark state={format.state} />}
        value={defaults.format}
        segments={[
          { value: "png", label: "PNG" },
          { value: "jpeg", label: "JPEG" },
          { value: "webp", label: "WebP" },
        ]}
        onValueChange={(value) =>
          change(format, { format: value, compression: value === "png" ? null : defaults.compression })
        }
      />
      {defaults.format !== "png" && <DefaultCompression defaults={defaults} />}
      <SegmentedControl
        layout="row"
        label={t("defaults.background")}
        error={background.error}
        aside={<SavedMark state={background.state} />}
        value={defaults.background}
        segments={[
          { value: "auto", label: t("defaults.automatic") },
          { value: "opaque", label: t("defaults.opaque") },
        ]}
        onValueChange={(value) => change(background, { background: value })}
      />
      <SegmentedControl
        layout="row"
        label={t("defaults.moderation")}
        error={moderation.error}
        aside={<SavedMark state={moderation.state} />}
        value={defaults.moderation}
        segments={[
          { value: "auto", label: t("defaults.automatic") },
          { value: "low", label: t("defaults.low") },
        ]}
        onValueChange={(value) => change(moderation, { moderation: value })}
      />
      <DefaultTakes defaults={defaults} />
    </Section>
  );
}

function DefaultCompression({ defaults }: { readonly defaults: Defaults }) {
  const { t } = useTranslation("settings");
  const saver = useSaver();
  const [dragged, setDragged] = useState<number | null>(null);
  const save = (compression: number | null): void =>
    void saver.save({ defaults: { ...defaults, compression } });
  const value = dragged ?? defaults.compression ?? usualCompression;
  return (
    <>
      <Row label={t("defaults.compression")} error={saver.error} aside={<SavedMark state={saver.state} />}>
        <Switch
          label={t("defaults.compressionOff")}
          checked={defaults.compression === null}
          onCheckedChange={(isOff) => save(isOff ? null : 80)}
        />
        {defaults.compression !== null && (
          <Slider
            label={t("defaults.compression")}
            isLabelHidden
            description={t("defaults.compressionText")}
            layout="row"
            valueText={String(value)}
            value={value}
            min={limits.compression.min}
            max={limits.compression.max}
            onValueChange={setDragged}
            onValueCommitted={(chosen) => {
              setDragged(null);
              save(chosen);
            }}
          />
        )}
      </Row>
    </>
  );
}

function DefaultTakes({ defaults }: { readonly defaults: Defaults }) {
  const { t } = useTranslation("settings");
  const saver = useSaver();
  const [dragged, setDragged] = useState<number | null>(null);
  const takes = dragged ?? defaults.takes;
  return (
    <Slider
      layout="row"
      label={t("defaults.takes")}
      error={saver.error}
      aside={<SavedMark state={saver.state} />}
      valueText={String(takes)}
      value={takes}
      min={limits.takes.min}
      max={limits.takes.max}
      onValueChange={setDragged}
      onValueCommitted={(chosen) => {
        setDragged(null);
        void saver.save({ defaults: { ...defaults, takes: chosen } });
      }}
    />
  );
}
