// Nothing here yet: why, and the next step.
import type { ReactNode } from "react";
import { joinClasses } from "./join-classes.ts";
import styles from "./empty-state.module.css";

interface EmptyStateProps {
  /** A lucide icon of 24 px. */
  readonly icon?: ReactNode;
  readonly title: string;
  readonly description?: ReactNode;
  /** Buttons. */
  readonly children?: ReactNode;
  readonly className?: string | undefined;
}

export function EmptyState({ icon, title, description, children, className }: EmptyStateProps) {
  return (
    <div className={joinClasses(styles["state"], className)}>
      {icon}
      <h2 className={styles["title"]}>{title}</h2>
      {description !== undefined && <p className={styles["description"]}>{description}</p>}
      {children !== undefined && <div className={styles["actions"]}>{children}</div>}
    </div>
  );
}
