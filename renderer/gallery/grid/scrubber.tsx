// The whole time of a result at the right edge: months as marks, the view as a thumb, any day one press away. Stands in
// for the scrollbar.
import { memo, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { lastAtMost, type ResultLayout } from "#renderer/gallery/result/layout-result.ts";
import { formatSection } from "./format-section.ts";
import type { GridScroll } from "./use-grid-view.ts";
import styles from "./scrubber.module.css";

interface ScrubberProps {
  readonly layout: ResultLayout;
  readonly scroll: GridScroll;
}

/** Marks nearer than this share of the height would write over each other. */
const leastMarkGap = 0.045;
const leastThumb = 0.04;
const restMs = 100;

export const Scrubber = memo(function Scrubber({ layout, scroll }: ScrubberProps) {
  const { t } = useTranslation("gallery");
  const track = useRef<HTMLDivElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<{ readonly share: number; readonly title: string } | null>(null);
  const [section, setSection] = useState(0);
  const present = useRef(0);
  const tops = useMemo(() => layout.headings.map(({ topPx }) => topPx), [layout]);
  // Marks of a new result may come a moment after its pictures.
  const marked = useDeferredValue(layout);
  const marks = useMemo(() => marksOf(marked), [marked]);
  const titleAt = (px: number) => layout.headings[Math.max(0, lastAtMost(tops, px))]?.title ?? "";

  // The thumb follows without React: it moves with every frame of a scroll. Words about it wait until it rests.
  useEffect(() => {
    let rest: ReturnType<typeof setTimeout> | undefined;
    const follow = (topPx: number, heightPx: number) => {
      const size = Math.max(leastThumb, Math.min(1, heightPx / Math.max(1, layout.heightPx)));
      const share = Math.min(1, topPx / Math.max(1, layout.heightPx - heightPx));
      if (thumb.current !== null) {
        thumb.current.style.height = `${size * 100}%`;
        thumb.current.style.top = `${share * (1 - size) * 100}%`;
      }
      present.current = Math.max(0, lastAtMost(tops, topPx + 1));
      clearTimeout(rest);
      rest = setTimeout(() => setSection(present.current), restMs);
    };
    follow(scroll.topPx(), scroll.viewportPx());
    const end = scroll.onMove(follow);
    return () => {
      clearTimeout(rest);
      end();
    };
  }, [scroll, layout, tops]);

  const shareOf = (event: React.PointerEvent) => {
    const frame = track.current?.getBoundingClientRect();
    return frame === undefined ? 0 : Math.min(1, Math.max(0, (event.clientY - frame.top) / frame.height));
  };
  const point = (event: React.PointerEvent) => {
    const share = shareOf(event);
    const px = share * layout.heightPx;
    setPointed({ share, title: titleAt(px) });
    if (event.buttons === 1) scroll.scrollTo(px - scroll.viewportPx() / 2);
  };
  const goTo = (index: number) => {
    const heading = layout.headings[Math.min(layout.headings.length - 1, Math.max(0, index))];
    if (heading !== undefined) scroll.scrollTo(heading.topPx);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const target = keyed(event.key, present.current, layout.headings.length);
    if (target === null) return;
    event.preventDefault();
    event.stopPropagation();
    goTo(target);
  };

  return (
    <div
      ref={track}
      role="slider"
      aria-orientation="vertical"
      aria-label={t("grid.scrubber")}
      aria-valuemin={1}
      aria-valuemax={Math.max(1, layout.headings.length)}
      aria-valuenow={section + 1}
      aria-valuetext={formatSection(layout.headings[section]?.title ?? "")}
      tabIndex={0}
      className={styles["track"]}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        point(event);
      }}
      onPointerMove={point}
      onPointerLeave={() => setPointed(null)}
    >
      {marks.map(({ title, share }) => (
        <span key={title} aria-hidden className={styles["mark"]} style={{ top: `${share * 100}%` }}>
          {title}
        </span>
      ))}
      <div ref={thumb} className={styles["thumb"]} />
      {pointed !== null && pointed.title !== "" && (
        <span aria-hidden className={styles["label"]} style={{ top: `${pointed.share * 100}%` }}>
          {formatSection(pointed.title)}
        </span>
      )}
    </div>
  );
});

function keyed(key: string, section: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
    case "ArrowRight":
      return section + 1;
    case "ArrowUp":
    case "ArrowLeft":
      return section - 1;
    case "PageDown":
      return section + 10;
    case "PageUp":
      return section - 10;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

const monthName = new Intl.DateTimeFormat("en-GB", { month: "short", year: "2-digit", timeZone: "UTC" });

/** A mark for each month that has room, at its share of the whole height. */
function marksOf({ headings, heightPx }: ResultLayout): readonly { title: string; share: number }[] {
  const marks: { title: string; share: number }[] = [];
  let month = "";
  for (const { title, topPx } of headings) {
    const share = topPx / Math.max(1, heightPx);
    if (title.slice(0, 7) === month || share - (marks.at(-1)?.share ?? -1) < leastMarkGap) continue;
    month = title.slice(0, 7);
    const at = new Date(`${month}-01T00:00:00Z`);
    if (!Number.isNaN(at.getTime())) marks.push({ title: monthName.format(at), share });
  }
  return marks;
}
