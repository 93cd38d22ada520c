// Takes of a run in the strip: which is in hand, what may be accepted, and what putting them away stops.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Desk } from "#renderer/canvas/run/desk.ts";
import type { PlaceOutcome } from "#renderer/canvas/preview/place-messages.ts";
import { bringBack, discardRun, undoLast } from "#renderer/canvas/run/put-away.ts";
import { acceptObstacle, acceptTake } from "#renderer/canvas/run/run-deeds.ts";
import { retryTake } from "#renderer/canvas/run/settle-takes.ts";
import { rankedJobs } from "#renderer/canvas/run/take-worth.ts";
import { jobsStore } from "#renderer/session/jobs-store.ts";
import type { Invoke } from "#shared/contract/registry.ts";
import { baseStateSchema } from "#shared/contract/calls/composition-calls.ts";
import { noSession } from "#shared/model/composition-step.ts";
import type { JobId } from "#shared/model/ids.ts";
import type { Run } from "#shared/model/composition.ts";
import type { Job, JobState } from "#shared/model/job.ts";
import {
  assetId,
  clickId,
  jobId,
  makeComposition,
  makePatch,
} from "#tests/unit/renderer/canvas/made-documents.ts";

class SilentWorker {
  addEventListener(): void {}
  postMessage(): void {}
  terminate(): void {}
}

beforeEach(() => vi.stubGlobal("Worker", SilentWorker));
afterEach(() => {
  vi.unstubAllGlobals();
  jobsStore.setState(jobsStore.getInitialState(), true);
});

const { region, window } = makePatch(1);
const run: Run = {
  id: clickId(9),
  scope: "selection",
  hasGuide: false,
  cutFrom: "below",
  jobs: [1, 2, 3, 4].map(jobId),
  prompt: "a red kite",
  references: [],
  region,
  window,
  patch: null,
  createdAt: 1,
};

/** Told to the page, as events tell it. A reply that does not decode is in the library although its job failed. */
function tell(desk: Desk | null, states: readonly JobState[], badlyCome: readonly number[] = []): void {
  const jobs = states.map((state, i) => {
    const picture = state === "saved" || badlyCome.includes(i + 1) ? String(i + 1) : null;
    return [jobId(i + 1), { id: jobId(i + 1), state, picture, error: null } as unknown as Job] as const;
  });
  const assets = new Map(jobs.map(([, { picture }], i) => [picture!, assetId(i + 1)]));
  desk?.state.setState({ assets });
  jobsStore.setState({ byId: new Map(jobs) });
}

function stand(states: readonly JobState[]): Desk {
  const invoke = (async () =>
    await Promise.resolve({ ok: true, value: { revision: 2 } })) as unknown as Invoke;
  const none = { opening: [], sending: [], flatten: [], png: [], jpeg: [], webp: [], psd: [], copy: [] };
  const how = { bitsPerChannel: 8, hasAlpha: false, isCmyk: false, profile: null, losses: none };
  const base = baseStateSchema.parse({ file: "there", ...how });
  tell(
    null,
    states.map(() => "queued"),
  );
  const document = { ...makeComposition(), selection: region, runs: [run] };
  const saved = { revision: 1, savedAt: 1, place: { session: noSession, step: 1 } };
  const desk = new Desk(invoke, { document, ...saved, base, jobs: [] });
  tell(desk, states);
  return desk;
}

const placed = (seam: number, verdict = "placed"): PlaceOutcome =>
  ({
    kind: "placed",
    guideLeak: 0,
    report: { verdict, seam, registration: { agreement: { correlation: 0.9 } } },
  }) as unknown as PlaceOutcome;
const aspect: PlaceOutcome = { kind: "refused", reason: "aspect" };

/** What the worker found, and the next word of the host. */
function place(desk: Desk, outcomes: readonly (PlaceOutcome | null)[]): void {
  const trials = outcomes.flatMap((outcome, i) =>
    outcome === null ? [] : [[jobId(i + 1), outcome] as const],
  );
  desk.preview.store.setState({ trials: new Map(trials) });
  jobsStore.setState(({ byId }) => ({ byId: new Map(byId) }));
}
const inHand = (desk: Desk) => desk.state.getState().chosen;

test("[T3] the first that can be placed is in hand, then once the best; cards keep their order", async () => {
  const desk = stand(["saved", "saved", "queued", "sending"]);
  place(desk, [aspect, placed(2.71), null, null]);
  await vi.waitFor(() => expect(inHand(desk)).toBe(jobId(2)));
  tell(desk, ["saved", "saved", "saved", "failed"]);
  place(desk, [aspect, placed(2.71), placed(0.97), null]);
  await vi.waitFor(() => expect(inHand(desk)).toBe(jobId(3)));
  expect(rankedJobs(desk.cards(run), desk.preview)).toEqual([jobId(3), jobId(2)]);
  expect(desk.cards(run).map(({ job }) => job)).toEqual(run.jobs);
  // One that is asked for again and comes later does not take the place of the one in hand.
  tell(desk, ["saved", "saved", "saved", "saved"]);
  place(desk, [aspect, placed(2.71), placed(0.97), placed(0.1)]);
  desk.dispose();
  expect(inHand(desk)).toBe(jobId(3));
});

