// One more certificate authority to trust, from a PEM file that the page reads and hands over.
import { useEffect, useRef, useState, type ChangeEvent } from "react";
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import { Button } from "#renderer/ui/button.tsx";
import { announce } from "#renderer/ui/live-region.tsx";
import { Row } from "#renderer/settings/section.tsx";
import { SavedMark } from "#renderer/session/saved-mark.tsx";
import { useSaver } from "#renderer/session/use-saver.ts";
import styles from "./authority-field.module.css";

/** The contract's cap on the text. */
const maxChars = 200_000;

export function AuthorityField() {
  const { t } = useTranslation("settings");
  const saver = useSaver();
  const input = useRef<HTMLInputElement>(null);
  const [subjects, setSubjects] = useState<readonly string[]>([]);
  useEffect(() => {
    let isHere = true;
    const load = async (): Promise<void> => {
      const reply = await invoke("network.trusted", {});
      if (isHere && reply.ok) setSubjects(reply.value.subjects);
    };
    void load();
    return () => {
      isHere = false;
    };
  }, []);

  const trust = async (pem: string): Promise<void> => {
    await saver.run(async () => {
      const reply = await invoke("network.trust", { pem });
      if (reply.ok) {
        setSubjects(reply.value.subjects);
        const count = reply.value.subjects.length;
        announce(count === 0 ? t("network.authorityRemoved") : t("network.authorityAdded", { count }));
      }
      return reply;
    });
  };
  const take = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const field = event.currentTarget;
    const file = field.files?.[0];
    if (file === undefined) return;
    if (file.size > maxChars) saver.refuse(t("network.authorityLarge", { name: file.name }));
    else {
      const pem = await file.text();
      if (pem.includes("-----BEGIN CERTIFICATE-----")) await trust(pem);
      else saver.refuse(t("network.authorityBad", { name: file.name }));
    }
    // The same file may be chosen again.
    field.value = "";
  };

  return (
    <Row
      label={t("network.authority")}
      description={t("network.authorityText")}
      error={saver.error}
      aside={<SavedMark state={saver.state} />}
    >
      {subjects.length > 0 && (
        <ul className={styles["subjects"]}>
          {subjects.map((subject) => (
            <li key={subject} className={styles["subject"]}>
              {subject}
            </li>
          ))}
        </ul>
      )}
      <div className={styles["actions"]}>
        <input
          ref={input}
          type="file"
          hidden
          accept=".pem,.crt,.cer,application/x-pem-file,application/x-x509-ca-cert"
          aria-label={t("network.authority")}
          onChange={(event) => void take(event)}
        />
        <Button isBusy={saver.state === "saving"} onClick={() => input.current?.click()}>
          {subjects.length === 0 ? t("network.authorityChoose") : t("network.authorityReplace")}
        </Button>
        {subjects.length > 0 && (
          <Button tone="ghost" onClick={() => void trust("")}>
            {t("network.authorityRemove")}
          </Button>
        )}
      </div>
    </Row>
  );
}
