// A small panel beside what opened it.
import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { joinClasses } from "./join-classes.ts";
import styles from "./popover.module.css";

export interface PopoverProps {
  /** The button that opens it; must take a ref and props. */
  readonly trigger: ReactElement;
  /** Names the panel for screen readers, and stands on top unless hidden. */
  readonly title: string;
  readonly isTitleHidden?: boolean;
  readonly side?: "top" | "right" | "bottom" | "left";
  readonly align?: "start" | "center" | "end";
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function Popover({
  trigger,
  title,
  isTitleHidden = false,
  side = "bottom",
  align = "start",
  isOpen,
  onOpenChange,
  className,
  children,
}: PopoverProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={6} className={styles["positioner"]}>
          <Base.Popup className={joinClasses(styles["popup"], className)}>
            <Base.Title className={isTitleHidden ? styles["hiddenTitle"] : styles["title"]}>
              {title}
            </Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
