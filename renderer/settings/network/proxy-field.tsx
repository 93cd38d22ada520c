// Which proxy requests take. An address counts only once it is whole.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAbility, useStudio } from "#renderer/session/studio-store.ts";
import { Select } from "#renderer/ui/select.tsx";
import { proxySchema, type ProxySetting } from "#shared/model/settings.ts";
import { DraftField } from "#renderer/settings/draft-field.tsx";
import { SavedMark } from "#renderer/session/saved-mark.tsx";
import { useSaver } from "#renderer/session/use-saver.ts";

export function ProxyField() {
  const { t } = useTranslation("settings");
  const proxy = useStudio((state) => state.settings.proxy);
  const hasSystem = useAbility("system-proxy");
  const mode = useSaver();
  const address = useSaver();
  // Chosen, but without an address there is nothing to save yet.
  const [isEntering, setEntering] = useState(false);
  const shown = isEntering ? "address" : proxy.mode;

  const choose = (chosen: ProxySetting["mode"]): void => {
    setEntering(chosen === "address" && proxy.mode !== "address");
    if (chosen !== "address" && chosen !== proxy.mode) void mode.save({ proxy: { mode: chosen } });
  };

  return (
    <>
      <Select
        layout="row"
        label={t("network.proxy")}
        error={mode.error}
        aside={<SavedMark state={mode.state} />}
        value={shown}
        onValueChange={choose}
        options={[
          {
            value: "environment",
            label: t("network.proxyMode.environment"),
            detail: t("network.proxyMode.environmentText"),
          },
          // A setting made on the desktop stays visible where it has no effect.
          ...(hasSystem || proxy.mode === "system"
            ? [{ value: "system" as const, label: t("network.proxyMode.system"), disabled: !hasSystem }]
            : []),
          { value: "address", label: t("network.proxyMode.address") },
          { value: "none", label: t("network.proxyMode.none") },
        ]}
      />
      {shown === "address" && (
        <DraftField
          label={t("network.proxyUrl")}
          placeholder={t("network.proxyPlaceholder")}
          inputMode="url"
          spellCheck={false}
          saved={proxy.mode === "address" ? proxy.url : ""}
          saver={address}
          check={(url) =>
            proxySchema.safeParse({ mode: "address", url }).success ? null : t("network.badUrl")
          }
          save={(url) => {
            setEntering(false);
            void address.save({ proxy: { mode: "address", url } });
          }}
        />
      )}
    </>
  );
}
