// How far something has come, or that it is under way.
import { Progress as Base } from "@base-ui/react/progress";
import { joinClasses } from "./join-classes.ts";
import styles from "./progress-bar.module.css";

interface ProgressBarProps {
  /** What is under way. */
  readonly label: string;
  /** 0 to 1; null while nobody knows. */
  readonly value: number | null;
  readonly className?: string | undefined;
}

export function ProgressBar({ label, value, className }: ProgressBarProps) {
  return (
    <Base.Root
      aria-label={label}
      value={value === null ? null : Math.round(value * 100)}
      className={joinClasses(styles["root"], className)}
    >
      <Base.Track className={styles["track"]}>
        <Base.Indicator className={styles["indicator"]} />
      </Base.Track>
    </Base.Root>
  );
}
