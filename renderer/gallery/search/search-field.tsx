// The search box: words and filters as typed, faulty words underlined, completion below. Knows the language through
// shared/rules alone.
import { Autocomplete } from "@base-ui/react/autocomplete";
import { Search, X } from "lucide-react";
import { memo, useCallback, useMemo, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import menu from "#renderer/ui/menu-popup.module.css";
import { VisuallyHidden } from "#renderer/ui/visually-hidden.tsx";
import {
  applySuggestion,
  completeQuery,
  type KnownValues,
  type QuerySuggestion,
} from "#shared/rules/complete-query.ts";
import type { ParsedQuery } from "#shared/rules/query-terms.ts";
import { QueryMirror } from "./query-mirror.tsx";
import { noteCaret, noteTyping } from "./told-faults.ts";
import styles from "./search-field.module.css";

interface SearchFieldProps {
  readonly text: string;
  readonly parsed: ParsedQuery;
  readonly known: KnownValues;
  readonly onTextChange: (text: string) => void;
  /** The arrow down leads from the field to what was found. */
  readonly onLeave: () => void;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly chord: string;
}

/** The contract's cap for a query. */
const longest = 1000;
/** Of one letter alone too much could become. */
const fewLetters = 2;
/** Always the same, so that nothing follows from it with each letter. */
const noSuggestions: readonly QuerySuggestion[] = [];

export function SearchField({ text, parsed, known, onTextChange, onLeave, field, chord }: SearchFieldProps) {
  const { t } = useTranslation("gallery");
  const [caret, setCaret] = useState(text.length);
  const [isOpen, setOpen] = useState(false);
  const [scrolledPx, setScrolledPx] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const completion = useMemo(() => completeQuery(text, caret, known), [text, caret, known]);
  const begunLength = completion.to - completion.from;
  // Before a word is begun the filters are offered to who asks, by a click or Alt and the arrow, not while typing on.
  const [isAsked, setAsked] = useState(false);
  const isBegun = begunLength >= fewLetters || (begunLength === 0 && isAsked);
  const suggestions = isBegun ? completion.suggestions : noSuggestions;
  const hasList = isOpen && suggestions.length > 0;

  const clear = useCallback(() => {
    onTextChange("");
    field.current?.focus();
  }, [onTextChange, field]);
  const take = (suggestion: QuerySuggestion) => {
    const applied = applySuggestion(text, completion, suggestion);
    setCaret(applied.caret);
    // The field's own value is written after this; the caret follows it.
    requestAnimationFrame(() => field.current?.setSelectionRange(applied.caret, applied.caret));
  };

  return (
    <Autocomplete.Root
      items={suggestions}
      mode="none"
      value={text}
      open={hasList}
      openOnInputClick
      itemToStringValue={(suggestion: QuerySuggestion) => applySuggestion(text, completion, suggestion).text}
      onValueChange={(value, { reason }) => {
        onTextChange(value.slice(0, longest));
        if (reason === "item-press") return;
        const typedAt = field.current?.selectionStart ?? value.length;
        setCaret(typedAt);
        noteTyping(typedAt);
        setAsked(false);
        setOpen(true);
      }}
      onOpenChange={(next, { reason }) => {
        // A filter that was taken wants its value next.
        if (reason === "item-press") return;
        setOpen(next);
        setAsked(next && reason !== "input-change");
      }}
    >
      <div ref={box} className={styles["box"]} role="search">
        <Search size={16} strokeWidth={1.5} aria-hidden />
        <div className={styles["text"]}>
          <QueryMirror text={text} parsed={parsed} scrolledPx={scrolledPx} />
          <Autocomplete.Input
            ref={field}
            type="text"
            aria-label={t("search.label")}
            aria-keyshortcuts={chord}
            aria-describedby={parsed.faults.length > 0 ? "query-faults" : undefined}
            placeholder={t("search.placeholder")}
            spellCheck={false}
            maxLength={longest}
            className={styles["input"]}
            onScroll={(event) => setScrolledPx(event.currentTarget.scrollLeft)}
            onSelect={(event) => {
              const at = event.currentTarget.selectionStart ?? text.length;
              setCaret(at);
              noteCaret(at);
              setScrolledPx(event.currentTarget.scrollLeft);
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter") noteTyping(null);
              if (hasList) return;
              if (event.key === "Escape" && text !== "") {
                event.stopPropagation();
                onTextChange("");
              } else if (event.key === "ArrowDown") {
                event.preventDefault();
                // The list would open; the arrow alone leads to what was found.
                event.preventBaseUIHandler();
                if (!event.altKey) onLeave();
                setOpen(event.altKey);
                setAsked(event.altKey);
              }
            }}
            onBlur={() => {
              setOpen(false);
              noteTyping(null);
            }}
          />
        </div>
        {text !== "" && <ClearSearch onClear={clear} />}
      </div>
      <VisuallyHidden>
        <span id="query-faults">
          {parsed.faults.length > 0 && t("search.faults", { count: parsed.faults.length })}
        </span>
      </VisuallyHidden>
      <Autocomplete.Portal>
        <Autocomplete.Positioner anchor={box} sideOffset={4} align="start" className={menu["positioner"]}>
          <Autocomplete.Popup className={menu["popup"]}>
            <Autocomplete.List>
              {(suggestion: QuerySuggestion) => (
                <Autocomplete.Item
                  key={suggestion.insert}
                  value={suggestion}
                  className={menu["item"]}
                  onClick={() => take(suggestion)}
                >
                  <div className={menu["label"]}>
                    {suggestion.insert}
                    {suggestion.kind === "filter" && (
                      <div className={menu["detail"]}>{t(`search.filters.${filterOf(suggestion)}`)}</div>
                    )}
                  </div>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}

const ClearSearch = memo(function ClearSearch({ onClear }: { readonly onClear: () => void }) {
  const { t } = useTranslation("gallery");
  return (
    <IconButton
      size="small"
      label={t("toolbar.clearSearch")}
      icon={<X size={14} strokeWidth={1.5} />}
      onClick={onClear}
    />
  );
});

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
