// What a press of Enter would send after a take was accepted: nothing, until the designer selects or chooses everything.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Desk } from "#renderer/canvas/run/desk.ts";
import { acceptTake, askAgain, sendRun } from "#renderer/canvas/run/run-deeds.ts";
import type { Invoke } from "#shared/contract/registry.ts";
import { baseStateSchema } from "#shared/contract/calls/composition-calls.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Composition, Run } from "#shared/model/composition.ts";
import { jobsStore } from "#renderer/session/jobs-store.ts";
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
afterEach(() => vi.unstubAllGlobals());

const { region, window } = makePatch(1);
const run: Run = {
  id: clickId(9),
  scope: "selection",
  hasGuide: false,
  cutFrom: "below",
  jobs: [jobId(77)],
  prompt: "a red kite",
  references: [],
  region,
  window,
  patch: null,
  createdAt: 1,
};

/** A desk with one take that came; what is sent is kept. */
function stand(change: Partial<Composition> = {}, file: "there" | "blank" = "there") {
  const sent: unknown[] = [];
  const invoke = (async (name: string, input: unknown) => {
    if (name === "picture.get") return { ok: true, value: { picture: { asset: assetId(77) } } };
    if (name === "composition.run") sent.push(input);
    const value = { revision: 2, savedAt: 1, run: { ...run, jobs: [] }, jobs: [] };
    return await Promise.resolve({ ok: true, value });
  }) as unknown as Invoke;
  jobsStore.setState({
    byId: new Map([[jobId(77), { picture: "77" as PictureId, state: "saved" } as never]]),
  });
  const none = { opening: [], sending: [], flatten: [], png: [], jpeg: [], webp: [], psd: [], copy: [] };
  const base = baseStateSchema.parse({
    file,
    bitsPerChannel: 8,
    hasAlpha: false,
    isCmyk: false,
    profile: null,
    losses: none,
  });
  const document: Composition = { ...makeComposition(), selection: region, runs: [run], ...change };
  const desk = new Desk(invoke, { document, revision: 1, savedAt: 1, base, jobs: [] });
  desk.state.setState({ assets: new Map([["77" as PictureId, assetId(77)]]), chosen: jobId(77) });
  return { desk, sent, invoke, prompt: () => desk.state.getState().prompt };
}

test("after a take is accepted nothing is planned, nothing can be sent, and the prompt is empty", async () => {
  const { desk, sent, invoke, prompt } = stand();
  expect([prompt(), desk.isWhole]).toEqual(["a red kite", false]);
  desk.state.setState({ scope: "picture" });
  expect(acceptTake(desk, jobId(77), "Patch")).not.toBeNull();
  expect(desk.composition.selection).toBeNull();
  expect([prompt(), desk.isWhole, desk.state.getState().plan]).toEqual(["", false, null]);
  desk.state.setState({ prompt: "again" });
  const reply = await sendRun(invoke, desk, clickId(10));
  expect(reply).toEqual({ ok: false, error: { kind: "selection-empty" } });
  expect(sent).toEqual([]);
  await desk.dispose();
});

test("a take that was saved a moment before the accepting stays to be chosen: it has been paid for", async () => {
  const late = jobId(78);
  const { desk } = stand({ runs: [{ ...run, jobs: [...run.jobs, late] }] });
  const { byId } = jobsStore.getState();
  jobsStore.setState({
    byId: new Map([...byId, [late, { picture: "78" as PictureId, state: "saved" } as never]]),
  });
  const patch = acceptTake(desk, jobId(77), "Patch");
  expect(desk.composition.patches.at(-1)?.takes.map(({ job }) => job)).toEqual([jobId(77)]);
  expect(desk.composition.runs).toMatchObject([{ patch, jobs: [jobId(77), late] }]);
  await desk.dispose();
});

