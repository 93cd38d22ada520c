// A question that must be answered. For what cannot be undone only: everything else is done and offers undo.
import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { joinClasses } from "./join-classes.ts";
import styles from "./dialog.module.css";

export interface AlertChoice {
  readonly label: string;
  readonly tone?: "primary" | "secondary" | "danger";
  readonly run: () => void;
}

export interface AlertDialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly title: string;
  readonly description: ReactNode;
  /** The way out that changes nothing. */
  readonly cancelLabel: string;
  /** The other ways, the likeliest last. */
  readonly choices: readonly AlertChoice[];
}

export function AlertDialog({
  isOpen,
  onOpenChange,
  title,
  description,
  cancelLabel,
  choices,
}: AlertDialogProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className={styles["backdrop"]} />
        <Base.Viewport className={styles["viewport"]}>
          <Base.Popup className={joinClasses(styles["popup"], styles["medium"])}>
            <header className={styles["header"]}>
              <Base.Title className={styles["title"]}>{title}</Base.Title>
            </header>
            <Base.Description className={styles["description"]} render={<div />}>
              {description}
            </Base.Description>
            <footer className={styles["footer"]}>
              <Base.Close render={<Button tone="ghost" />}>{cancelLabel}</Base.Close>
              {choices.map(({ label, tone = "secondary", run }) => (
                <Base.Close key={label} render={<Button tone={tone} />} onClick={run}>
                  {label}
                </Base.Close>
              ))}
            </footer>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
