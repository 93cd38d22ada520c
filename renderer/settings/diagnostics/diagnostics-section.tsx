// Section Diagnostics: text to paste into a report.
import { Copy, RefreshCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import { useCommandKey } from "#renderer/session/commands.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { icon } from "#renderer/ui/icon-size.ts";
import { TextArea } from "#renderer/ui/text-area.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { Section } from "#renderer/settings/section.tsx";
import styles from "./diagnostics-section.module.css";

export function DiagnosticsSection() {
  const { t } = useTranslation("settings");
  const { forError } = useSentences();
  const chord = useCommandKey("settings.copyDiagnostics");
  const [text, setText] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const load = async (): Promise<void> => {
    setBusy(true);
    const reply = await invoke("app.diagnose", {});
    setBusy(false);
    if (reply.ok) setText(reply.value.text);
    setError(reply.ok ? null : `${forError(reply.error).title}. ${forError(reply.error).next}`);
  };
  const copy = async (shown: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(shown);
      setError(null);
      showToast({ title: t("diagnostics.copied"), tone: "success" });
    } catch {
      setError(t("diagnostics.notCopied"));
    }
  };

  return (
    <Section id="diagnostics" intro={t("diagnostics.intro")}>
      <div className={styles["actions"]}>
        <Button icon={<RefreshCw {...icon} />} isBusy={isBusy} onClick={() => void load()}>
          {text === null ? t("diagnostics.show") : t("diagnostics.refresh")}
        </Button>
        {text !== null && (
          <Button icon={<Copy {...icon} />} chord={chord} onClick={() => void copy(text)}>
            {t("diagnostics.copy")}
          </Button>
        )}
      </div>
      {text !== null && (
        <TextArea
          label={t("diagnostics.text")}
          isLabelHidden
          readOnly
          rows={16}
          spellCheck={false}
          className={styles["text"]}
          value={text}
          onValueChange={() => undefined}
        />
      )}
      {error !== null && (
        <p role="alert" className={styles["error"]}>
          {error}
        </p>
      )}
    </Section>
  );
}
