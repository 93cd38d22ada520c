// The takes of the run that is shown which did not come, as a whole: cancelled, or asked for again.
import { jobsStore } from "#renderer/session/jobs-store.ts";
import { billedOf, type StudioError } from "#shared/errors/studio-error.ts";
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

export function takesIn(desk: Pick<Desk, "shownRun" | "cards">, trouble: Trouble): Job[] {
  const run = desk.shownRun();
  if (run === null) return [];
  return desk
    .cards(run)
    .flatMap(({ state }) => (state !== null && troubleOf(state) === trouble ? [state] : []));
}

/** Cancels what is under way, asks again for the others. `error` is the last one. */
export async function settleTakes(
  desk: Pick<Desk, "shownRun" | "cards">,
  trouble: Trouble,
): Promise<{ readonly count: number; readonly error: StudioError | null }> {
  const { cancel, retry } = jobsStore.getState();
  let [count, error]: [number, StudioError | null] = [0, null];
  for (const { id } of takesIn(desk, trouble)) {
    const reply = await (trouble === "under-way" ? cancel(id) : retry(id));
    if (reply.ok) count++;
    else error = reply.error;
  }
  return { count, error };
}
