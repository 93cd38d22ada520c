// A place where something will be, in its true shape.
import { joinClasses } from "./join-classes.ts";
import styles from "./skeleton.module.css";

interface SkeletonProps {
  /** Width to height; leave out where the class gives the size. */
  readonly aspectRatio?: number | undefined;
  readonly className?: string | undefined;
}

export function Skeleton({ aspectRatio, className }: SkeletonProps) {
  return <div aria-hidden className={joinClasses(styles["skeleton"], className)} style={{ aspectRatio }} />;
}
