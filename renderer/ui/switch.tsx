// On or off, at once.
import { Field as BaseField } from "@base-ui/react/field";
import { Switch as Base } from "@base-ui/react/switch";
import type { ReactNode } from "react";
import { describeChord } from "./key-chord.ts";
import { Tooltip } from "./tooltip.tsx";
import styles from "./switch.module.css";

export interface SwitchProps {
  readonly label: string;
  readonly description?: ReactNode;
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
  /** The key that does the same; it stands in a tooltip. */
  readonly chord?: string | undefined;
}

export function Switch({ label, description, checked, onCheckedChange, disabled, chord = "" }: SwitchProps) {
  const whole = (
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
        aria-keyshortcuts={describeChord(chord)}
        className={styles["switch"]}
      >
        <Base.Thumb className={styles["thumb"]} />
      </Base.Root>
    </BaseField.Root>
  );
  return chord === "" ? (
    whole
  ) : (
    <Tooltip label={label} chord={chord}>
      {whole}
    </Tooltip>
  );
}
