// Documents opened at once: one stays open, and every other desk is left as it should be.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CompositionId } from "#shared/model/ids.ts";
import { makeComposition } from "#tests/unit/renderer/canvas/made-documents.ts";
import { noSession } from "#shared/model/composition-step.ts";

const asked: { id: CompositionId; answer: () => void }[] = [];
vi.mock("#renderer/bridge/bridge.ts", () => ({
  invoke: async (name: string, { id }: { id: CompositionId }) => {
    if (name !== "composition.open") return { ok: true, value: { revision: 1, savedAt: 1 } };
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
const { leaveDocument, openDocument, openStore } = await import("#renderer/canvas/run/open-store.ts");

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
  vi.stubGlobal("Worker", CountedWorker);
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

const [one, two] = ["00000000000000a1", "00000000000000a2"] as unknown as [CompositionId, CompositionId];

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
