// The search field on the gallery's query. The only part of the toolbar that is drawn anew with each letter.
import { useCallback, useMemo, type RefObject } from "react";
import { useStore } from "zustand";
import { knownValues, useShelf } from "#renderer/gallery/organise/shelf-store.ts";
import { withText } from "#renderer/gallery/result/gallery-query.ts";
import type { GalleryStore } from "#renderer/gallery/result/gallery-store.ts";
import type { Places } from "#renderer/gallery/use-places.ts";
import { useCommandKey } from "#renderer/session/commands.ts";
import { parseQuery } from "#shared/rules/parse-query.ts";
import { SearchField } from "./search-field.tsx";
import { useTypingCaret, withToldFaults } from "./told-faults.ts";

interface QueryBoxProps {
  readonly store: GalleryStore;
  readonly ask: Places["ask"];
  readonly field: RefObject<HTMLInputElement | null>;
  /** The arrow down leads from the field to what was found. */
  readonly onLeave: () => void;
}

export function QueryBox({ store, ask, field, onLeave }: QueryBoxProps) {
  const text = useStore(store, (state) => state.query.text);
  const shelf = useShelf((state) => state);
  const known = useMemo(() => knownValues(shelf), [shelf]);
  const caret = useTypingCaret();
  const parsed = useMemo(() => withToldFaults(parseQuery(text), caret), [text, caret]);
  const setText = useCallback((next: string) => ask(withText(store.getState().query, next)), [store, ask]);
  return (
    <SearchField
      text={text}
      parsed={parsed}
      known={known}
      onTextChange={setText}
      onLeave={onLeave}
      field={field}
      chord={useCommandKey("gallery.search")}
    />
  );
}
