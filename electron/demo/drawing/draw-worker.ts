// The worker's end: takes one job after the other and answers each. All drawing starts here.
import { parentPort } from "node:worker_threads";
import type { DrawJob, DrawResult } from "./draw-job.ts";
import { drawPicture } from "./draw-picture.ts";

const port = parentPort;
if (!port) throw new Error("draw-worker.ts runs only as a worker");

port.on("message", (job: DrawJob) => {
  void drawPicture(job).then((result: DrawResult) => {
    port.postMessage(result, result.ok ? [result.bytes.buffer] : []);
  });
});
