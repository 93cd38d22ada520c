// A button that is only an icon: its name and its key stand in a tooltip.
import type { ComponentProps, ReactNode } from "react";
import { describeChord } from "./key-chord.ts";
import { joinClasses } from "./join-classes.ts";
import { Tooltip } from "./tooltip.tsx";
import styles from "./icon-button.module.css";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  /** What it does, in words. */
  readonly label: string;
  /** A lucide icon of 16 px. */
  readonly icon: ReactNode;
  readonly chord?: string | undefined;
  readonly side?: "top" | "right" | "bottom" | "left";
  /** On for toggles; leave out where there is nothing to be on. */
  readonly isPressed?: boolean | undefined;
  /** Nothing to do at the moment; it keeps the focus, which `disabled` would drop, and may say why when it is pressed. */
  readonly isIdle?: boolean;
  readonly size?: "small" | "medium" | "large";
  /** On a picture: carries its own ground. */
  readonly isOverlay?: boolean;
}

export function IconButton({
  label,
  icon,
  chord = "",
  side = "bottom",
  isPressed,
  isIdle = false,
  size = "medium",
  isOverlay = false,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={label} chord={chord} side={side}>
      <button
        {...rest}
        type="button"
        aria-label={label}
        aria-keyshortcuts={describeChord(chord)}
        aria-pressed={isPressed}
        aria-disabled={isIdle || undefined}
        className={joinClasses(
          styles["button"],
          styles[size],
          isOverlay && styles["overlay"],
          isPressed === true && styles["pressed"],
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
