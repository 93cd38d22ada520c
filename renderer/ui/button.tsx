// Buttons with words.
import type { ComponentProps, ReactNode } from "react";
import { describeChord } from "./key-chord.ts";
import { joinClasses } from "./join-classes.ts";
import { KeyHint } from "./key-hint.tsx";
import { Tooltip } from "./tooltip.tsx";
import styles from "./button.module.css";

export type ButtonTone = "primary" | "secondary" | "ghost" | "danger";

export interface ButtonProps extends ComponentProps<"button"> {
  /** One primary at most per view. */
  readonly tone?: ButtonTone;
  readonly size?: "medium" | "large";
  /** A lucide icon of 16 px before the words. */
  readonly icon?: ReactNode;
  /** The key that does the same. */
  readonly chord?: string | undefined;
  /** Inside, at the end; or in a tooltip, where there is no room. */
  readonly chordIn?: "button" | "tooltip";
  /** Something is under way: the button shows it and does nothing meanwhile. */
  readonly isBusy?: boolean;
}

export function Button({
  tone = "secondary",
  size = "medium",
  icon,
  chord = "",
  chordIn = "button",
  isBusy = false,
  disabled,
  className,
  children,
  ...rest
}: ButtonProps) {
  const isInside = chordIn === "button";
  const button = (
    <button
      {...rest}
      type={rest.type === "submit" ? "submit" : "button"}
      disabled={disabled === true || isBusy}
      aria-busy={isBusy || undefined}
      aria-keyshortcuts={describeChord(chord)}
      className={joinClasses(styles["button"], styles[tone], size === "large" && styles["large"], className)}
    >
      {isBusy ? <span className={styles["spinner"]} aria-hidden /> : icon}
      {children}
      {isInside && <KeyHint isSilent chord={chord} className={styles["hint"]} />}
    </button>
  );
  return isInside ? (
    button
  ) : (
    <Tooltip label={children} chord={chord}>
      {button}
    </Tooltip>
  );
}
