// The second thread of the placing worker. Where a page may not share memory between threads, there is none.
import { alone, type Crew, pairWith } from "#shared/pixels/crew.ts";

/** Memory that both threads see, where there can be any. */
export function makeShared(bytes: number): ArrayBuffer | SharedArrayBuffer {
  return crossOriginIsolated ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
}

/** With fewer, the host and the page's own thread need the other core. */
const LEAST_CORES = 4;

/** Who shares the work by now: alone until the second thread has come up, and after it broke down. */
export function startCrew(): () => Crew {
  let crew: Crew = alone;
  if (!crossOriginIsolated || navigator.hardwareConcurrency < LEAST_CORES) return () => crew;
  const second = new Worker(new URL("./crew-worker.ts", import.meta.url), { type: "module" });
  second.addEventListener("message", () => {
    crew = pairWith((call) => second.postMessage(call));
  });
  second.addEventListener("error", () => {
    second.terminate();
    crew = alone;
  });
  return () => crew;
}
