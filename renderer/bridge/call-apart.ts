// The page's side of the worker that makes calls: those that are made while the page draws cost its thread a message then,
// and not a request. Until the worker stands, and where it does not, there is nobody.
import type { Envelope } from "./transport.ts";
import { hostUnreachable } from "./transport.ts";
import type { ApartAnswer, ApartAsk } from "./call-worker.ts";

/** Makes a call from another thread; null when it cannot (yet): the caller then makes it by itself. */
export type CallApart = (name: string, input: unknown) => Promise<Envelope> | null;

export function createCallApart(): CallApart {
  let worker: Worker | null | undefined;
  let isReady = false;
  let asked = 0;
  const waiting = new Map<number, (answer: Envelope) => void>();
  const start = (): Worker => {
    const started = new Worker(new URL("./call-worker.ts", import.meta.url), { type: "module" });
    started.addEventListener("message", ({ data }: MessageEvent<ApartAnswer | "ready">) => {
      if (data === "ready") {
        isReady = true;
        return;
      }
      waiting.get(data.id)?.(data.answer);
      waiting.delete(data.id);
    });
    started.addEventListener("error", () => {
      started.terminate();
      worker = null;
      for (const answer of waiting.values()) answer(hostUnreachable);
      waiting.clear();
    });
    return started;
  };
  return (name, input) => {
    if (worker === undefined) worker = start();
    if (worker === null || !isReady) return null;
    const ask: ApartAsk = { id: ++asked, name, input };
    const answered = new Promise<Envelope>((answer) => waiting.set(ask.id, answer));
    worker.postMessage(ask);
    return answered;
  };
}
