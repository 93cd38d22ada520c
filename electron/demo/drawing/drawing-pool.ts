// A few workers that draw, and the line of jobs before them. Workers start when first needed, stay for
// a while, and end when they have had nothing to do: an idle one holds the memory of its largest picture.
import { Worker } from "node:worker_threads";
import type { DrawJob, DrawResult } from "./draw-job.ts";

/** Draws pictures off the main thread. */
export interface DrawingPool {
  /** Rejects when the signal fires first, when the pool closes, and with the worker's error when it breaks. */
  readonly draw: (job: DrawJob, signal: AbortSignal) => Promise<DrawResult>;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly job: DrawJob;
  readonly signal: AbortSignal;
  readonly resolve: (result: DrawResult) => void;
  readonly reject: (error: Error) => void;
}

const IDLE_MS = 30_000;

const CLOSED = "The drawing pool is closed";
const GONE = "Nobody waits for this picture any more";

/** `idleMs` is how long a worker stays without a picture to draw. */
export function drawingPool(maxWorkers: number, idleMs = IDLE_MS): DrawingPool {
  const line: Waiting[] = [];
  const idle: Worker[] = [];
  const retirements = new WeakMap<Worker, NodeJS.Timeout>();
  const all = new Set<Worker>();
  let isClosed = false;

  const advance = (): void => {
    while (line.length > 0) {
      const worker = idle.pop() ?? (all.size < maxWorkers ? startWorker(all, idle) : undefined);
      if (!worker) return;
      const waiting = line.shift();
      if (waiting) run(worker, waiting);
    }
  };
  const run = (worker: Worker, { job, resolve, reject }: Waiting): void => {
    // Only our own listeners are taken off again: the worker's port stops when all of them go at once.
    const settle = (): void => {
      worker.off("message", done);
      worker.off("error", fail);
      worker.off("exit", ended);
      worker.unref();
    };
    const done = (result: DrawResult): void => {
      settle();
      idle.push(worker);
      retirements.set(worker, setTimeout(retire, idleMs, worker, all, idle).unref());
      resolve(result);
      advance();
    };
    const fail = (error: Error): void => {
      settle();
      void worker.terminate();
      reject(error);
      advance();
    };
    const ended = (): void => fail(new Error("A drawing worker ended in the middle of a picture"));
    worker.on("message", done);
    worker.on("error", fail);
    worker.on("exit", ended);
    clearTimeout(retirements.get(worker));
    worker.ref();
    worker.postMessage(job);
  };
  return {
    draw: (job, signal) =>
      new Promise((resolve, reject) => {
        if (isClosed || signal.aborted) {
          reject(new Error(isClosed ? CLOSED : GONE));
          return;
        }
        const waiting = { job, signal, resolve, reject };
        signal.addEventListener(
          "abort",
          () => {
            const place = line.indexOf(waiting);
            if (place >= 0) line.splice(place, 1);
            reject(new Error(GONE));
          },
          { once: true },
        );
        line.push(waiting);
        advance();
      }),
    close: async () => {
      isClosed = true;
      for (const waiting of line.splice(0)) waiting.reject(new Error(CLOSED));
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

function startWorker(all: Set<Worker>, idle: Worker[]): Worker {
  const worker = new Worker(new URL("./draw-worker.ts", import.meta.url), { name: "demo-drawing" });
  worker.unref();
  all.add(worker);
  // Should one break while it has nothing to do, it is only forgotten.
  worker.on("error", () => forget(worker, all, idle));
  worker.on("exit", () => forget(worker, all, idle));
  return worker;
}

/** Out of the lists first, so that no job is given to a worker that is ending. */
function retire(worker: Worker, all: Set<Worker>, idle: Worker[]): void {
  forget(worker, all, idle);
  void worker.terminate();
}

function forget(worker: Worker, all: Set<Worker>, idle: Worker[]): void {
  all.delete(worker);
  const place = idle.indexOf(worker);
  if (place >= 0) idle.splice(place, 1);
}
