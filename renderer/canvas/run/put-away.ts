// Takes that were put away: what of them is stopped, and the way back. Undo of the document does not know runs, because
// they may have been paid for; so what was put away last comes back by the same key as long as nothing was done since.
import { stopUnsent, type Stopped } from "#renderer/session/stop-unsent.ts";
import type { Run } from "#shared/model/composition.ts";
import type { JobId } from "#shared/model/ids.ts";
import type { ChangePick } from "./change-picks.ts";
import type { Desk } from "./desk.ts";

export type PutAway = {
  readonly run: Run;
  /** Its place among the runs, from the oldest. */
  readonly at: number;
  readonly chosen: JobId | null;
  readonly isByHand: boolean;
  readonly picks: readonly (readonly [JobId, ChangePick])[];
};

export type Discarded = Stopped & {
  /** Takes whose picture is in the library. */
  readonly arrived: number;
  readonly putAway: PutAway;
};

type Bench = Pick<Desk, "document" | "state" | "preview" | "changes" | "shownRun" | "cards" | "choose">;

/**
 * Puts the takes of the shown run away and cancels those of which nothing was sent. Those on their way go on; all pictures
 * stay in the library, or go there. Null when no run is shown.
 */
export async function discardRun(desk: Bench): Promise<Discarded | null> {
  const run = desk.shownRun();
  if (run === null) return null;
  const arrived = desk.cards(run).filter(({ state }) => state?.state === "saved").length;
  const { chosen, isByHand, picks } = desk.state.getState();
  const putAway: PutAway = {
    run,
    at: desk.document.getState().composition.runs.findIndex(({ id }) => id === run.id),
    chosen: run.jobs.some((job) => job === chosen) ? chosen : null,
    isByHand,
    picks: [...picks].filter(([job]) => run.jobs.includes(job)),
  };
  desk.document.actions.closeRun(run.id);
  layDown(desk, run.jobs);
  desk.state.setState({ putAway });
  return { ...(await stopUnsent(run.jobs)), arrived, putAway };
}

/** The takes of a run leave the strip and the stage. */
export function layDown(desk: Bench, jobs: readonly JobId[]): void {
  desk.preview.forget(jobs);
  desk.changes.forget(jobs);
  desk.state.setState({ chosen: null, run: null });
}

/** The run is shown again with the takes that came; what was cancelled stays so, and can be asked for again. */
export function bringBack(desk: Bench, putAway: PutAway): void {
  const { actions } = desk.document;
  if (desk.document.getState().composition.runs.some(({ id }) => id === putAway.run.id)) return;
  desk.state.setState(({ picks }) => ({
    putAway: null,
    run: putAway.run.id,
    picks: new Map([...picks, ...putAway.picks]),
  }));
  actions.putRun(putAway.run, putAway.at);
  if (putAway.chosen !== null) desk.choose(putAway.chosen, putAway.isByHand);
}

/** Undo as it is pressed: takes that were put away last, else the last deed. */
export function undoLast(desk: Bench): void {
  const { putAway } = desk.state.getState();
  if (putAway === null) desk.document.actions.undo();
  else bringBack(desk, putAway);
}

/** Once something else was done, undo is for that. Answers what stops it. */
export function endPutAway({ document, state }: Pick<Desk, "document" | "state">): () => void {
  return document.subscribe((next, last) => {
    const isDeed = next.past.length !== last.past.length || (next.draft !== null && last.draft === null);
    if (isDeed && state.getState().putAway !== null) state.setState({ putAway: null });
  });
}
