// One of a few values, all in view.
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { useId, type ReactNode } from "react";
import type { FieldProps } from "./field.tsx";
import { describeChord } from "./key-chord.ts";
import { joinClasses } from "./join-classes.ts";
import { Tooltip } from "./tooltip.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";
import field from "./field.module.css";
import styles from "./segmented-control.module.css";

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Stands in place of the words, which then go into a tooltip. */
  readonly icon?: ReactNode;
  /** Stands in place of the words, and says the same to the eye. */
  readonly content?: ReactNode;
  readonly disabled?: boolean | undefined;
  /** The key that chooses it; it stands in a tooltip. */
  readonly chord?: string | undefined;
}

export interface SegmentedControlProps<Value extends string> extends Pick<
  FieldProps,
  "label" | "isLabelHidden" | "description" | "error" | "aside" | "layout" | "className"
> {
  readonly value: Value;
  readonly segments: readonly Segment<Value>[];
  readonly onValueChange: (value: Value) => void;
  readonly disabled?: boolean | undefined;
}

export function SegmentedControl<Value extends string>({
  label,
  isLabelHidden = false,
  description,
  error = null,
  aside,
  layout = "stacked",
  className,
  value,
  segments,
  onValueChange,
  disabled,
}: SegmentedControlProps<Value>) {
  const id = useId();
  const name = (
    <span id={id} className={field["label"]}>
      {label}
    </span>
  );
  return (
    <div className={joinClasses(field["field"], field[layout], className)}>
      {isLabelHidden ? (
        <VisuallyHidden>{name}</VisuallyHidden>
      ) : (
        <div className={field["top"]}>
          {name}
          {aside}
        </div>
      )}
      <div className={field["control"]}>
        <RadioGroup
          aria-labelledby={id}
          value={value}
          disabled={disabled}
          onValueChange={(chosen) => onValueChange(chosen)}
          className={styles["group"]}
        >
          {segments.map((segment) => {
            const radio = (
              <Radio.Root
                key={segment.value}
                value={segment.value}
                disabled={segment.disabled}
                aria-label={segment.label}
                aria-keyshortcuts={describeChord(segment.chord ?? "")}
                className={styles["segment"]}
              >
                {segment.icon ?? segment.content ?? segment.label}
              </Radio.Root>
            );
            return segment.icon === undefined && segment.chord === undefined ? (
              radio
            ) : (
              <Tooltip key={segment.value} label={segment.label} chord={segment.chord}>
                {radio}
              </Tooltip>
            );
          })}
        </RadioGroup>
        {description !== undefined && <p className={field["description"]}>{description}</p>}
        {error !== null && (
          <p role="alert" className={field["error"]}>
            {error}
          </p>
        )}
      </div>
    </div>
  );
}
