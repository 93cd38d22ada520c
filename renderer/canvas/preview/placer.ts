// The page's end of the placing worker: a call, and its answer. Lives as long as the document is open.
import type { PlaceAnswer, PlaceCall, PlaceReply, PlaceTask } from "./place-messages.ts";

export type AnswerOf<Kind extends PlaceTask["kind"]> = Extract<PlaceAnswer, { readonly kind: Kind }>;

export type Placer = {
  /** Null: a newer task of the same kind took its place, or the worker broke down. */
  readonly ask: <Task extends PlaceTask>(task: Task) => Promise<AnswerOf<Task["kind"]> | null>;
  readonly dispose: () => void;
};

export function startPlacer(): Placer {
  const waiting = new Map<number, (answer: PlaceAnswer | null) => void>();
  let calls = 0;
  let worker = hire();

  function hire(): Worker {
    const hired = new Worker(new URL("./place-worker.ts", import.meta.url), { type: "module" });
    hired.addEventListener("message", ({ data }: MessageEvent<PlaceReply>) => {
      waiting.get(data.call)?.(data.answer);
      waiting.delete(data.call);
    });
    // A placement that throws is a bug, or memory that ran out: the next task begins with a fresh worker.
    const fail = () => {
      hired.terminate();
      for (const settle of waiting.values()) settle(null);
      waiting.clear();
      worker = hire();
    };
    hired.addEventListener("error", fail);
    return hired;
  }

  return {
    ask: async <Task extends PlaceTask>(task: Task) => {
      const call = ++calls;
      const answer = await new Promise<PlaceAnswer | null>((settle) => {
        waiting.set(call, settle);
        const message: PlaceCall = { call, task };
        worker.postMessage(message);
      });
      // A worker answers a task in kind.
      return answer as AnswerOf<Task["kind"]> | null;
    },
    dispose: () => {
      for (const settle of waiting.values()) settle(null);
      waiting.clear();
      worker.terminate();
    },
  };
}
