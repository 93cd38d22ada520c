// Parts of a long panel, built one after the other: all at once would hold the page up while something else is awaited.
import { startTransition, useEffect, useState } from "react";

/** How many of the parts are to be drawn: none at first, one more with every frame. */
export function useParts(count: number): number {
  const [built, setBuilt] = useState(0);
  useEffect(() => {
    if (built >= count) return;
    const frame = requestAnimationFrame(() => startTransition(() => setBuilt(built + 1)));
    return () => cancelAnimationFrame(frame);
  }, [built, count]);
  return built;
}