test("[T3] what the designer chose by hand stays in hand when a better one comes", async () => {
  const desk = stand(["saved", "saved", "queued", "queued"]);
  place(desk, [placed(1), placed(2), null, null]);
  await vi.waitFor(() => expect(inHand(desk)).toBe(jobId(1)));
  desk.choose(jobId(2));
  tell(desk, ["saved", "saved", "saved", "failed"]);
  place(desk, [placed(1), placed(2), placed(0.1), null]);
  desk.dispose();
  expect(inHand(desk)).toBe(jobId(2));
});

test("a reply that does not decode is no take, and one of another shape is kept out of hand and of patches", async () => {
  const desk = stand(["failed", "saved", "failed", "failed"]);
  tell(desk, ["failed", "saved", "failed", "failed"], [1]);
  expect(desk.cards(run).map(({ reply }) => reply)).toEqual([null, assetId(2), null, null]);
  expect(acceptObstacle(desk, jobId(1))).toBe("absent");
  place(desk, [null, aspect, null, null]);
  await Promise.resolve();
  expect(inHand(desk)).toBeNull();
  desk.choose(jobId(2));
  expect(acceptObstacle(desk, jobId(2))).toBe("aspect");
  expect(acceptTake(desk, jobId(2), "Patch")).toBeNull();
  expect(desk.composition.patches).toEqual([]);
  place(desk, [null, placed(1), null, null]);
  expect(acceptTake(desk, jobId(2), "Patch")).not.toBeNull();
  desk.dispose();
});

/** Answers as the host does; what was asked is kept. */
function answerCancels(states: readonly JobState[]): JobId[] {
  const asked: JobId[] = [];
  jobsStore.setState({
    cancelUnsent: async (id) => {
      asked.push(id);
      const state = states[Number.parseInt(id, 16) - 1]!;
      const error = { kind: "not-in-this-state", state } as const;
      const value = { id, state: "cancelled" } as Job;
      return await Promise.resolve(state === "queued" ? { ok: true, value } : { ok: false, error });
    },
  });
  return asked;
}

test("discarding cancels what was not sent, leaves alone what is on its way, and counts both by the host's word", async () => {
  const desk = stand(["saved", "sending", "queued", "queued"]);
  // The page does not know yet that the third has gone out.
  const asked = answerCancels(["saved", "receiving", "sending", "queued"]);
  const done = await discardRun(desk);
  expect(done).toMatchObject({ arrived: 1, cancelled: 1, onTheirWay: 2 });
  expect(asked).toEqual([4, 3, 2].map(jobId));
  expect(desk.composition.runs).toEqual([]);
  desk.dispose();
});

test("undo brings the discarded run back to its place with the take in hand; after another deed undo is for that", async () => {
  const desk = stand(["saved", "saved", "failed", "failed"]);
  answerCancels([]);
  desk.document.actions.putRun({ ...run, id: clickId(10), jobs: [] });
  desk.state.setState({ run: run.id });
  desk.choose(jobId(2));
  await discardRun(desk);
  expect([desk.composition.runs.length, inHand(desk)]).toEqual([1, null]);
  undoLast(desk);
  expect(desk.composition.runs.map(({ id }) => id)).toEqual([clickId(9), clickId(10)]);
  expect([desk.shownRun()?.id, inHand(desk)]).toEqual([run.id, jobId(2)]);
  const again = await discardRun(desk);
  desk.document.actions.rename("Kites");
  undoLast(desk);
  expect([desk.composition.name, desk.composition.runs.length]).toEqual(["Kite", 1]);
  // The message that offered it still can.
  bringBack(desk, again!.putAway);
  bringBack(desk, again!.putAway);
  expect(desk.composition.runs.length).toBe(2);
  desk.dispose();
});

test("a retry that makes a new job puts it in the place of the old one, so that the take is seen", async () => {
  const desk = stand(["saved", "failed", "saved", "saved"]);
  jobsStore.setState({
    retry: async () => await Promise.resolve({ ok: true, value: { id: jobId(77) } as Job }),
  });
  await retryTake(desk, jobId(2));
  expect(desk.composition.runs[0]!.jobs).toEqual([1, 77, 3, 4].map(jobId));
  desk.dispose();
});
