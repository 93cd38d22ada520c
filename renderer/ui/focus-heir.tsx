// Parts of the room come and go with what they are about. When one goes while the focus is in it, the stage gets the focus:
// keys must not be lost with a button.
import { useLayoutEffect, useRef } from "react";

/** Stands first or last in the part that goes. */
export function FocusHeir() {
  const mark = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const part = mark.current?.parentElement;
    return () => {
      if (part?.contains(document.activeElement) !== true) return;
      document.querySelector<HTMLElement>('[role="application"]')?.focus({ preventScroll: true });
    };
  }, []);
  return <span ref={mark} hidden />;
}
