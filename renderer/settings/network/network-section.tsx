// Section Network: where the API is, and the way there.
import { useTranslation } from "react-i18next";
import { useStudio } from "#renderer/session/studio-store.ts";
import { Button } from "#renderer/ui/button.tsx";
import { defaultSettings, settingsSchema } from "#shared/model/settings.ts";
import { DraftField } from "#renderer/settings/draft-field.tsx";
import { forgetEndpointCheck } from "#renderer/session/endpoint-check-store.ts";
import { Section } from "#renderer/settings/section.tsx";
import { useSaver } from "#renderer/session/use-saver.ts";
import { AuthorityField } from "./authority-field.tsx";
import { ProxyField } from "./proxy-field.tsx";

export function NetworkSection() {
  const { t } = useTranslation("settings");
  const baseUrl = useStudio((state) => state.settings.baseUrl);
  const saver = useSaver();
  const save = (url: string): void => {
    forgetEndpointCheck();
    void saver.save({ baseUrl: url });
  };
  return (
    <Section id="network">
      <DraftField
        label={t("network.baseUrl")}
        description={t("network.baseUrlText")}
        inputMode="url"
        spellCheck={false}
        saved={baseUrl}
        saver={saver}
        check={(text) => (settingsSchema.shape.baseUrl.safeParse(text).success ? null : t("network.badUrl"))}
        save={save}
        trailing={
          baseUrl === defaultSettings.baseUrl ? null : (
            <Button tone="ghost" onClick={() => save(defaultSettings.baseUrl)}>
              {t("network.baseUrlReset")}
            </Button>
          )
        }
      />
      <ProxyField />
      <AuthorityField />
    </Section>
  );
}
