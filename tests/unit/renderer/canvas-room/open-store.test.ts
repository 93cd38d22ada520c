// Documents opened at once: one stays open, and every other desk is left as it should be.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { Composition } from "#shared/model/composition.ts";
import type { CompositionId } from "#shared/model/ids.ts";
import { makeComposition } from "#tests/unit/renderer/canvas/made-documents.ts";
import { noSession } from "#shared/model/composition-step.ts";

/** What the host answers saves and copies with; null for ok. */
let refusal: StudioError | null = null;
const called: string[] = [];
const asked: { id: CompositionId; answer: () => void }[] = [];
vi.mock("#renderer/bridge/bridge.ts", () => ({
  invoke: async (name: string, { id, document: saved }: { id: CompositionId; document?: Composition }) => {
    called.push(name);
    if (name === "composition.create") return { ok: true, value: { document: { id: copy }, revision: 0 } };
    if (name !== "composition.open")
      return refusal === null || saved?.id === copy
        ? { ok: true, value: { revision: 1, savedAt: 1 } }
        : { ok: false, error: refusal };
    const losses = { opening: [], sending: [], flatten: [], png: [], jpeg: [], webp: [], psd: [], copy: [] };
    const base = { file: "there", bitsPerChannel: 8, hasAlpha: false, isCmyk: false, profile: null, losses };
    const document = { ...makeComposition(), id };
    const value = {
      document,
      revision: 1,
      savedAt: 1,
      place: { session: noSession, step: 1 },
      base,
      jobs: [],
    };
    return await new Promise((resolve) => {
      asked.push({ id, answer: () => resolve({ ok: true, value }) });
    });
  },
  onEvent: () => () => undefined,
}));
const { leaveDocument, openDocument, openStore, reopenLast } =
  await import("#renderer/canvas/run/open-store.ts");

const { leaveStore } = await import("#renderer/canvas/run/leave-document.ts");

const unloads = new Set<(event: Event) => void>();
const workers = new Set<object>();
class CountedWorker {
  constructor() {
    workers.add(this);
  }
  addEventListener(): void {}
  postMessage(): void {}
  terminate(): void {
    workers.delete(this);
  }
}

beforeEach(() => {
  refusal = null;
  called.length = 0;
  vi.stubGlobal("addEventListener", (name: string, hear: (event: Event) => void) => {
    if (name === "beforeunload") unloads.add(hear);
  });
  vi.stubGlobal("removeEventListener", (_: string, hear: (event: Event) => void) => unloads.delete(hear));
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("Worker", CountedWorker);
  vi.stubGlobal("localStorage", makeStorage());
  vi.stubGlobal("sessionStorage", makeStorage());
});
afterEach(() => vi.unstubAllGlobals());

type Three = [CompositionId, CompositionId, CompositionId];
const [one, two, copy] = ["00000000000000a1", "00000000000000a2", "00000000000000a3"] as unknown as Three;

function makeStorage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

/** Answers the next question for a document. */
async function answerNext(): Promise<void> {
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));
  asked.shift()!.answer();
}

test("of two documents opened at once the later one stays, and the desk of the other is put away", async () => {
  const both = [openDocument(one), openDocument(two)];
  await answerNext();
  await answerNext();
  await Promise.all(both);
  const state = openStore.getState();
  expect(state.kind === "open" && state.desk.composition.id).toBe(two);
  expect(workers.size).toBe(1);
});

test("leaving while a document opens ends on the list, with nothing left open", async () => {
  const opening = openDocument(one);
  const leaving = leaveDocument();
  await answerNext();
  await Promise.all([opening, leaving]);
  expect(openStore.getState().kind).toBe("list");
  expect(workers.size).toBe(0);
});

async function openChanged() {
  const opening = openDocument(one);
  await answerNext();
  await opening;
  const state = openStore.getState();
  if (state.kind !== "open") throw new Error(state.kind);
  state.desk.document.actions.rename("changed");
  return state.desk;
}

/** True when the browser would ask. */
function isHeld(): boolean {
  const event = new Event("beforeunload", { cancelable: true });
  for (const hear of unloads) hear(event);
  return event.defaultPrevented;
}

const refusals: readonly (StudioError & {
  readonly kind: "not-found" | "stale-revision" | "library-missing";
})[] = [
  { kind: "not-found", what: "composition", id: one },
  { kind: "stale-revision", revision: 8 },
  { kind: "library-missing", folder: "/library" },
];
test.each(refusals)(
  "a document that is not saved ($kind) is left only when the designer says so",
  async (error) => {
    refusal = error;
    const desk = await openChanged();
    const question = async () => {
      await expect.poll(() => leaveStore.getState().question).not.toBeNull();
      return leaveStore.getState().question!;
    };
    const staying = leaveDocument();
    expect(await question()).toMatchObject({ error, canCopy: error.kind !== "library-missing" });
    (await question()).answer("stay");
    await staying;
    expect(openStore.getState()).toEqual({ kind: "open", desk });
    expect(desk.composition.name).toBe("changed");
    expect(isHeld()).toBe(true);

    const other = openDocument(two);
    (await question()).answer(error.kind === "library-missing" ? "lose" : { copyAs: "Copy" });
    await answerNext();
    await other;
    expect(called.includes("composition.create")).toBe(error.kind !== "library-missing");
    expect(openStore.getState()).toMatchObject({ kind: "open", desk: { composition: { id: two } } });
    expect(isHeld()).toBe(false);
    refusal = null;
    await leaveDocument();
    expect([openStore.getState().kind, workers.size, unloads.size]).toEqual(["list", 0, 0]);
  },
);

test("a window opens its own document again, and none that it has left", async () => {
  await openChanged();
  expect(sessionStorage.getItem("inlay.canvas")).toBe(one);
  await leaveDocument();
  // Another window of the same browser has one open.
  localStorage.setItem("inlay.canvas", two);
  await reopenLast();
  expect(openStore.getState().kind).toBe("list");
});
