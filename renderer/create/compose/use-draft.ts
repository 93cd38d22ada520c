// The draft and its plan, for the parts of the composer.
import { useMemo } from "react";
import { useStore } from "zustand";
import type { RequestField, Violation } from "#shared/errors/violation.ts";
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

/** The broken rules of one field; the same array as before while they are the same, so that typing redraws little. */
export function useViolations(plan: RequestPlan, field: RequestField): readonly Violation[] {
  const now = plan.violations.filter((violation) => violation.field === field);
  const text = JSON.stringify(now);
  return useMemo(() => JSON.parse(text) as readonly Violation[], [text]);
}
