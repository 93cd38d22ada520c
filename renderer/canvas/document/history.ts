// Undo without limit over immutable snapshots: begin, draft, commit or cancel. One gesture is one entry, by its begin
// and commit alone; no clock groups anything. Knows no store and no view.
import type { Composition } from "#shared/model/composition.ts";
import type { DeedName } from "./deed-names.ts";

/** A snapshot, and the deed that lies between it and the present. */
export type HistoryEntry = { readonly deed: DeedName; readonly composition: Composition };

export type History = {
  /** What is shown: the draft while a gesture is under way. */
  readonly composition: Composition;
  /** The gesture under way, with the document before it; null between gestures. */
  readonly draft: HistoryEntry | null;
  /** What undo goes back to; the last entry first. */
  readonly past: readonly HistoryEntry[];
  /** What redo goes to; the last entry first. */
  readonly future: readonly HistoryEntry[];
};

export function startHistory(composition: Composition): History {
  return { composition, draft: null, past: [], future: [] };
}

/** Opens a gesture. One that was open is committed first: nothing that was seen is lost. */
export function beginDeed(history: History, deed: DeedName): History {
  const settled = commitDeed(history);
  return { ...settled, draft: { deed, composition: settled.composition } };
}

/** Changes the draft. Without an open gesture nothing happens. */
export function draftDeed(history: History, change: (composition: Composition) => Composition): History {
  if (history.draft === null) return history;
  const composition = change(history.composition);
  return composition === history.composition ? history : { ...history, composition };
}

/** Closes the gesture: one entry, or none when the document is as it was. What could be redone is gone then. */
export function commitDeed(history: History): History {
  const { draft, composition } = history;
  if (draft === null) return history;
  if (draft.composition === composition) return { ...history, draft: null };
  return { composition, draft: null, past: [...history.past, draft], future: [] };
}

/** Closes the gesture and forgets it. */
export function cancelDeed(history: History): History {
  const { draft } = history;
  return draft === null
    ? history
    : { ...history, composition: withRuns(draft.composition, history.composition), draft: null };
}

/** One entry back. An open gesture is what is undone first. */
export function undoDeed(history: History): History {
  if (history.draft !== null) return cancelDeed(history);
  const entry = history.past.at(-1);
  if (entry === undefined) return history;
  return {
    composition: withRuns(entry.composition, history.composition),
    draft: null,
    past: history.past.slice(0, -1),
    future: [...history.future, { deed: entry.deed, composition: history.composition }],
  };
}

/** One entry forward; nothing while a gesture is open. */
export function redoDeed(history: History): History {
  const entry = history.future.at(-1);
  if (entry === undefined || history.draft !== null) return history;
  return {
    composition: withRuns(entry.composition, history.composition),
    draft: null,
    past: [...history.past, { deed: entry.deed, composition: history.composition }],
    future: history.future.slice(0, -1),
  };
}

/** A fact, not a deed: it holds for every snapshot, and undo does not take it back. */
export function recordFact(history: History, record: (composition: Composition) => Composition): History {
  const amend = (entry: HistoryEntry): HistoryEntry => {
    const composition = record(entry.composition);
    return composition === entry.composition ? entry : { ...entry, composition };
  };
  return {
    composition: record(history.composition),
    draft: history.draft === null ? null : amend(history.draft),
    past: history.past.map(amend),
    future: history.future.map(amend),
  };
}

/** Runs under way outlive undo: they may have been paid for. */
function withRuns(composition: Composition, current: Composition): Composition {
  return composition.runs === current.runs ? composition : { ...composition, runs: current.runs };
}
