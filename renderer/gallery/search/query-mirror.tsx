// What lies behind the search box's letters: a ground under filters, a wave under words that are wrong. The letters
// themselves are the field's; these are unseen and only take their room.
import type { ParsedQuery } from "#shared/rules/query-terms.ts";
import styles from "./search-field.module.css";

interface QueryMirrorProps {
  readonly text: string;
  readonly parsed: ParsedQuery;
  readonly scrolledPx: number;
}

export function QueryMirror({ text, parsed, scrolledPx }: QueryMirrorProps) {
  const marks = [
    ...parsed.terms
      .filter(({ filter }) => filter.field !== "text")
      .map(({ start, end }) => ({ start, end, look: styles["filter"] })),
    ...parsed.faults.map(({ start, end }) => ({ start, end, look: styles["fault"] })),
  ].toSorted((a, b) => a.start - b.start);
  let at = 0;
  const pieces = marks.map(({ start, end, look }) => {
    const before = text.slice(at, start);
    at = end;
    return (
      <span key={start}>
        {before}
        <span className={look}>{text.slice(start, end)}</span>
      </span>
    );
  });
  return (
    <div aria-hidden className={styles["mirror"]}>
      <span style={{ transform: `translateX(${-scrolledPx}px)` }} className={styles["letters"]}>
        {pieces}
        {text.slice(at)}
      </span>
    </div>
  );
}
