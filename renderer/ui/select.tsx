// One of several values from a list that opens.
import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { Field, type FieldProps } from "./field.tsx";
import menu from "./menu-popup.module.css";
import styles from "./select.module.css";

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** A second line in the list. */
  readonly detail?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export interface SelectProps<Value extends string> extends FieldProps {
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onValueChange: (value: Value) => void;
  readonly disabled?: boolean | undefined;
}

export function Select<Value extends string>({
  value,
  options,
  onValueChange,
  disabled,
  ...field
}: SelectProps<Value>) {
  return (
    <Field {...field}>
      <Base.Root
        items={options}
        value={value}
        disabled={disabled}
        onValueChange={(chosen) => {
          if (chosen !== null) onValueChange(chosen);
        }}
      >
        <Base.Trigger className={styles["trigger"]}>
          <Base.Value className={styles["value"]} />
          <Base.Icon className={styles["icon"]}>
            <ChevronsUpDown size={14} strokeWidth={1.5} />
          </Base.Icon>
        </Base.Trigger>
        <Base.Portal role="region" aria-label={field.label}>
          <Base.Positioner className={menu["positioner"]} sideOffset={4} alignItemWithTrigger={false}>
            <Base.Popup className={menu["popup"]}>
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled}
                  className={menu["item"]}
                >
                  <div className={menu["label"]}>
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.detail !== undefined && <div className={menu["detail"]}>{option.detail}</div>}
                  </div>
                  <Base.ItemIndicator>
                    <Check size={14} strokeWidth={1.5} />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </Field>
  );
}
