// A second thread for whoever places takes, for as long as a document is composed. Runs in workers: placing waits for it.
import { Worker } from "node:worker_threads";
import { alone, type Crew, pairWith } from "#shared/pixels/crew.ts";

export type SecondThread = {
  /** Who shares the work by now: alone until the thread has come up, and after it broke down. */
  readonly crew: () => Crew;
  readonly dispose: () => Promise<void>;
};

export function startSecondThread(): SecondThread {
  let crew: Crew = alone;
  const second = new Worker(new URL("./crew-worker.ts", import.meta.url), { name: "crew" });
  second.unref();
  second.once("message", () => {
    crew = pairWith((call) => second.postMessage(call));
  });
  second.on("error", () => {
    crew = alone;
  });
  return {
    crew: () => crew,
    dispose: async () => {
      crew = alone;
      await second.terminate();
    },
  };
}
