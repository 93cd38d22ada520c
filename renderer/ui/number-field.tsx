// A number with steps; the arrow keys and the wheel of the focused field change it.
import { NumberField as Base } from "@base-ui/react/number-field";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Field, type FieldProps } from "./field.tsx";
import styles from "./number-field.module.css";

export interface NumberFieldProps extends FieldProps {
  /** Null while the field is empty. */
  readonly value: number | null;
  /** Each change, also while typing. */
  readonly onValueChange: (value: number | null) => void;
  /** When the field is left, Enter is pressed or a step is taken. */
  readonly onValueCommitted?: ((value: number | null) => void) | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | undefined;
  /** Takes values outside min and max, so that the error can say what is wrong with them. */
  readonly allowsOutOfRange?: boolean | undefined;
  readonly unit?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly format?: Intl.NumberFormatOptions | undefined;
}

export function NumberField({
  label,
  isLabelHidden,
  description,
  error,
  aside,
  layout,
  className,
  unit,
  placeholder,
  allowsOutOfRange,
  onValueChange,
  onValueCommitted,
  ...rest
}: NumberFieldProps) {
  const { t } = useTranslation("ui");
  return (
    <Field {...{ label, isLabelHidden, description, error, aside, layout, className }}>
      <Base.Root
        {...rest}
        allowOutOfRange={allowsOutOfRange}
        onValueChange={(value) => onValueChange(value)}
        onValueCommitted={(value) => onValueCommitted?.(value)}
      >
        <Base.Group className={styles["group"]}>
          <Base.Input className={styles["input"]} placeholder={placeholder} />
          {unit !== undefined && <span className={styles["unit"]}>{unit}</span>}
          <span className={styles["steps"]}>
            <Base.Increment className={styles["step"]} aria-label={t("more")}>
              <ChevronUp size={12} strokeWidth={1.5} />
            </Base.Increment>
            <Base.Decrement className={styles["step"]} aria-label={t("less")}>
              <ChevronDown size={12} strokeWidth={1.5} />
            </Base.Decrement>
          </span>
        </Base.Group>
      </Base.Root>
    </Field>
  );
}
