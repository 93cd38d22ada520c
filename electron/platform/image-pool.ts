// A few workers that decode, and the line of tasks before them. Workers start when first needed, are killed when a
// picture takes too long, and are replaced when they have come to hold much, because WebAssembly memory never shrinks.
import { Worker } from "node:worker_threads";
import type { ImageAnswer, ImageTask } from "./image-task.ts";

export interface ImagePool {
  readonly run: (task: ImageTask) => Promise<ImageAnswer>;
  readonly close: () => Promise<void>;
}

export type ImagePoolOptions = { readonly workers: number; readonly timeoutMs: number };

/** What a worker posts back; `heavy` asks for a fresh worker. */
export type WorkerAnswer = { readonly answer: ImageAnswer; readonly heavy: boolean };

interface Waiting {
  readonly task: ImageTask;
  readonly resolve: (answer: ImageAnswer) => void;
}

export function createImagePool({ workers, timeoutMs }: ImagePoolOptions): ImagePool {
  const line: Waiting[] = [];
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const stopRunning = new Set<() => void>();
  let isClosed = false;

  const advance = (): void => {
    while (line.length > 0) {
      const worker = idle.pop() ?? (all.size < workers ? start() : undefined);
      const waiting = worker && line.shift();
      if (!worker || !waiting) return;
      run(worker, waiting);
    }
  };
  const start = (): Worker => {
    const worker = new Worker(new URL("./image-worker.ts", import.meta.url), {
      name: "image",
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    worker.unref();
    all.add(worker);
    return worker;
  };
  const drop = (worker: Worker): void => {
    all.delete(worker);
    // A worker that dies while it is being ended has nobody left to tell.
    worker.on("error", () => undefined);
    void worker.terminate();
  };
  const run = (worker: Worker, { task, resolve }: Waiting): void => {
    worker.ref();
    const settle = (answer: ImageAnswer, isUsable: boolean): void => {
      clearTimeout(timer);
      stopRunning.delete(stop);
      // Each by name: `removeAllListeners` also takes Node's own, and the worker would never answer again.
      worker.off("message", receive).off("error", stop).off("exit", stop);
      worker.unref();
      if (isUsable) idle.push(worker);
      else drop(worker);
      resolve(answer);
      if (!isClosed) advance();
    };
    const stop = (): void => settle(refused("unreadable"), false);
    const receive = ({ answer, heavy }: WorkerAnswer): void => settle(answer, !heavy);
    const timer = setTimeout(() => settle(refused("too-slow", { limitMs: timeoutMs }), false), timeoutMs);
    stopRunning.add(stop);
    worker.on("message", receive);
    // The decoder broke, or ran out of memory: the file is at fault, the next one gets a fresh worker.
    worker.on("error", stop);
    worker.on("exit", stop);
    worker.postMessage(task);
  };
  return {
    run: (task) =>
      new Promise((resolve) => {
        if (isClosed) {
          resolve(refused("unreadable"));
          return;
        }
        line.push({ task, resolve });
        advance();
      }),
    close: async () => {
      isClosed = true;
      for (const waiting of line.splice(0)) waiting.resolve(refused("unreadable"));
      for (const stop of stopRunning) stop();
      await Promise.all([...all].map((worker) => worker.terminate()));
      all.clear();
    },
  };
}

function refused(reason: "unreadable" | "too-slow", values: Record<string, number> = {}): ImageAnswer {
  return { ok: false, reason, values };
}
