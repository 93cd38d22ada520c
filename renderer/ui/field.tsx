// Name, explanation and error around one control. The controls of this folder that take a label draw themselves in it.
import { Field as Base } from "@base-ui/react/field";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { joinClasses } from "./join-classes.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";
import styles from "./field.module.css";

/** What every labelled control takes. */
export interface FieldProps {
  readonly label: string;
  /** The name is there for screen readers only; for controls whose place says what they are. */
  readonly isLabelHidden?: boolean | undefined;
  readonly description?: ReactNode;
  /** A sentence; null or undefined while all is well. */
  readonly error?: string | null | undefined;
  /** Something small at the end of the label's line: a counter, a mark that it was saved. */
  readonly aside?: ReactNode;
  /** `row` puts label and control side by side. */
  readonly layout?: "stacked" | "row" | undefined;
  readonly className?: string | undefined;
}

export function Field({
  label,
  isLabelHidden = false,
  description,
  error,
  aside,
  layout = "stacked",
  className,
  children,
}: FieldProps & { readonly children: ReactNode }) {
  const hasError = error !== null && error !== undefined && error !== "";
  const name = <Base.Label className={styles["label"]}>{label}</Base.Label>;
  return (
    <Base.Root invalid={hasError} className={joinClasses(styles["field"], styles[layout], className)}>
      {isLabelHidden ? (
        <VisuallyHidden>{name}</VisuallyHidden>
      ) : (
        <div className={styles["top"]}>
          {name}
          {aside}
        </div>
      )}
      <div className={styles["control"]}>
        {children}
        {description !== undefined && (
          <Base.Description className={styles["description"]}>{description}</Base.Description>
        )}
        {hasError && (
          <Base.Error match className={styles["error"]}>
            <CircleAlert size={14} strokeWidth={1.5} aria-hidden />
            <span>{error}</span>
          </Base.Error>
        )}
      </div>
    </Base.Root>
  );
}
