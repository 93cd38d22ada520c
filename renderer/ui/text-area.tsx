// Several lines of text.
import { Field as BaseField } from "@base-ui/react/field";
import type { ComponentProps } from "react";
import { Field, type FieldProps } from "./field.tsx";
import { joinClasses } from "./join-classes.ts";
import styles from "./text-field.module.css";

export interface TextAreaProps
  extends FieldProps, Omit<ComponentProps<"textarea">, "value" | "onChange" | "className" | "defaultValue"> {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  /** The larger type for text that is worked on. */
  readonly isPrompt?: boolean;
}

export function TextArea({
  label,
  isLabelHidden,
  description,
  error,
  aside,
  layout,
  className,
  value,
  onValueChange,
  isPrompt = false,
  ...rest
}: TextAreaProps) {
  return (
    <Field {...{ label, isLabelHidden, description, error, aside, layout, className }}>
      <BaseField.Control
        render={<textarea {...rest} />}
        value={value}
        onValueChange={onValueChange}
        className={joinClasses(styles["area"], isPrompt && styles["prompt"])}
      />
    </Field>
  );
}
