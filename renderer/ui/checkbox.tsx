// A box to tick, with its words.
import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { joinClasses } from "./join-classes.ts";
import { describeChord } from "./key-chord.ts";
import { Tooltip } from "./tooltip.tsx";
import styles from "./checkbox.module.css";

export interface CheckboxProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
  /** The key that does the same; it stands in a tooltip. */
  readonly chord?: string | undefined;
  readonly className?: string | undefined;
}

export function Checkbox({
  label,
  checked,
  onCheckedChange,
  disabled,
  chord = "",
  className,
}: CheckboxProps) {
  const whole = (
    // The box is inside its label.
    <label className={joinClasses(styles["label"], className)}>
      <Base.Root
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onCheckedChange(next)}
        aria-keyshortcuts={describeChord(chord)}
        className={styles["box"]}
      >
        <Base.Indicator className={styles["mark"]}>
          <Check size={12} strokeWidth={2.5} />
        </Base.Indicator>
      </Base.Root>
      {label}
    </label>
  );
  return chord === "" ? (
    whole
  ) : (
    <Tooltip label={label} chord={chord}>
      {whole}
    </Tooltip>
  );
}