test("undo of the accepting brings the prompt back, redo takes it again; what was typed meanwhile stays", async () => {
  const { desk, prompt } = stand();
  acceptTake(desk, jobId(77), "Patch");
  desk.document.actions.undo();
  expect([prompt(), desk.composition.patches.length]).toEqual(["a red kite", 0]);
  desk.document.actions.redo();
  expect([prompt(), desk.composition.patches[0]?.prompt]).toEqual(["", "a red kite"]);
  desk.state.setState({ prompt: "a blue bird" });
  desk.document.actions.undo();
  expect(prompt()).toBe("a blue bird");
  await desk.dispose();
});

test("words that were typed while the takes came are not thrown away by accepting", async () => {
  const { desk, prompt } = stand();
  desk.state.setState({ prompt: "a blue bird" });
  acceptTake(desk, jobId(77), "Patch");
  expect(prompt()).toBe("a blue bird");
  await desk.dispose();
});

test("a take of a patch that was asked again with other words leaves them with the patch; undo gives both back", async () => {
  const patch = makePatch(1);
  const { desk, prompt } = stand({
    patches: [patch],
    runs: [{ ...run, patch: patch.id, prompt: "a heron" }],
  });
  expect(acceptTake(desk, jobId(77), "Patch")).toBe(patch.id);
  expect([prompt(), desk.composition.patches[0]?.prompt]).toEqual(["", "a heron"]);
  desk.document.actions.undo();
  expect([prompt(), desk.composition.patches[0]?.prompt]).toEqual(["a heron", "a red kite"]);
  await desk.dispose();
});

test("everything is sent where that was chosen for this run, and is not chosen any more afterwards", async () => {
  const { desk, sent, invoke } = stand({ selection: null, runs: [] });
  expect([desk.isWhole, desk.state.getState().plan]).toEqual([false, null]);
  desk.state.setState({ prompt: "at night", scope: "picture" });
  expect(desk.isWhole).toBe(true);
  expect((await sendRun(invoke, desk, clickId(10))).ok).toBe(true);
  expect(sent).toMatchObject([{ scope: "picture", prompt: "at night" }]);
  expect([desk.isWhole, desk.state.getState().plan]).toEqual([false, null]);
  desk.state.setState({ scope: "picture" });
  desk.document.actions.selectAll();
  expect([desk.isWhole, desk.state.getState().scope]).toEqual([false, "selection"]);
  await desk.dispose();
});

test("a patch that is asked again from the original goes with its own words, place and size, and its take says so", async () => {
  const [lower, patch] = [makePatch(2), { ...makePatch(1), prompt: "a heron" }];
  const { desk, sent, invoke } = stand({ patches: [lower, patch], runs: [], selection: null });
  askAgain(desk, patch, "base");
  expect(desk.composition.patches).toEqual([lower, patch]);
  await sendRun(invoke, desk, clickId(10));
  expect(sent).toMatchObject([
    { patch: patch.id, cutFrom: "base", prompt: "a heron", region: patch.region, window: patch.window },
  ]);
  desk.document.actions.putRun({ ...run, patch: patch.id, cutFrom: "base" });
  acceptTake(desk, jobId(77), "Patch");
  const takes = desk.composition.patches[1]!.takes;
  expect(takes.map(({ cutFrom }) => cutFrom)).toEqual(["below", "below", "below", "base"]);
  await desk.dispose();
});

test("an empty canvas, which has nothing to lose, is filled without a selection", async () => {
  const { desk } = stand({ selection: null, runs: [] }, "blank");
  expect(desk.isWhole).toBe(true);
  await desk.dispose();
});

test("the onion skin ends with the move tool, and with the patch it was for", async () => {
  const { desk } = stand();
  const isOnion = () => desk.state.getState().isOnion;
  const lay = () => {
    desk.tools.actions.choose("move");
    desk.state.setState({ isOnion: true });
  };
  lay();
  desk.tools.actions.choose("brush");
  expect(isOnion()).toBe(false);
  lay();
  desk.view.actions.set({ activePatch: desk.composition.patches[0]?.id ?? makePatch(3).id });
  expect(isOnion()).toBe(false);
  desk.tools.actions.choose("move");
  expect(isOnion()).toBe(false);
  await desk.dispose();
});
