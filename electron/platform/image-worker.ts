// The worker's end of the codec: takes one task after the other and answers each.
import { parentPort } from "node:worker_threads";
import type { WorkerAnswer } from "./image-pool.ts";
import type { ImageAnswer, ImageTask } from "./image-task.ts";
import { decoderBytes } from "./load-decoder.ts";
import { runImageTask } from "./run-image-task.ts";

const port = parentPort;
if (!port) throw new Error("image-worker.ts runs only as a worker");

/** A decoder that has come to hold more than this is thrown away: a new one starts at 30 MB. */
const heavyBytes = 200_000_000;

port.on("message", (task: ImageTask) => {
  void runImageTask(task).then((answer) => {
    port.postMessage({ answer, heavy: isHeavy(answer) } satisfies WorkerAnswer);
  });
});

function isHeavy(answer: ImageAnswer): boolean {
  return decoderBytes() > heavyBytes || (!answer.ok && answer.reason === "unreadable");
}
