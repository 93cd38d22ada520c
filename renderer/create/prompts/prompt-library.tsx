// The panel with saved prompts and history, and the place where the present prompt is saved.
import { History, Search } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useCommandKey, useCommands } from "#renderer/session/commands.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { Popover } from "#renderer/ui/popover.tsx";
import { Tabs } from "#renderer/ui/tabs.tsx";
import { TextField } from "#renderer/ui/text-field.tsx";
import { promptsStore } from "#renderer/create/create-stores.ts";
import { PastPrompts } from "./past-prompts.tsx";
import { SavePrompt } from "./save-prompt.tsx";
import { SavedPrompts } from "./saved-prompts.tsx";
import styles from "./prompt-library.module.css";

interface PromptLibraryProps {
  /** Puts a prompt into the composer. */
  readonly onUse: (text: string) => void;
}

type Part = "saved" | "history";
const searchPauseMs = 150;

export function PromptLibrary({ onUse }: PromptLibraryProps) {
  const { t } = useTranslation("create");
  const historyKey = useCommandKey("create.openHistory");
  const [isOpen, setOpen] = useState(false);
  const [isSaving, setSaving] = useState(false);
  /** The form was left: the focus goes back to the button that opened it. */
  const [hasLeftForm, setLeftForm] = useState(false);
  const [part, setPart] = useState<Part>("history");
  const [search, setSearch] = useState("");
  useSearch(isOpen, search);

  const open = (next: boolean, saving: boolean): void => {
    setOpen(next);
    setSaving(saving);
    setLeftForm(false);
    if (next) setSearch("");
  };
  const use = (text: string): void => {
    open(false, false);
    onUse(text);
  };
  useCommands({
    "create.openHistory": () => open(true, false),
    "create.savePrompt": () => {
      setPart("saved");
      open(true, true);
    },
  });

  return (
    <Popover
      title={t("prompts.title")}
      isTitleHidden
      align="end"
      isOpen={isOpen}
      onOpenChange={(next) => open(next, false)}
      className={styles["panel"]}
      trigger={
        <IconButton
          label={t("prompt.library")}
          chord={historyKey}
          icon={<History size={16} strokeWidth={1.5} />}
        />
      }
    >
      {isSaving && (
        <SavePrompt
          onDone={() => {
            setSaving(false);
            setLeftForm(true);
          }}
        />
      )}
      <TextField
        label={t("prompts.search")}
        isLabelHidden
        type="search"
        placeholder={t("prompts.search")}
        icon={<Search size={14} strokeWidth={1.5} aria-hidden />}
        value={search}
        onValueChange={setSearch}
      />
      <Failure />
      <Tabs
        label={t("prompts.title")}
        value={part}
        onValueChange={setPart}
        panels={[
          {
            id: "history",
            label: t("prompts.history"),
            content: <PastPrompts search={search} onUse={use} />,
          },
          { id: "saved", label: t("prompts.saved"), content: <SavedPrompts search={search} onUse={use} /> },
        ]}
      />
      {!isSaving && (
        <Button
          autoFocus={hasLeftForm}
          onClick={() => {
            setPart("saved");
            setSaving(true);
          }}
        >
          {t("prompts.saveCurrent")}
        </Button>
      )}
    </Popover>
  );
}

/** Asks when the panel opens and a moment after each change of the search. */
function useSearch(isOpen: boolean, search: string): void {
  useEffect(() => {
    if (!isOpen) return;
    const timer = setTimeout(
      () => void promptsStore.getState().load(search),
      search === "" ? 0 : searchPauseMs,
    );
    return () => clearTimeout(timer);
  }, [isOpen, search]);
}

function Failure() {
  const { t } = useTranslation("create");
  const { forError } = useSentences();
  const error = useStore(promptsStore, (state) => state.error);
  if (error === null) return null;
  const { title, next } = forError(error);
  return (
    <div role="alert" className={styles["failure"]}>
      <p>
        {title} {next}
      </p>
      <Button onClick={() => void promptsStore.getState().load("")}>{t("prompts.retry")}</Button>
    </div>
  );
}
