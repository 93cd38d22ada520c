// Saved prompts that fit what was typed behind the slash, and which of them is chosen.
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { SavedPrompt } from "#shared/model/prompts.ts";
import { promptsStore } from "#renderer/create/create-stores.ts";
import { findSaved } from "#renderer/create/prompts/prompts-store.ts";

export type Templates = {
  readonly found: readonly SavedPrompt[];
  /** The one that Enter inserts; null when none fits. */
  readonly active: SavedPrompt | null;
  readonly move: (steps: number) => void;
  readonly isLoading: boolean;
};

const shownAtMost = 50;

/** @param query what was typed behind the slash; null while the list is closed */
export function useTemplates(query: string | null): Templates {
  const saved = useStore(promptsStore, (state) => state.saved);
  const loading = useStore(promptsStore, (state) => state.loading);
  /** Which one is chosen, as long as the question is the same. */
  const [choice, setChoice] = useState({ query, index: 0 });
  const isOpen = query !== null;

  useEffect(() => {
    if (isOpen) void promptsStore.getState().load("");
  }, [isOpen]);

  const found = isOpen ? findSaved(saved, query).slice(0, shownAtMost) : [];
  const index = choice.query === query ? Math.min(choice.index, found.length - 1) : 0;
  return {
    found,
    active: found[index] ?? null,
    move: (steps) => {
      if (found.length > 0) setChoice({ query, index: (index + steps + found.length) % found.length });
    },
    isLoading: loading === "first",
  };
}
