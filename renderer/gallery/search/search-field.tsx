// The search box: words and filters as typed, faulty words underlined, completion below. The field keeps its letters by
// itself, so that a letter typed draws nothing but what follows from it.
import { Search, X } from "lucide-react";
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { knownValues, useShelf } from "#renderer/gallery/organise/shelf-store.ts";
import { withText } from "#renderer/gallery/result/gallery-query.ts";
import type { GalleryStore } from "#renderer/gallery/result/gallery-store.ts";
import type { Places } from "#renderer/gallery/use-places.ts";
import { useCommandKey } from "#renderer/session/commands.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { VisuallyHidden } from "#renderer/ui/visually-hidden.tsx";
import {
  applySuggestion,
  completeQuery,
  type QueryCompletion,
  type QuerySuggestion,
} from "#shared/rules/complete-query.ts";
import { CompletionList, suggestionId } from "./completion-list.tsx";
import { QueryMirror } from "./query-mirror.tsx";
import { noteCaret, noteTyping, useToldFaults } from "./told-faults.ts";
import styles from "./search-field.module.css";

interface SearchFieldProps {
  readonly store: GalleryStore;
  readonly ask: Places["ask"];
  readonly field: RefObject<HTMLInputElement | null>;
  /** The arrow down leads from the field to what was found. */
  readonly onLeave: () => void;
}

/** What is offered below the field; `active` is the suggestion that Enter takes, -1 for none. */
type Offer = QueryCompletion & { readonly active: number };

/** The contract's cap for a query. */
const longest = 1000;
/** Of one letter alone too much could become. */
const fewLetters = 2;

export function SearchField({ store, ask, field, onLeave }: SearchFieldProps) {
  const { t } = useTranslation("gallery");
  const shelf = useShelf((state) => state);
  const known = useMemo(() => knownValues(shelf), [shelf]);
  const faults = useToldFaults(store);
  const [offer, setOffer] = useState<Offer | null>(null);
  const [scrolledPx, setScrolledPx] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const listId = useId();
  // Before a word is begun the filters are offered to who asks, by a click or Alt and the arrow, not while typing on.
  const offering = useRef<"nothing" | "begun" | "asked">("nothing");

  useEffect(() => {
    const follow = ({ query }: { readonly query: { readonly text: string } }) => {
      const input = field.current;
      if (input !== null && input.value !== query.text) write(input, query.text, query.text.length);
    };
    follow(store.getState());
    return store.subscribe(follow);
  }, [store, field]);

  const suggest = (when: typeof offering.current) => {
    offering.current = when;
    const { value = "", selectionStart } = field.current ?? {};
    const completion = completeQuery(value, selectionStart ?? value.length, known);
    const begunLength = completion.to - completion.from;
    const isWanted = begunLength >= fewLetters || (begunLength === 0 && when === "asked");
    const hasList = when !== "nothing" && isWanted && completion.suggestions.length > 0;
    // Hearing of the caret once more takes nothing from who has chosen meanwhile.
    setOffer((now) => (!hasList ? null : isSame(now, completion) ? now : { ...completion, active: -1 }));
  };
  const askFor = (text: string) => ask(withText(store.getState().query, text));
  const take = (suggestion: QuerySuggestion) => {
    const input = field.current;
    if (input === null || offer === null) return;
    const applied = applySuggestion(input.value, offer, suggestion);
    write(input, applied.text.slice(0, longest), applied.caret);
    noteTyping(applied.caret);
    askFor(input.value);
    // A filter that was taken wants its value next.
    suggest("begun");
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") noteTyping(null);
    if (offer === null) {
      if (event.key === "Escape" && event.currentTarget.value !== "") {
        event.stopPropagation();
        askFor("");
      } else if (event.key === "ArrowDown") {
        event.preventDefault();
        if (event.altKey) suggest("asked");
        else onLeave();
      }
      return;
    }
    const chosen = offer.suggestions[offer.active];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      // Past either end no suggestion is chosen, and then the other end.
      const stops = offer.suggestions.length + 1;
      const step = event.key === "ArrowDown" ? 1 : stops - 1;
      setOffer({ ...offer, active: ((offer.active + 1 + step) % stops) - 1 });
    } else if (event.key === "Enter" && chosen !== undefined) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Escape" || event.key === "Enter") {
      event.stopPropagation();
      suggest("nothing");
    }
  };

  return (
    <>
      <div ref={box} className={styles["box"]} role="search">
        <Search size={16} strokeWidth={1.5} aria-hidden />
        <div className={styles["text"]}>
          <QueryMirror store={store} scrolledPx={scrolledPx} />
          <input
            ref={field}
            type="text"
            role="combobox"
            defaultValue={store.getState().query.text}
            aria-label={t("search.label")}
            aria-keyshortcuts={useCommandKey("gallery.search")}
            aria-describedby={faults > 0 ? "query-faults" : undefined}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-expanded={offer !== null}
            aria-controls={offer === null ? undefined : listId}
            aria-activedescendant={
              offer === null || offer.active < 0 ? undefined : suggestionId(listId, offer.active)
            }
            autoComplete="off"
            placeholder={t("search.placeholder")}
            spellCheck={false}
            maxLength={longest}
            className={styles["input"]}
            onChange={(event) => {
              noteTyping(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
              askFor(event.currentTarget.value);
              suggest("begun");
            }}
            onClick={() => suggest("asked")}
            onScroll={(event) => setScrolledPx(event.currentTarget.scrollLeft)}
            onSelect={(event) => {
              noteCaret(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
              setScrolledPx(event.currentTarget.scrollLeft);
              suggest(offering.current);
            }}
            onKeyDown={onKeyDown}
            onBlur={() => {
              suggest("nothing");
              noteTyping(null);
            }}
          />
        </div>
        <ClearSearch
          store={store}
          onClear={() => {
            askFor("");
            field.current?.focus();
          }}
        />
      </div>
      <VisuallyHidden>
        <span id="query-faults">{faults > 0 && t("search.faults", { count: faults })}</span>
      </VisuallyHidden>
      {offer !== null && (
        <CompletionList
          id={listId}
          anchor={box}
          suggestions={offer.suggestions}
          active={offer.active}
          onPoint={(active) => setOffer({ ...offer, active })}
          onTake={take}
        />
      )}
    </>
  );
}

function isSame(offer: Offer | null, { from, to, suggestions }: QueryCompletion): boolean {
  return (
    offer !== null &&
    offer.from === from &&
    offer.to === to &&
    offer.suggestions.length === suggestions.length &&
    offer.suggestions.every(({ insert }, index) => insert === suggestions[index]?.insert)
  );
}

function write(input: HTMLInputElement, text: string, caret: number): void {
  input.value = text;
  input.setSelectionRange(caret, caret);
}

interface ClearSearchProps {
  readonly store: GalleryStore;
  readonly onClear: () => void;
}

function ClearSearch({ store, onClear }: ClearSearchProps) {
  const { t } = useTranslation("gallery");
  const isEmpty = useStore(store, ({ query }) => query.text === "");
  if (isEmpty) return null;
  return (
    <IconButton
      size="small"
      label={t("toolbar.clearSearch")}
      icon={<X size={14} strokeWidth={1.5} />}
      onClick={onClear}
    />
  );
}
