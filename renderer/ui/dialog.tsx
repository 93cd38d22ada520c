// Something to deal with before going on: traps the focus and gives it back. Escape and a click outside close it.
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { useTranslation } from "react-i18next";
import { joinClasses } from "./join-classes.ts";
import styles from "./dialog.module.css";

export interface DialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly title: string;
  /** One sentence under the title. */
  readonly description?: ReactNode;
  /** Buttons, the one that goes on last. */
  readonly footer?: ReactNode;
  readonly size?: "small" | "medium" | "large";
  /** Where the focus goes first. Never `autoFocus` within: that comes too early, and the way back is forgotten. */
  readonly initialFocus?: RefObject<HTMLElement | null> | undefined;
  readonly children?: ReactNode;
}

export function Dialog({
  isOpen,
  onOpenChange,
  title,
  description,
  footer,
  size = "medium",
  initialFocus,
  children,
}: DialogProps) {
  const { t } = useTranslation("ui");
  return (
    <Base.Root open={isOpen} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className={styles["backdrop"]} />
        <Base.Viewport className={styles["viewport"]}>
          <Base.Popup initialFocus={initialFocus} className={joinClasses(styles["popup"], styles[size])}>
            <header className={styles["header"]}>
              <Base.Title className={styles["title"]}>{title}</Base.Title>
              <Base.Close className={styles["close"]} aria-label={t("close")}>
                <X size={16} strokeWidth={1.5} />
              </Base.Close>
            </header>
            {description !== undefined && (
              <Base.Description className={styles["description"]}>{description}</Base.Description>
            )}
            {children !== undefined && <div className={styles["body"]}>{children}</div>}
            {footer !== undefined && <footer className={styles["footer"]}>{footer}</footer>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
