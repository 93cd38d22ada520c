// A text field that is saved when it is left or Enter is pressed; Escape brings the saved text back.
import { useState, type ReactNode } from "react";
import { TextField, type TextFieldProps } from "#renderer/ui/text-field.tsx";
import { SavedMark } from "#renderer/session/saved-mark.tsx";
import type { Saver } from "#renderer/session/use-saver.ts";

interface DraftFieldProps extends Pick<TextFieldProps, "label" | "placeholder" | "inputMode" | "spellCheck"> {
  /** What is saved. */
  readonly saved: string;
  readonly saver: Saver;
  /** Why a text cannot be saved, as a sentence; null when it can. */
  readonly check: (text: string) => string | null;
  readonly save: (text: string) => void;
  readonly description?: ReactNode;
  readonly trailing?: ReactNode;
}

export function DraftField({ saved, saver, check, save, ...field }: DraftFieldProps) {
  // Null while what is shown is what is saved.
  const [draft, setDraft] = useState<string | null>(null);
  const finish = (): void => {
    if (draft === null) return;
    const text = draft.trim();
    const refusal = text === saved ? null : check(text);
    saver.refuse(refusal);
    if (refusal !== null) return;
    setDraft(null);
    if (text !== saved) save(text);
  };
  return (
    <TextField
      {...field}
      layout="row"
      value={draft ?? saved}
      error={saver.error}
      aside={<SavedMark state={saver.state} />}
      onValueChange={(text) => {
        setDraft(text);
        saver.refuse(null);
      }}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === "Enter") finish();
        if (event.key !== "Escape" || draft === null) return;
        event.stopPropagation();
        setDraft(null);
        saver.refuse(null);
      }}
    />
  );
}
