// The takes of the run that is shown which did not come, as a whole: cancelled, or asked for again.
import { jobsStore } from "#renderer/session/jobs-store.ts";
import type { CallReply } from "#shared/contract/registry.ts";
import { billedOf, type StudioError } from "#shared/errors/studio-error.ts";
import type { JobId } from "#shared/model/ids.ts";
import { isSettled, type Job } from "#shared/model/job.ts";
import type { Desk } from "./desk.ts";

/** Under way · failed at no cost · failed, and perhaps charged: asked again they may be charged twice. */
export type Trouble = "under-way" | "free" | "may-charge";

export function troubleOf(job: Pick<Job, "state" | "error">): Trouble | null {
  if (!isSettled(job)) return "under-way";
  if (job.state === "saved") return null;
  return job.state === "unknown" || (job.error !== null && billedOf(job.error) !== "no")
    ? "may-charge"
    : "free";
}

/**
 * Asks for a take again that did not come. A reply that does not decode keeps its job with its bytes: the new job takes its
 * place in the run, so that what is paid for is seen.
 */
export async function retryTake(desk: Pick<Desk, "document">, id: JobId): Promise<CallReply<"job.retry">> {
  const reply = await jobsStore.getState().retry(id);
  if (!reply.ok || reply.value.id === id) return reply;
  const { document } = desk;
  const run = document.getState().composition.runs.find(({ jobs }) => jobs.includes(id));
  if (run !== undefined)
    document.actions.putRun(
      { ...run, jobs: run.jobs.map((job) => (job === id ? reply.value.id : job)) },
      document.getState().composition.runs.indexOf(run),
    );
  return reply;
}

export function takesIn(desk: Pick<Desk, "shownRun" | "cards">, trouble: Trouble): Job[] {
  const run = desk.shownRun();
  if (run === null) return [];
  return desk
    .cards(run)
    .flatMap(({ state }) => (state !== null && troubleOf(state) === trouble ? [state] : []));
}

/** Cancels what is under way, asks again for the others. `error` is the last one. */
export async function settleTakes(
  desk: Pick<Desk, "document" | "shownRun" | "cards">,
  trouble: Trouble,
): Promise<{ readonly count: number; readonly error: StudioError | null }> {
  const { cancel } = jobsStore.getState();
  let [count, error]: [number, StudioError | null] = [0, null];
  for (const { id } of takesIn(desk, trouble)) {
    const reply = await (trouble === "under-way" ? cancel(id) : retryTake(desk, id));
    if (reply.ok) count++;
    else error = reply.error;
  }
  return { count, error };
}
