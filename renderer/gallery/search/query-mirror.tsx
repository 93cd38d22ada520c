// What lies behind the search box's letters: a ground under filters, a wave under words that are wrong. The letters
// themselves are the field's; these are unseen and only take their room.
import { useStore } from "zustand";
import { parsedQuery } from "#renderer/gallery/result/gallery-query.ts";
import type { GalleryStore } from "#renderer/gallery/result/gallery-store.ts";
import { useToldQuery } from "./told-faults.ts";
import styles from "./search-field.module.css";

interface QueryMirrorProps {
  readonly store: GalleryStore;
  readonly scrolledPx: number;
}

export function QueryMirror({ store, scrolledPx }: QueryMirrorProps) {
  // Words alone have nothing behind them.
  const text = useStore(store, ({ query }) => (isMarked(query.text) ? query.text : ""));
  const parsed = useToldQuery(text);
  if (text === "") return null;
  const marks = [
    ...parsed.terms
      .filter(({ filter }) => filter.field !== "text")
      .map(({ start, end }) => ({ start, end, look: styles["filter"] })),
    ...parsed.faults.map(({ start, end }) => ({ start, end, look: styles["fault"] })),
  ].toSorted((a, b) => a.start - b.start);
  const pieces = marks.map(({ start, end, look }, index) => (
    <span key={start}>
      {text.slice(marks[index - 1]?.end ?? 0, start)}
      <span className={look}>{text.slice(start, end)}</span>
    </span>
  ));
  return (
    <div aria-hidden className={styles["mirror"]}>
      <span style={{ transform: `translateX(${-scrolledPx}px)` }} className={styles["letters"]}>
        {pieces}
        {text.slice(marks.at(-1)?.end ?? 0)}
      </span>
    </div>
  );
}

function isMarked(text: string): boolean {
  const { terms, faults } = parsedQuery(text);
  return faults.length > 0 || terms.some(({ filter }) => filter.field !== "text");
}
