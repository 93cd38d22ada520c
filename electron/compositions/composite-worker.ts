// The worker's end: one task after the other, progress while it lasts, one answer each.
import { parentPort } from "node:worker_threads";
import { systemCode } from "#electron/platform/durable-file.ts";
import { CompositeFailed, type CompositeAnswer, type CompositeTask } from "./composite-task.ts";
import type { WorkerMessage } from "./composite-line.ts";
import { runCompositeTask } from "./run-composite-task.ts";

const port = parentPort;
if (!port) throw new Error("composite-worker.ts runs only as a worker");
const main = port;

main.on("message", (task: CompositeTask) => void work(task));

async function work(task: CompositeTask): Promise<void> {
  try {
    const answer = await runCompositeTask(task, (done) =>
      main.postMessage({ kind: "progress", done } satisfies WorkerMessage),
    );
    main.postMessage({ kind: "done", answer } satisfies WorkerMessage, transferOf(answer));
  } catch (error) {
    main.postMessage(explain(error));
  }
}

function transferOf(answer: CompositeAnswer): ArrayBuffer[] {
  return answer.kind === "pixels" && answer.data.buffer instanceof ArrayBuffer ? [answer.data.buffer] : [];
}

function explain(error: unknown): WorkerMessage {
  if (error instanceof CompositeFailed) return { kind: "failed", failure: error.failure };
  if (error instanceof RangeError && /allocation failed|Invalid (typed )?array length/i.test(error.message))
    return { kind: "failed", failure: { reason: "memory" } };
  const code = systemCode(error);
  if (code !== null)
    return { kind: "failed", failure: { reason: "system", code, isWriting: code !== "ENOENT" } };
  return { kind: "bug", stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
