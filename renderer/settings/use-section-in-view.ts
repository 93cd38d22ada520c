// Which section is being read, and a way to bring one into view.
import { useCallback, useEffect, useState, type RefObject } from "react";
import { isSectionId, sectionIds, type SectionId } from "./sections.ts";

/** How far below the upper edge a section counts as being read, in px. */
const readingLinePx = 120;

export function useSectionInView(scroller: RefObject<HTMLElement | null>): {
  readonly inView: SectionId;
  readonly show: (id: SectionId) => void;
} {
  const [inView, setInView] = useState<SectionId>(sectionIds[0]);
  useEffect(() => {
    const frame = scroller.current;
    if (frame === null) return;
    const look = (): void => setInView(readSection(frame));
    frame.addEventListener("scroll", look, { passive: true });
    return () => frame.removeEventListener("scroll", look);
  }, [scroller]);

  const show = useCallback(
    (id: SectionId) => {
      const section = scroller.current?.querySelector<HTMLElement>(`[data-section="${id}"]`);
      scroller.current?.scrollTo({ top: section?.offsetTop ?? 0 });
      // So that Tab goes on from there, and a screen reader says where it is.
      section?.querySelector("h2")?.focus({ preventScroll: true });
      setInView(id);
    },
    [scroller],
  );
  return { inView, show };
}

function readSection(frame: HTMLElement): SectionId {
  const isAtEnd = frame.scrollTop + frame.clientHeight >= frame.scrollHeight - 2;
  const sections = [...frame.querySelectorAll<HTMLElement>("[data-section]")];
  const line = frame.getBoundingClientRect().top + readingLinePx;
  const read = isAtEnd
    ? sections.at(-1)
    : sections.findLast((section) => section.getBoundingClientRect().top <= line);
  const id = read?.dataset["section"];
  return id !== undefined && isSectionId(id) ? id : sectionIds[0];
}
