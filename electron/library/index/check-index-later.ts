// Checks an index that is too large to be looked through at the start, when the start is over.
import { Worker } from "node:worker_threads";

/** Calls `onDamage` at most once; the returned function calls the check off. */
export function checkIndexLater(path: string, delayMs: number, onDamage: () => void): () => void {
  let worker: Worker | null = null;
  const timer = setTimeout(() => {
    worker = new Worker(new URL("./check-index-worker.ts", import.meta.url), {
      name: "index check",
      workerData: path,
    });
    worker.unref();
    worker.once("message", (isSound) => {
      if (isSound === false) onDamage();
    });
    // A check that cannot be made finds nothing.
    worker.once("error", () => undefined);
  }, delayMs);
  timer.unref();
  return () => {
    clearTimeout(timer);
    worker?.removeAllListeners("message");
    void worker?.terminate();
  };
}
