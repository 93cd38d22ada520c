// A new key: where it goes, and the consent that weak storage needs. The text leaves the page at once and is not kept.
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import { AlertDialog } from "#renderer/ui/alert-dialog.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { Checkbox } from "#renderer/ui/checkbox.tsx";
import { TextField } from "#renderer/ui/text-field.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { appCalls } from "#shared/contract/calls/app-calls.ts";
import type { CallInput } from "#shared/contract/registry.ts";
import type { KeyState } from "#shared/model/key-state.ts";
import { useSaver } from "#renderer/session/use-saver.ts";
import styles from "./key-section.module.css";

type Place = CallInput<"key.set">["place"];

export function KeyForm({ keyState }: { readonly keyState: KeyState }) {
  const { t } = useTranslation("settings");
  const saver = useSaver();
  const [text, setText] = useState("");
  const [isSessionOnly, setSessionOnly] = useState(false);
  const [isAsking, setAsking] = useState(false);

  const keep = async (place: Place): Promise<void> => {
    let isWeak = false;
    const isKept = await saver.run(async () => {
      const reply = await invoke("key.set", { key: text.trim(), place });
      isWeak = !reply.ok && reply.error.kind === "weak-key-storage";
      return reply;
    });
    if (isKept) {
      setText("");
      showToast({ title: t("key.stored"), tone: "success" });
    } else if (isWeak) {
      // Nothing was written: the user decides.
      saver.refuse(null);
      setAsking(true);
    }
  };

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!appCalls["key.set"].input.shape.key.safeParse(text).success) {
      saver.refuse(t("key.malformed"));
      return;
    }
    if (isSessionOnly || keyState.canStore === "session-only") void keep("session");
    else if (keyState.canStore === "weak") setAsking(true);
    else void keep("keychain");
  };

  return (
    <form className={styles["form"]} onSubmit={submit}>
      <div className={styles["entry"]}>
        <TextField
          layout="row"
          type="password"
          label={keyState.place === "none" ? t("key.field") : t("key.fieldReplace")}
          placeholder={t("key.placeholder")}
          autoComplete="off"
          spellCheck={false}
          value={text}
          error={saver.error}
          onValueChange={(typed) => {
            setText(typed);
            saver.refuse(null);
          }}
        />
        <Button type="submit" tone="primary" disabled={text.trim() === ""} isBusy={saver.state === "saving"}>
          {t("key.save")}
        </Button>
      </div>
      {keyState.canStore === "keychain" && (
        <Checkbox
          className={styles["session"]}
          label={t("key.sessionOnly")}
          checked={isSessionOnly}
          onCheckedChange={setSessionOnly}
        />
      )}
      <AlertDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t("key.weakTitle")}
        description={t("key.weakText")}
        cancelLabel={t("key.cancel")}
        choices={[
          { label: t("key.weakStore"), run: () => void keep("weak") },
          { label: t("key.weakSession"), tone: "primary", run: () => void keep("session") },
        ]}
      />
    </form>
  );
}
