// A small word that can be taken away or switched.
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { joinClasses } from "./join-classes.ts";
import styles from "./chip.module.css";

export interface ChipProps {
  readonly label: string;
  readonly icon?: ReactNode;
  /** Makes it a switch. */
  readonly isOn?: boolean | undefined;
  readonly onClick?: (() => void) | undefined;
  /** Draws a cross; `removeLabel` says what it does. */
  readonly onRemove?: (() => void) | undefined;
  readonly removeLabel?: string | undefined;
  readonly className?: string | undefined;
}

export function Chip({ label, icon, isOn, onClick, onRemove, removeLabel, className }: ChipProps) {
  const words = (
    <>
      {icon}
      <span className={styles["words"]} title={label}>
        {label}
      </span>
    </>
  );
  return (
    <span className={joinClasses(styles["chip"], isOn === true && styles["on"], className)}>
      {onClick === undefined ? (
        <span className={styles["body"]}>{words}</span>
      ) : (
        <button type="button" aria-pressed={isOn} onClick={onClick} className={styles["body"]}>
          {words}
        </button>
      )}
      {onRemove !== undefined && (
        <button type="button" aria-label={removeLabel} onClick={onRemove} className={styles["remove"]}>
          <X size={12} strokeWidth={1.5} />
        </button>
      )}
    </span>
  );
}
