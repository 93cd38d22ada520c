// Keeps messages off what is pressed at the foot of a view: they stand above it while the view is on screen.
import { useEffect, type RefObject } from "react";

/** What toast.module.css reads. */
const LIFT = "--toast-lift";

/** Messages stand above the element as long as the caller is shown. */
export function useToastLift(foot: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = foot.current;
    if (element === null) return undefined;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty(LIFT, `${element.offsetHeight}px`));
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty(LIFT);
    };
  }, [foot]);
}
