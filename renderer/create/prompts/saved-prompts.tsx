// Saved prompts: use, rename, remove with undo.
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useSentences } from "#renderer/session/sentences.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { TextField } from "#renderer/ui/text-field.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import type { SavedPrompt } from "#shared/model/prompts.ts";
import { promptsStore } from "#renderer/create/create-stores.ts";
import { moveAmongRows } from "./move-among-rows.ts";
import { findSaved } from "./prompts-store.ts";
import styles from "./prompt-library.module.css";

interface SavedPromptsProps {
  readonly search: string;
  readonly onUse: (text: string) => void;
}

export function SavedPrompts({ search, onUse }: SavedPromptsProps) {
  const { t } = useTranslation("create");
  const saved = useStore(promptsStore, (state) => state.saved);
  const found = findSaved(saved, search);
  if (found.length === 0)
    return (
      <p className={styles["none"]}>{saved.length === 0 ? t("prompts.noneSaved") : t("prompts.noneFound")}</p>
    );
  return (
    <ul className={styles["list"]}>
      {found.map((prompt) => (
        <SavedRow key={prompt.id} prompt={prompt} onUse={onUse} />
      ))}
    </ul>
  );
}

function SavedRow({
  prompt,
  onUse,
}: {
  readonly prompt: SavedPrompt;
  readonly onUse: SavedPromptsProps["onUse"];
}) {
  const { t } = useTranslation("create");
  const { forError } = useSentences();
  const [newName, setNewName] = useState<string | null>(null);
  const { save, rename, remove } = promptsStore.getState();

  const finishRename = async (): Promise<void> => {
    const name = newName?.trim() ?? "";
    setNewName(null);
    if (name === "" || name === prompt.name) return;
    const reply = await rename(prompt, name);
    if (!reply.ok) showToast({ title: forError(reply.error).title, tone: "danger" });
  };
  const removeIt = async (): Promise<void> => {
    const reply = await remove(prompt.id);
    showToast(
      reply.ok
        ? {
            title: t("prompts.removed", { name: prompt.name }),
            action: { label: t("prompts.undo"), run: () => void save(prompt.name, prompt.text) },
          }
        : { title: forError(reply.error).title, tone: "danger" },
    );
  };

  if (newName !== null) {
    return (
      <li className={styles["row"]}>
        <TextField
          autoFocus
          label={t("prompts.name")}
          isLabelHidden
          className={styles["rename"]}
          maxLength={80}
          value={newName}
          onValueChange={setNewName}
          onBlur={() => void finishRename()}
          onKeyDown={(event) => {
            if (event.key === "Enter") void finishRename();
            if (event.key !== "Escape") return;
            event.stopPropagation();
            setNewName(null);
          }}
        />
      </li>
    );
  }
  return (
    <li className={styles["row"]}>
      <button
        type="button"
        data-row
        className={styles["use"]}
        onClick={() => onUse(prompt.text)}
        onKeyDown={moveAmongRows}
      >
        <span className={styles["name"]}>{prompt.name}</span>
        <span className={styles["text"]}>{prompt.text}</span>
      </button>
      <IconButton
        size="small"
        label={t("prompts.rename")}
        icon={<Pencil size={14} strokeWidth={1.5} />}
        onClick={() => setNewName(prompt.name)}
      />
      <IconButton
        size="small"
        label={t("prompts.remove")}
        icon={<Trash2 size={14} strokeWidth={1.5} />}
        onClick={() => void removeIt()}
      />
    </li>
  );
}
