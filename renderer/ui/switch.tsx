// On or off, at once.
import { Field as BaseField } from "@base-ui/react/field";
import { Switch as Base } from "@base-ui/react/switch";
import type { ReactNode } from "react";
import styles from "./switch.module.css";

export interface SwitchProps {
  readonly label: string;
  readonly description?: ReactNode;
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
}

export function Switch({ label, description, checked, onCheckedChange, disabled }: SwitchProps) {
  return (
    <BaseField.Root className={styles["field"]}>
      <div className={styles["words"]}>
        <BaseField.Label className={styles["label"]}>{label}</BaseField.Label>
        {description !== undefined && (
          <BaseField.Description className={styles["description"]}>{description}</BaseField.Description>
        )}
      </div>
      <Base.Root
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onCheckedChange(next)}
        className={styles["switch"]}
      >
        <Base.Thumb className={styles["thumb"]} />
      </Base.Root>
    </BaseField.Root>
  );
}
