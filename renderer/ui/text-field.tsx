// One line of text.
import { Field as BaseField } from "@base-ui/react/field";
import type { ComponentProps, ReactNode } from "react";
import { Field, type FieldProps } from "./field.tsx";
import { joinClasses } from "./join-classes.ts";
import styles from "./text-field.module.css";

export interface TextFieldProps
  extends FieldProps, Omit<ComponentProps<"input">, "value" | "onChange" | "className" | "defaultValue"> {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  /** Before the text, e.g. a magnifying glass. */
  readonly icon?: ReactNode;
  /** After the text, e.g. a button that clears. */
  readonly trailing?: ReactNode;
}

export function TextField({
  label,
  isLabelHidden,
  description,
  error,
  aside,
  layout,
  className,
  value,
  onValueChange,
  icon,
  trailing,
  ...rest
}: TextFieldProps) {
  return (
    <Field {...{ label, isLabelHidden, description, error, aside, layout, className }}>
      <div className={styles["box"]}>
        {icon}
        <BaseField.Control
          {...rest}
          value={value}
          onValueChange={onValueChange}
          className={joinClasses(styles["input"], rest.type === "password" && styles["secret"])}
        />
        {trailing}
      </div>
    </Field>
  );
}
