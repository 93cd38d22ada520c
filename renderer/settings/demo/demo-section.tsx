// Section Demo engine: who answers, and how it behaves.
import { useTranslation } from "react-i18next";
import { useStudio } from "#renderer/session/studio-store.ts";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import { Switch } from "#renderer/ui/switch.tsx";
import { SavedMark } from "#renderer/session/saved-mark.tsx";
import { Row, Section } from "#renderer/settings/section.tsx";
import { useSaver } from "#renderer/session/use-saver.ts";

const drifts = ["none", "mild", "typical", "severe"] as const;

export function DemoSection() {
  const { t } = useTranslation("settings");
  const demo = useStudio((state) => state.settings.demo);
  const engine = useStudio((state) => state.engine);
  const demoReason = useStudio((state) => state.demoReason);
  const always = useSaver();
  const drift = useSaver();
  return (
    <Section
      id="demo"
      intro={`${t("demo.intro")} ${t(`demo.state.${engine === "api" ? "api" : (demoReason ?? "no-key")}`)}`}
    >
      <Row label={t("demo.engine")} error={always.error} aside={<SavedMark state={always.state} />}>
        <Switch
          label={t("demo.always")}
          description={t("demo.alwaysText")}
          checked={demo.always}
          onCheckedChange={(checked) => void always.save({ demo: { ...demo, always: checked } })}
        />
      </Row>
      <SegmentedControl
        layout="row"
        label={t("demo.drift")}
        description={t("demo.driftText")}
        error={drift.error}
        aside={<SavedMark state={drift.state} />}
        value={demo.drift}
        segments={drifts.map((value) => ({ value, label: t(`demo.${value}`) }))}
        onValueChange={(value) => void drift.save({ demo: { ...demo, drift: value } })}
      />
    </Section>
  );
}
