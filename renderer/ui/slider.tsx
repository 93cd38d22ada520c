// A number on a line.
import { Slider as Base } from "@base-ui/react/slider";
import { Field, type FieldProps } from "./field.tsx";
import styles from "./slider.module.css";

export interface SliderProps extends FieldProps {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number | undefined;
  /** While dragging. */
  readonly onValueChange: (value: number) => void;
  /** When the thumb is let go. */
  readonly onValueCommitted?: ((value: number) => void) | undefined;
  /** The number in words, e.g. "80 %"; shown beside the name. */
  readonly valueText?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export function Slider({
  value,
  min,
  max,
  step = 1,
  onValueChange,
  onValueCommitted,
  valueText,
  disabled,
  ...field
}: SliderProps) {
  const words = valueText === undefined ? null : <span className={styles["value"]}>{valueText}</span>;
  const isRow = field.layout === "row";
  return (
    <Field {...field} aside={field.aside ?? (isRow ? undefined : words)}>
      <div className={styles["line"]}>
        <Base.Root
          className={styles["root"]}
          value={value}
          min={min}
          max={max}
          step={step}
          disabled={disabled}
          thumbAlignment="edge"
          onValueChange={(next) => onValueChange(next)}
          onValueCommitted={(next) => onValueCommitted?.(next)}
        >
          <Base.Control className={styles["control"]}>
            <Base.Track className={styles["track"]}>
              <Base.Indicator className={styles["indicator"]} />
              <Base.Thumb
                className={styles["thumb"]}
                getAriaLabel={() => field.label}
                getAriaValueText={() => valueText ?? String(value)}
              />
            </Base.Track>
          </Base.Control>
        </Base.Root>
        {(isRow || field.aside !== undefined) && words}
      </div>
    </Field>
  );
}
