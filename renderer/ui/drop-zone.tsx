// A place where things can be dropped; shows itself while something it takes hovers over the page's part it covers.
import { useState, type DragEvent, type ReactNode } from "react";
import { joinClasses } from "./join-classes.ts";
import styles from "./drop-zone.module.css";

export interface DropZoneProps {
  /** What a drop here does, in words; shown while something is dragged over it. */
  readonly label: string;
  readonly icon?: ReactNode;
  /** Types of `DataTransfer.types` that are taken, e.g. "Files". */
  readonly types: readonly string[];
  /** Read the data within the call: it is gone afterwards. */
  readonly onDrop: (data: DataTransfer) => void;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function DropZone({
  label,
  icon,
  types,
  onDrop,
  disabled = false,
  className,
  children,
}: DropZoneProps) {
  // Enter and leave come for each element within; the count is 0 outside.
  const [depth, setDepth] = useState(0);
  const takes = (event: DragEvent): boolean =>
    !disabled && types.some((type) => event.dataTransfer.types.includes(type));
  return (
    <div
      className={joinClasses(styles["zone"], className)}
      onDragEnter={(event) => {
        if (!takes(event)) return;
        event.preventDefault();
        // A zone around this one is left while the drag is over this one.
        event.stopPropagation();
        setDepth((now) => now + 1);
      }}
      onDragOver={(event) => {
        if (!takes(event)) return;
        event.preventDefault();
        event.stopPropagation();
        event.dataTransfer.dropEffect = "copy";
      }}
      onDragLeave={(event) => {
        if (!takes(event)) return;
        event.stopPropagation();
        setDepth((now) => Math.max(0, now - 1));
      }}
      onDrop={(event) => {
        setDepth(0);
        if (!takes(event)) return;
        event.preventDefault();
        event.stopPropagation();
        onDrop(event.dataTransfer);
      }}
    >
      {children}
      {depth > 0 && (
        <div className={styles["target"]}>
          <span className={styles["label"]}>
            {icon}
            {label}
          </span>
        </div>
      )}
    </div>
  );
}
