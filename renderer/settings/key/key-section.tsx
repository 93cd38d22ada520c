// Section API key: how the key is kept, in words; a new one in; the present one out.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { AlertDialog } from "#renderer/ui/alert-dialog.tsx";
import { Badge, type BadgeTone } from "#renderer/ui/badge.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import type { KeyState } from "#shared/model/key-state.ts";
import { Section } from "#renderer/settings/section.tsx";
import { useSaver } from "#renderer/session/use-saver.ts";
import { KeyForm } from "./key-form.tsx";
import styles from "./key-section.module.css";

const tones: Readonly<Record<KeyState["place"], BadgeTone>> = {
  none: "neutral",
  session: "success",
  keychain: "success",
  weak: "warning",
  environment: "success",
  locked: "danger",
};

export function KeySection() {
  const { t } = useTranslation("settings");
  const key = useStudio((state) => state.key);
  return (
    <Section id="key" intro={t("key.intro")}>
      <div className={styles["card"]}>
        <div className={styles["state"]}>
          <div className={styles["line"]}>
            <strong className={styles["place"]}>{t(`key.place.${key.place}`)}</strong>
            <Badge tone={tones[key.place]}>{t(`key.strength.${key.place}`)}</Badge>
          </div>
          <p className={styles["text"]}>
            {t(`key.place.${key.place}Text`)}
            {key.tail !== null && ` ${t("key.tail", { tail: key.tail })}.`}
          </p>
        </div>
        {canForget(key) && <ForgetButton />}
      </div>
      {key.place !== "environment" && <KeyForm keyState={key} />}
    </Section>
  );
}

/** The environment's key is not the app's to forget. */
function canForget({ place }: KeyState): boolean {
  return place !== "none" && place !== "environment";
}

function ForgetButton() {
  const { t } = useTranslation("settings");
  const saver = useSaver();
  const [isAsking, setAsking] = useState(false);
  const forget = async (): Promise<void> => {
    if (await saver.run(async () => await invoke("key.forget", {}))) showToast({ title: t("key.forgotten") });
  };
  return (
    <div className={styles["forget"]}>
      <Button isBusy={saver.state === "saving"} onClick={() => setAsking(true)}>
        {t("key.forget")}
      </Button>
      {saver.error !== null && (
        <p role="alert" className={styles["error"]}>
          {saver.error}
        </p>
      )}
      <AlertDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t("key.forgetTitle")}
        description={t("key.forgetText")}
        cancelLabel={t("key.cancel")}
        choices={[{ label: t("key.forget"), tone: "danger", run: () => void forget() }]}
      />
    </div>
  );
}
