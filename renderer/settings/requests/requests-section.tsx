// Section Requests: how many at a time, and how they carry pictures.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStudio } from "#renderer/session/studio-store.ts";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import { Slider } from "#renderer/ui/slider.tsx";
import { limits } from "#shared/rules/limits.ts";
import { DraftField } from "#renderer/settings/draft-field.tsx";
import { SavedMark } from "#renderer/session/saved-mark.tsx";
import { Section } from "#renderer/settings/section.tsx";
import { useSaver } from "#renderer/session/use-saver.ts";

export function RequestsSection() {
  const { t } = useTranslation("settings");
  const settings = useStudio((state) => state.settings);
  const parallel = useSaver();
  const encoding = useSaver();
  const response = useSaver();
  const user = useSaver();
  const [dragged, setDragged] = useState<number | null>(null);
  const count = dragged ?? settings.parallelRequests;
  return (
    <Section id="requests">
      <Slider
        layout="row"
        label={t("requests.parallel")}
        description={t("requests.parallelText")}
        error={parallel.error}
        aside={<SavedMark state={parallel.state} />}
        valueText={String(count)}
        value={count}
        min={1}
        max={16}
        onValueChange={setDragged}
        onValueCommitted={(value) => {
          setDragged(null);
          void parallel.save({ parallelRequests: value });
        }}
      />
      <SegmentedControl
        layout="row"
        label={t("requests.encoding")}
        description={t("requests.encodingText")}
        error={encoding.error}
        aside={<SavedMark state={encoding.state} />}
        value={settings.editEncoding}
        segments={[
          { value: "multipart", label: t("requests.multipart") },
          { value: "json", label: t("requests.json") },
          { value: "json-urls", label: t("requests.jsonUrls") },
        ]}
        onValueChange={(value) => void encoding.save({ editEncoding: value })}
      />
      <SegmentedControl
        layout="row"
        label={t("requests.response")}
        description={t("requests.responseText")}
        error={response.error}
        aside={<SavedMark state={response.state} />}
        value={settings.responseFormat}
        segments={[
          { value: "b64_json", label: t("requests.b64") },
          { value: "url", label: t("requests.url") },
        ]}
        onValueChange={(value) => void response.save({ responseFormat: value })}
      />
      <DraftField
        label={t("requests.user")}
        description={t("requests.userText")}
        saved={settings.userId}
        saver={user}
        spellCheck={false}
        check={(text) =>
          text.length > limits.userMaxChars ? t("requests.userLong", { limit: limits.userMaxChars }) : null
        }
        save={(userId) => void user.save({ userId })}
      />
    </Section>
  );
}
