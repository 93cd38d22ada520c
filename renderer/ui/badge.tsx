// A word or number about the thing it stands on.
import type { ReactNode } from "react";
import { joinClasses } from "./join-classes.ts";
import styles from "./badge.module.css";

export type BadgeTone = "neutral" | "accent" | "success" | "warning" | "danger";

interface BadgeProps {
  readonly tone?: BadgeTone;
  /** On a picture: carries its own ground. */
  readonly isOverlay?: boolean;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

export function Badge({ tone = "neutral", isOverlay = false, icon, children, className }: BadgeProps) {
  return (
    <span className={joinClasses(styles["badge"], styles[tone], isOverlay && styles["overlay"], className)}>
      {icon}
      {children}
    </span>
  );
}
