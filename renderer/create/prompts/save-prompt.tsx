// Saves the composer's prompt under a name.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { composerDraft } from "#renderer/session/composer-draft.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { TextField } from "#renderer/ui/text-field.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { limits } from "#shared/rules/limits.ts";
import { promptsStore } from "#renderer/create/create-stores.ts";
import styles from "./prompt-library.module.css";

const longestName = 80;

/** The first words of a prompt, as the name that is offered. */
function offeredName(prompt: string): string {
  return prompt.trim().split(/\s+/).slice(0, 6).join(" ").slice(0, longestName);
}

export function SavePrompt({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation("create");
  const { forError } = useSentences();
  const [prompt] = useState(() => composerDraft.getState().prompt);
  const [name, setName] = useState(() => offeredName(prompt));
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const unsavable =
    prompt.trim() === ""
      ? t("prompts.nothingToSave")
      : prompt.length > limits.prompt.generateMaxChars
        ? t("prompts.tooLong", { limit: limits.prompt.generateMaxChars })
        : null;

  const save = async (): Promise<void> => {
    setBusy(true);
    const reply = await promptsStore.getState().save(name.trim(), prompt);
    setBusy(false);
    if (!reply.ok) {
      setProblem(forError(reply.error).title);
      return;
    }
    showToast({ title: t("prompts.savedAs", { name: reply.value.name }), tone: "success" });
    onDone();
  };

  return (
    <form
      className={styles["save"]}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        // Opened by a press: the name is what comes next.
        autoFocus
        label={t("prompts.name")}
        value={name}
        maxLength={longestName}
        error={unsavable ?? problem}
        onValueChange={setName}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className={styles["buttons"]}>
        <Button tone="ghost" onClick={onDone}>
          {t("prompts.cancel")}
        </Button>
        <Button
          type="submit"
          tone="primary"
          isBusy={isBusy}
          disabled={unsavable !== null || name.trim() === ""}
        >
          {t("prompts.save")}
        </Button>
      </div>
    </form>
  );
}
