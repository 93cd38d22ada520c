// Sample prompts for a first visit: which one is offered, and when.
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useJobs } from "#renderer/session/jobs-store.ts";
import { resultsStore } from "#renderer/create/create-stores.ts";
import { useDraft } from "./use-draft.ts";

export type Sample = {
  /** Offered while nothing was ever made and nothing is typed; null otherwise. */
  readonly text: string | null;
  readonly next: () => void;
};

export function useSample(): Sample {
  const { t } = useTranslation("create");
  const [index, setIndex] = useState(0);
  const isEmpty = useDraft(({ prompt, references }) => prompt === "" && references.length === 0);
  const isFirst = useIsFirstVisit();
  const samples = samplesIn(t);
  return {
    text: isEmpty && isFirst ? (samples[index % samples.length] ?? null) : null,
    next: () => setIndex((now) => now + 1),
  };
}

/** True once it is known that the library holds nothing that was made, and nothing is under way. */
function useIsFirstVisit(): boolean {
  const hasNone = useStore(resultsStore, ({ cards, loading }) => loading === "ready" && cards.size === 0);
  const hasNoJobs = useJobs(({ groups, loaded }) => loaded && groups.length === 0);
  return hasNone && hasNoJobs;
}

function samplesIn(t: TFunction<"create">): readonly string[] {
  return [t("prompt.sample"), t("samples.second"), t("samples.third")];
}
