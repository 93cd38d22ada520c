// The groups of the stream, kept whole: pictures that jobs name and that are not here yet are asked for.
import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import { useJobs } from "#renderer/session/jobs-store.ts";
import { resultsStore } from "#renderer/create/create-stores.ts";
import { groupResults, missingPictures, type ResultGroup } from "./group-results.ts";
import type { ResultsState } from "./results-store.ts";

export type Results = Pick<ResultsState, "loading" | "error" | "isComplete"> & {
  readonly groups: readonly ResultGroup[];
};

export function useResults(): Results {
  const jobGroups = useJobs(({ groups }) => groups);
  const { cards, gone, loading, error, isComplete } = useStore(resultsStore);
  const groups = useMemo(() => groupResults(jobGroups, cards, gone), [jobGroups, cards, gone]);

  useEffect(() => {
    if (resultsStore.getState().loading === "first") void resultsStore.actions.loadMore();
  }, []);
  useEffect(() => {
    if (loading !== "ready") return;
    void resultsStore.actions.ensure(missingPictures(jobGroups, cards, gone));
  }, [jobGroups, cards, gone, loading]);

  return { groups, loading, error, isComplete };
}
