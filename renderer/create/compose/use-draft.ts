// The draft and its plan, for the parts of the composer.
import { useMemo } from "react";
import { useStore } from "zustand";
import { composerDraft, contentOf, type ComposerDraft } from "#renderer/session/composer-draft.ts";
import { planRequests, type RequestPlan } from "#renderer/create/plan/plan-requests.ts";

/** Reads a part of the draft and renders again when that part changes. */
export function useDraft<Part>(select: (draft: ComposerDraft) => Part): Part {
  return useStore(composerDraft, select);
}

/** What the draft stands for now; worked out once for each change of the draft. */
export function usePlan(): RequestPlan {
  const draft = useDraft((whole) => whole);
  return useMemo(() => planRequests(contentOf(draft)), [draft]);
}
