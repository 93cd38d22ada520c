// The list of completions under the search field. The field keeps the focus and says which of them is active.
import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import menu from "#renderer/ui/menu-popup.module.css";
import type { QuerySuggestion } from "#shared/rules/complete-query.ts";
import styles from "./search-field.module.css";

interface CompletionListProps {
  readonly id: string;
  /** The list hangs below it. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly suggestions: readonly QuerySuggestion[];
  /** -1 for none. */
  readonly active: number;
  readonly onPoint: (index: number) => void;
  readonly onTake: (suggestion: QuerySuggestion) => void;
}

const gapPx = 4;

/** The DOM id of a suggestion, for the field to name it. */
export function suggestionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

export function CompletionList({ id, anchor, suggestions, active, onPoint, onTake }: CompletionListProps) {
  const { t } = useTranslation("gallery");
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = () => {
      const frame = anchor.current?.getBoundingClientRect();
      if (frame === undefined || list.current === null) return;
      const { style } = list.current;
      style.left = `${frame.left}px`;
      style.top = `${frame.bottom + gapPx}px`;
      style.setProperty("--anchor-width", `${frame.width}px`);
      style.setProperty("--available-width", `${innerWidth - frame.left - gapPx}px`);
      style.setProperty("--available-height", `${innerHeight - frame.bottom - 2 * gapPx}px`);
    };
    if (list.current?.matches(":popover-open") === false) list.current.showPopover();
    if (anchor.current === null) return undefined;
    // It tells of the size at the beginning as well, before anything is painted.
    const observer = new ResizeObserver(place);
    observer.observe(anchor.current);
    return () => observer.disconnect();
  }, [anchor]);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);

  return (
    <div
      ref={list}
      id={id}
      popover="manual"
      role="listbox"
      aria-label={t("search.label")}
      tabIndex={-1}
      className={joinClasses(menu["popup"], styles["list"])}
      // The focus stays in the field.
      onMouseDown={(event) => event.preventDefault()}
    >
      {suggestions.map((suggestion, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the focus and hears the keys
        <div
          key={suggestion.insert}
          id={suggestionId(id, index)}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          data-highlighted={index === active || undefined}
          className={menu["item"]}
          onPointerMove={() => {
            if (index !== active) onPoint(index);
          }}
          onClick={() => onTake(suggestion)}
        >
          <div className={menu["label"]}>
            {suggestion.insert}
            {suggestion.kind === "filter" && (
              <div className={menu["detail"]}>{t(`search.filters.${filterOf(suggestion)}`)}</div>
            )}
          </div>
        </div>
      ))}
    </div>
  );
}

type FilterName =
  | "kind"
  | "format"
  | "size"
  | "ratio"
  | "model"
  | "rating"
  | "tokens"
  | "favourite"
  | "tag"
  | "in"
  | "after"
  | "before"
  | "parent"
  | "is";

const filterOf = ({ insert }: QuerySuggestion) => insert.replace(/^-/, "").replace(/:$/, "") as FilterName;
