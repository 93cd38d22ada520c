// A run whose jobs were not noted when the app stopped gets them from the journal; one that was never sent goes. Pure.
import type { Composition, Run } from "#shared/model/composition.ts";
import type { ClickId } from "#shared/model/ids.ts";
import type { Job } from "#shared/model/job.ts";

/** The document as a page should see it, and the jobs it speaks of: of its runs, and of its takes as far as they are known. */
export function completeRuns(
  document: Composition,
  jobsOfClick: (click: ClickId) => readonly Job[],
): { readonly document: Composition; readonly jobs: Job[] } {
  const jobs = new Map<string, Job>();
  const runs = document.runs.flatMap((run): Run[] => {
    const found = jobsOfClick(run.id);
    for (const job of found) jobs.set(job.id, job);
    if (run.jobs.length > 0) return [run];
    return found.length === 0 ? [] : [{ ...run, jobs: found.map(({ id }) => id) }];
  });
  for (const patch of document.patches) for (const job of jobsOfClick(patch.click)) jobs.set(job.id, job);
  return { document: { ...document, runs }, jobs: [...jobs.values()] };
}
