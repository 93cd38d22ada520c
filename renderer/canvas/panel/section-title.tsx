// The title of a part of the panel, with the key that leads into the part.
import type { RefObject } from "react";
import { useCommandKey } from "#renderer/session/commands.ts";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import type { CommandId } from "#shared/model/commands.ts";
import styles from "./panel.module.css";

interface SectionTitleProps {
  readonly command: CommandId;
  readonly children: string;
}

export function SectionTitle({ command, children }: SectionTitleProps) {
  const chord = useCommandKey(command);
  return (
    <h3 className={styles["sectionTitle"]}>
      {children}
      <KeyHint isSilent chord={chord} className={styles["faint"]} />
    </h3>
  );
}

/** Gives the focus to the first field of a part, and brings it into view. */
export function focusFirst(part: RefObject<HTMLElement | null>): void {
  const field = part.current?.querySelector<HTMLElement>("input:not(:disabled), button:not(:disabled)");
  field?.focus();
  field?.scrollIntoView({ block: "nearest" });
}
