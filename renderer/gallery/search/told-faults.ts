// Which wrong words are told: not the one that is being typed, which may yet become a right one.
import { createStore, useStore } from "zustand";
import { parsedQuery } from "#renderer/gallery/result/gallery-query.ts";
import type { GalleryState, GalleryStore } from "#renderer/gallery/result/gallery-store.ts";
import type { ParsedQuery } from "#shared/rules/query-terms.ts";

/** Where the caret of the search box stands; null while nobody types there. */
const typingStore = createStore<{ readonly caret: number | null }>(() => ({ caret: null }));

/** Told by the search box: with each letter, and null when it is left or the word is finished with Enter. */
export function noteTyping(caret: number | null): void {
  if (typingStore.getState().caret !== caret) typingStore.setState({ caret });
}

/** The caret was moved: that alone begins no word anew. */
export function noteCaret(caret: number): void {
  if (typingStore.getState().caret !== null) noteTyping(caret);
}

/** A query taken apart, with the faults that are told. The caret moves nothing where no word is wrong. */
export function useToldQuery(text: string): ParsedQuery {
  const parsed = parsedQuery(text);
  const caret = useStore(typingStore, (typing) => (parsed.faults.length === 0 ? null : typing.caret));
  return withToldFaults(parsed, caret);
}

/** How many faults are told of what a result was asked by; nothing is drawn anew for a letter that is right. */
export function useToldFaults(store: GalleryStore): number {
  const hasFaults = ({ query }: GalleryState) => parsedQuery(query.text).faults.length > 0;
  const text = useStore(store, (state) => (hasFaults(state) ? state.query.text : ""));
  return useToldQuery(text).faults.length;
}

/** @param caret where letters appear; a fault that ends there, or holds it, is not told yet */
export function withToldFaults(parsed: ParsedQuery, caret: number | null): ParsedQuery {
  if (caret === null || parsed.faults.length === 0) return parsed;
  const faults = parsed.faults.filter(({ start, end }) => caret <= start || caret > end);
  return faults.length === parsed.faults.length ? parsed : { ...parsed, faults };
}
