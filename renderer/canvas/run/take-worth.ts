// What the trial of a take says of it: whether it can be placed, why not, and how it stands among the others. Pure.
import type { PlaceOutcome } from "#renderer/canvas/preview/place-messages.ts";
import type { Preview } from "#renderer/canvas/preview/preview.ts";
import type { JobId } from "#shared/model/ids.ts";
import { LEAK_SHARE } from "#shared/pixels/guide-picture.ts";
import { rankTakes } from "#shared/pixels/rank-takes.ts";
import type { TakeCard } from "./take-cards.ts";

/** Why a take cannot become a patch; the name of the sentence that says it. */
export type Obstacle = "aspect" | "empty" | "missingBase" | "missingReply";

/** Null for a take that can be placed, or was not tried yet; and for want of memory: the host may have more than the page. */
export function obstacleOf(trial: PlaceOutcome | null): Obstacle | null {
  if (trial === null || trial.kind === "placed" || trial.kind === "memory-short") return null;
  if (trial.kind === "refused") return trial.reason === "aspect" ? "aspect" : "empty";
  return trial.what === "base" ? "missingBase" : "missingReply";
}

/** Takes that were placed, the best first (T2). */
export function rankedJobs(
  cards: readonly TakeCard[],
  preview: Pick<Preview, "store" | "showsNothing">,
): JobId[] {
  const { trials } = preview.store.getState();
  const placed = cards.flatMap(({ job, reply }) => {
    const trial = reply === null ? undefined : trials.get(job);
    if (trial?.kind !== "placed") return [];
    const { verdict, seam, registration } = trial.report;
    const drewGuide = trial.guideLeak > LEAK_SHARE;
    const agreement = registration.agreement.correlation;
    return [{ job, verdict, seam, agreement, drewGuide, showsNothing: preview.showsNothing(job) }];
  });
  return rankTakes(placed).map(({ job }) => job);
}
