// The worker's end of the codec: takes one task after the other and answers each.
import { parentPort } from "node:worker_threads";
import type { WorkerAnswer } from "./image-pool.ts";
import type { ImageAnswer, ImageTask } from "./image-task.ts";
import { runImageTask } from "./run-image-task.ts";

const port = parentPort;
if (!port) throw new Error("image-worker.ts runs only as a worker");

/** Above this a decode may have grown the decoder's memory for good. */
const heavyPixels = 40_000_000;

port.on("message", (task: ImageTask) => {
  void runImageTask(task).then((answer) => {
    port.postMessage({ answer, heavy: isHeavy(answer) } satisfies WorkerAnswer);
  });
});

function isHeavy(answer: ImageAnswer): boolean {
  if (!answer.ok) return answer.reason === "unreadable";
  const facts = "facts" in answer.value ? answer.value.facts : answer.value;
  return "widthPx" in facts && facts.widthPx * facts.heightPx > heavyPixels;
}
