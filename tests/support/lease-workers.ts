// Keeps the picture workers of closed pools for the next pool of the same process, as one long run of the app would use
// them: starting one costs a second, most of it for the decoder. Whoever ends a worker at work really ends it.
import { syncBuiltinESMExports } from "node:module";
import type { Worker, WorkerOptions } from "node:worker_threads";

const kept = /\/(image|composite|draw)-worker\.ts$/;
const mostSpares = 2;

const threads = process.getBuiltinModule("node:worker_threads");
const spares = new Map<string, Worker[]>();
const mark = Symbol.for("inlay.tests.leased-workers");

/** The worker as its pool sees it: an end of it gives it back, and takes off every listener that the pool has put on. */
function lease(RealWorker: typeof Worker, url: URL, options: WorkerOptions | undefined): Worker {
  const key = `${url.href} ${JSON.stringify(options)}`;
  const shelf = spares.get(key) ?? [];
  spares.set(key, shelf);
  const worker = shelf.pop() ?? new RealWorker(url, options);
  const heard: (readonly [string, (...values: unknown[]) => void])[] = [];
  let unanswered = 0;
  let isOver = false;
  let isHeavy = false;
  const listen = (event: string, hear: (...values: unknown[]) => void): Worker => {
    heard.push([event, hear]);
    return worker.on(event, hear);
  };
  listen("message", (message) => {
    const isOnTheWay =
      typeof message === "object" && message !== null && "kind" in message && message.kind === "progress";
    if (!isOnTheWay) unanswered -= 1;
    // What it holds is why its pool lets it go.
    isHeavy ||=
      typeof message === "object" && message !== null && "heavy" in message && message.heavy === true;
  });
  listen("exit", () => void (isOver = true));
  const changed: Partial<Record<string | symbol, unknown>> = {
    on: listen,
    postMessage: (value: unknown) => {
      unanswered += 1;
      worker.postMessage(value);
    },
    terminate: async () => {
      if (isOver) return 0;
      isOver = true;
      if (isHeavy || unanswered > 0 || shelf.length >= mostSpares) return await worker.terminate();
      for (const [event, hear] of heard) worker.off(event, hear);
      worker.unref();
      shelf.push(worker);
      return 0;
    },
  };
  return new Proxy(worker, {
    get: (target, name) => {
      if (name in changed) return changed[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

if (!(mark in threads)) {
  const RealWorker = threads.Worker;
  const leased = new Proxy(RealWorker, {
    construct: (target, [url, options]: [string | URL, WorkerOptions?]) =>
      url instanceof URL && kept.test(url.pathname)
        ? lease(RealWorker, url, options)
        : new target(url, options),
  });
  Object.assign(threads, { Worker: leased, [mark]: true });
  syncBuiltinESMExports();
}
