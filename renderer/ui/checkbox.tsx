// A box to tick, with its words.
import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { joinClasses } from "./join-classes.ts";
import styles from "./checkbox.module.css";

export interface CheckboxProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
}

export function Checkbox({ label, checked, onCheckedChange, disabled, className }: CheckboxProps) {
  return (
    // The box is inside its label.
    <label className={joinClasses(styles["label"], className)}>
      <Base.Root
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onCheckedChange(next)}
        className={styles["box"]}
      >
        <Base.Indicator className={styles["mark"]}>
          <Check size={12} strokeWidth={2.5} />
        </Base.Indicator>
      </Base.Root>
      {label}
    </label>
  );
}
