// A key chord as small key caps.
import { spellChord } from "./key-chord.ts";
import { joinClasses } from "./join-classes.ts";
import styles from "./key-hint.module.css";

interface KeyHintProps {
  /** `$mod+KeyK`; nothing is drawn for "". */
  readonly chord: string;
  readonly className?: string | undefined;
  /** For the eye alone, where `aria-keyshortcuts` says it already. */
  readonly isSilent?: boolean;
}

export function KeyHint({ chord, className, isSilent = false }: KeyHintProps) {
  const keys = spellChord(chord);
  if (keys.length === 0) return null;
  return (
    <kbd aria-hidden={isSilent || undefined} className={joinClasses(styles["chord"], className)}>
      {keys.map((key) => (
        <kbd key={key} className={styles["key"]}>
          {key}
        </kbd>
      ))}
    </kbd>
  );
}
