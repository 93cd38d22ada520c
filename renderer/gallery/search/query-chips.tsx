// The filters of a query as chips that can be taken away, and its wrong words with the reason.
import { CircleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { parsedQuery } from "#renderer/gallery/result/gallery-query.ts";
import type { GalleryStore } from "#renderer/gallery/result/gallery-store.ts";
import { Chip } from "#renderer/ui/chip.tsx";
import type { ParsedQuery, PlacedTerm, QuerySpan } from "#shared/rules/query-terms.ts";
import { useToldQuery } from "./told-faults.ts";
import styles from "./query-chips.module.css";

interface QueryChipsProps {
  readonly store: GalleryStore;
  readonly onTextChange: (text: string) => void;
}

export function QueryChips({ store, onTextChange }: QueryChipsProps) {
  const { t } = useTranslation("gallery");
  // Words alone make no chips.
  const text = useStore(store, ({ query }) => (hasChips(query.text) ? query.text : ""));
  const { terms, faults } = useToldQuery(text);
  const filters = filtersOf(terms);
  if (filters.length + faults.length === 0) return null;
  const wordsOf = ({ start, end }: QuerySpan) => text.slice(start, end);
  const remove = (span: QuerySpan) => onTextChange(withoutSpan(text, span));
  return (
    <ul className={styles["chips"]} aria-label={t("search.chips")}>
      {filters.map((term) => (
        <li key={term.start}>
          <Chip
            label={wordsOf(term)}
            isOn
            onRemove={() => remove(term)}
            removeLabel={t("search.remove", { filter: wordsOf(term) })}
          />
        </li>
      ))}
      {faults.map((fault) => (
        <li key={fault.start}>
          <Chip
            icon={<CircleAlert size={14} strokeWidth={1.5} aria-hidden />}
            label={t("search.fault", {
              word: wordsOf(fault),
              reason: t(`search.reasons.${fault.code}`, { filter: fault.filter }),
            })}
            onRemove={() => remove(fault)}
            removeLabel={t("search.remove", { filter: wordsOf(fault) })}
            className={styles["fault"]}
          />
        </li>
      ))}
    </ul>
  );
}

function filtersOf(terms: ParsedQuery["terms"]): readonly PlacedTerm[] {
  return terms.filter(({ filter, isNegated }) => filter.field !== "text" || isNegated);
}

function hasChips(text: string): boolean {
  const { terms, faults } = parsedQuery(text);
  return faults.length > 0 || filtersOf(terms).length > 0;
}

/** The text without one of its words, and without the space that stood beside it. */
function withoutSpan(text: string, { start, end }: QuerySpan): string {
  return `${text.slice(0, start).trimEnd()} ${text.slice(end).trimStart()}`.trim();
}
