// Stops jobs that nobody waits for any more, as far as that costs nothing: what is on its way goes on.
import type { JobId } from "#shared/model/ids.ts";
import { isSettled, settledStates } from "#shared/model/job.ts";
import { jobsStore } from "./jobs-store.ts";

export type Stopped = {
  /** Cancelled before anything of them was sent. */
  readonly cancelled: number;
  /** They go on, may be charged, and their pictures go to the library. */
  readonly onTheirWay: number;
};

/** The last one first, so that none moves up into the place of one before it. Counted by what the host answers. */
export async function stopUnsent(ids: readonly JobId[]): Promise<Stopped> {
  const { byId, cancelUnsent } = jobsStore.getState();
  const open = ids.filter((id) => {
    const job = byId.get(id);
    return job === undefined || !isSettled(job);
  });
  const replies = await Promise.all(open.toReversed().map(async (id) => await cancelUnsent(id)));
  let [cancelled, onTheirWay] = [0, 0];
  for (const reply of replies) {
    if (reply.ok) cancelled++;
    else if (reply.error.kind === "not-in-this-state") onTheirWay += isEnd(reply.error.state) ? 0 : 1;
    else if (reply.error.kind !== "not-found") onTheirWay++;
  }
  return { cancelled, onTheirWay };
}

function isEnd(state: string): boolean {
  return settledStates.some((settled) => settled === state);
}
