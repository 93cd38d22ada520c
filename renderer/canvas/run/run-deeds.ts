// What is done with runs and takes: sending, accepting, asking again. Says nothing to people; the bar shows
// what the desk holds.
import type { Invoke } from "#shared/contract/registry.ts";
import { err, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { idFromBytes, type ClickId, type JobId, type PatchId, type SessionId } from "#shared/model/ids.ts";
import type { Composition } from "#shared/model/composition.ts";
import type { CutFrom, Patch } from "#shared/model/patch.ts";
import { jobsStore } from "#renderer/session/jobs-store.ts";
import type { Desk } from "./desk.ts";
import { layDown } from "./put-away.ts";
import { arrivedTakes, isUnderWay, patchName, patchOfRun } from "./take-cards.ts";
import { obstacleOf, type Obstacle } from "./take-worth.ts";

export function freshId<Id extends ClickId | PatchId | SessionId>(): Id {
  return idFromBytes<Id>(crypto.getRandomValues(new Uint8Array(8)));
}

/**
 * Sends what is selected. One press is one click id, kept in the desk until the host has answered: a press after an answer
 * that never came cannot pay twice.
 */
export async function sendRun(invoke: Invoke, desk: Desk, click: ClickId): Promise<Result<unknown>> {
  const { state, document, save } = desk;
  const { prompt, references, takes, plan, isWholeFrame, hasGuide, redo, cutFrom, isSending } =
    state.getState();
  const region = desk.runRegion();
  if (isSending) return err({ kind: "not-in-this-state", state: "sending" });
  if (region === null || plan === null) return err({ kind: "selection-empty" });
  const pending = { takes, size: plan.request };
  state.setState({ isSending: true, pending, sendError: null, putAway: null });
  const reply = await save.withSaved(
    async (revision) => {
      const sent = await invoke("composition.run", {
        id: document.getState().composition.id,
        revision,
        click,
        prompt,
        references: [...references],
        region,
        window: plan,
        isWholeFrame,
        scope: desk.isWhole ? "picture" : "selection",
        hasGuide,
        patch: redo,
        cutFrom: redo === null ? "below" : cutFrom,
        takes,
      });
      // Within the turn: the next save must not lay a document without the run over the one that has it.
      if (sent.ok) document.actions.putRun(sent.value.run);
      return sent;
    },
    (sent) => sent.revision,
  );
  if (!reply.ok) {
    state.setState({ isSending: false, pending: null, sendError: reply.error });
    return reply;
  }
  // Events may have told more of them meanwhile than the answer knows.
  const { byId, receive } = jobsStore.getState();
  for (const job of reply.value.jobs) if (!byId.has(job.id)) receive(job);
  state.setState({
    isSending: false,
    pending: null,
    run: reply.value.run.id,
    chosen: null,
    redo: null,
    scope: "selection",
  });
  return reply;
}

/**
 * Puts the words and references of a patch into the bar, to be sent in the same window. "base": without the patches below.
 * Nothing is sent, and what is shown stays until one of the new takes is accepted.
 */
export function askAgain(desk: Desk, { id, prompt, references }: Patch, cutFrom: CutFrom): void {
  desk.state.setState({ redo: id, cutFrom, prompt, references });
}

/** Whether a patch has other pixels under it than the base's: then asking from the base makes a difference. */
export function hasPatchesBelow({ base, patches }: Composition, id: PatchId): boolean {
  return base.kind === "picture" && patches.findIndex((patch) => patch.id === id) > 0;
}

/** Whether a failure leaves it open if the click was taken: then the same click has to be used again. */
export function keepsClick(error: StudioError): boolean {
  return error.kind === "host-unreachable";
}

/** What keeps the take in hand from becoming a patch: it has not come, nothing of it is kept, or it cannot be placed. */
export function acceptObstacle(desk: Desk, job: JobId): "absent" | "keepsNothing" | Obstacle | null {
  const run = desk.shownRun();
  const card = run === null ? undefined : desk.cards(run).find((known) => known.job === job);
  if (run === null || card === undefined || card.reply === null) return "absent";
  if (run.scope === "picture" && (desk.changes.pickOf(job)?.kept.size ?? 0) === 0) return "keepsNothing";
  return obstacleOf(desk.preview.store.getState().trials.get(job) ?? null);
}

/** Makes the take in hand a patch, or a take of the patch that was asked again. Null where `acceptObstacle` says why. */
export function acceptTake(desk: Desk, job: JobId, fallbackName: string): PatchId | null {
  const run = desk.takeInHand(job)?.run ?? null;
  if (run === null || acceptObstacle(desk, job) !== null) return null;
  const cards = desk.cards(run);
  const takes = arrivedTakes(run, cards);
  const { actions } = desk.document;
  let patch: PatchId;
  if (run.patch !== null && desk.composition.patches.some(({ id }) => id === run.patch)) {
    patch = run.patch;
    actions.begin("add-takes");
    actions.addTakes(patch, takes);
    actions.rewordPatch(patch, run.prompt, run.references);
    actions.chooseTake(patch, job);
    actions.commit();
  } else {
    patch = freshId<PatchId>();
    actions.begin("add-patch");
    actions.addPatch(patchOfRun(run, takes, job, patch, patchName(run.prompt, fallbackName), Date.now()));
    actions.replaceSelection(null);
    actions.commit();
  }
  // Takes that are still under way have been paid for: they stay in the strip to be chosen for the patch.
  if (isUnderWay(cards)) actions.putRun({ ...run, scope: "selection", patch });
  else actions.closeRun(run.id);
  layDown(desk, run.jobs);
  // The words stay with the patch. Left in the bar, the next press of Enter would pay for them again.
  const isAnswered = desk.state.getState().prompt.trim() === run.prompt.trim();
  desk.state.setState({ scope: "selection", ...(isAnswered ? { prompt: "" } : {}) });
  desk.view.actions.set({ activePatch: patch });
  return patch;
}

/** Whether there are takes to switch between. */
export function canSwitch(desk: Desk): boolean {
  const run = desk.shownRun();
  return run !== null && desk.cards(run).filter(({ reply }) => reply !== null).length > 1;
}

/**
 * Takes the next (1) or the last (-1) take that came in hand; it stays at the ends.
 * @returns its number in the strip, from 1; null where none has come
 */
export function stepTake(desk: Desk, by: 1 | -1, from = desk.state.getState().chosen): number | null {
  const run = desk.shownRun();
  if (run === null) return null;
  const arrived = desk.cards(run).filter(({ reply }) => reply !== null);
  const at = arrived.findIndex(({ job }) => job === from);
  const next = arrived[Math.min(arrived.length - 1, Math.max(0, at + by))];
  if (next === undefined) return null;
  desk.choose(next.job);
  return run.jobs.indexOf(next.job) + 1;
}
