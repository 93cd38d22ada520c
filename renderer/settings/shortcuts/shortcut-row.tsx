// One command and its key; choosing the key waits for a new one.
import { RotateCcw } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { studioStore } from "#renderer/session/studio-store.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { icon } from "#renderer/ui/icon-size.ts";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { readChord, spellChord } from "#renderer/ui/key-chord.ts";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import { announce } from "#renderer/ui/live-region.tsx";
import { VisuallyHidden } from "#renderer/ui/visually-hidden.tsx";
import type { Command } from "#shared/model/command.ts";
import type { CommandId } from "#shared/model/commands.ts";
import { SavedMark } from "#renderer/session/saved-mark.tsx";
import { useSaver } from "#renderer/session/use-saver.ts";
import { judgeChord, withShortcut } from "./judge-chord.ts";
import styles from "./shortcuts-section.module.css";

interface ShortcutRowProps {
  readonly command: Command & { readonly id: CommandId };
  /** Its key now; "" for none. */
  readonly chord: string;
}

export function ShortcutRow({ command, chord }: ShortcutRowProps) {
  const { t } = useTranslation("settings");
  const saver = useSaver();
  const [isRecording, setRecording] = useState(false);
  const spell = (keys: string): string => (keys === "" ? t("shortcuts.noKey") : spellChord(keys).join(" + "));

  const save = (next: string): void => {
    setRecording(false);
    if (next === chord) return;
    const refusal = explain(next);
    saver.refuse(refusal);
    if (refusal !== null) return;
    const { title } = command;
    announce(
      next === "" ? t("shortcuts.removed", { title }) : t("shortcuts.changed", { title, key: spell(next) }),
    );
    const { shortcuts } = studioStore.getState().settings;
    void saver.save({ shortcuts: withShortcut(shortcuts, command.id, next) });
  };
  const explain = (next: string): string | null => {
    const verdict = judgeChord(command.id, next, studioStore.getState().settings.shortcuts);
    const key = spell(next);
    switch (verdict.kind) {
      case "free":
        return null;
      case "reserved":
        return t("shortcuts.reserved", { key });
      case "needs-modifier":
        return t("shortcuts.needsModifier", { key });
      case "conflict":
        return t("shortcuts.conflict", {
          key,
          other: verdict.other.title,
          scope: t(`shortcuts.scope.${verdict.other.scope}`),
        });
    }
  };
  const press = (event: KeyboardEvent): void => {
    if (!isRecording) return;
    // Tab leads on, so that nobody is caught here.
    if (event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    const next = readChord(event.nativeEvent);
    if (next === null) return;
    if (next === "Escape" && command.key !== "Escape") setRecording(false);
    else save(next === "Backspace" ? "" : next);
  };

  return (
    <li className={styles["row"]}>
      <span className={styles["title"]}>{command.title}</span>
      <SavedMark state={saver.state} />
      {chord !== command.key && (
        <IconButton
          size="small"
          label={t("shortcuts.reset", { key: spell(command.key) })}
          icon={<RotateCcw {...icon} size={14} />}
          onClick={() => save(command.key)}
        />
      )}
      <button
        type="button"
        className={joinClasses(styles["key"], isRecording && styles["recording"])}
        onClick={() => {
          setRecording(true);
          saver.refuse(null);
          announce(t("shortcuts.press"));
        }}
        onBlur={() => setRecording(false)}
        onKeyDown={press}
      >
        <VisuallyHidden>{t("shortcuts.change", { title: command.title })} </VisuallyHidden>
        {isRecording ? (
          t("shortcuts.press")
        ) : chord === "" ? (
          <span className={styles["noKey"]}>{t("shortcuts.noKey")}</span>
        ) : (
          <KeyHint chord={chord} />
        )}
      </button>
      {saver.error !== null && (
        <p role="alert" className={styles["refusal"]}>
          {saver.error}
        </p>
      )}
    </li>
  );
}
