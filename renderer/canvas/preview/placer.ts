// The page's end of the placing worker: a call, and its answer. Lives as long as the document is open.
import type { PlaceAnswer, PlaceCall, PlacedLayer, PlaceReply, PlaceTask } from "./place-messages.ts";

export type AnswerOf<Kind extends PlaceTask["kind"]> = Extract<PlaceAnswer, { readonly kind: Kind }>;

export type Placer = {
  /**
   * Null: a newer task took its place, or the document is left. "failed": the worker broke down on it, for want of memory.
   * `onLaid` is given each layer of a "stack" that was never shown as soon as it stands.
   */
  readonly ask: <Task extends PlaceTask>(
    task: Task,
    onLaid?: (layer: PlacedLayer) => void,
  ) => Promise<AnswerOf<Task["kind"]> | "failed" | null>;
  readonly dispose: () => void;
};

type Waiting = {
  readonly task: PlaceTask;
  readonly onLaid: ((layer: PlacedLayer) => void) | undefined;
  readonly settle: (answer: PlaceAnswer | "failed" | null) => void;
};

export function startPlacer(): Placer {
  /** Oldest first: the worker is at work on the first. */
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let worker = hire();

  function hire(): Worker {
    const hired = new Worker(new URL("./place-worker.ts", import.meta.url), { type: "module" });
    hired.addEventListener("message", ({ data }: MessageEvent<PlaceReply>) => {
      if ("laid" in data) return waiting.get(data.call)?.onLaid?.(data.laid);
      waiting.get(data.call)?.settle(data.answer);
      waiting.delete(data.call);
      return undefined;
    });
    // A placement that throws is a bug, or memory that ran out: a fresh worker goes on with the tasks that waited behind it.
    const fail = () => {
      hired.terminate();
      worker = hire();
      const [first] = waiting;
      if (first !== undefined) {
        waiting.delete(first[0]);
        first[1].settle("failed");
      }
      for (const [call, { task }] of waiting) worker.postMessage({ call, task } satisfies PlaceCall);
    };
    hired.addEventListener("error", fail);
    return hired;
  }

  return {
    ask: async <Task extends PlaceTask>(task: Task, onLaid?: (layer: PlacedLayer) => void) => {
      const call = ++calls;
      const answer = await new Promise<PlaceAnswer | "failed" | null>((settle) => {
        waiting.set(call, { task, onLaid, settle });
        worker.postMessage({ call, task } satisfies PlaceCall);
      });
      // A worker answers a task in kind.
      return answer as AnswerOf<Task["kind"]> | "failed" | null;
    },
    dispose: () => {
      for (const { settle } of waiting.values()) settle(null);
      waiting.clear();
      worker.terminate();
    },
  };
}
