// The page's side of the worker that applies operations to masks. It starts with the first question.
import type { MaskWork } from "./region-masks.ts";
import type { MaskAnswer, MaskAsk } from "./mask-worker.ts";
import { shareFullTiles, type TiledMask } from "./tiled-mask.ts";

/** Work in a worker of its own; `dispose` ends it, and whoever waits gets null. */
export function createMaskWork(): MaskWork {
  let worker: Worker | null = null;
  let asked = 0;
  const waiting = new Map<number, (mask: TiledMask | null) => void>();
  const stop = () => {
    worker?.terminate();
    worker = null;
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  };
  const start = () => {
    const started = new Worker(new URL("./mask-worker.ts", import.meta.url), { type: "module" });
    started.addEventListener("message", ({ data }: MessageEvent<MaskAnswer>) => {
      waiting.get(data.id)?.(data.mask === null ? null : shareFullTiles(data.mask));
      waiting.delete(data.id);
    });
    started.addEventListener("error", stop);
    return started;
  };
  return {
    apply: async (mask, operations) => {
      worker ??= start();
      const id = ++asked;
      const ask: MaskAsk = { id, mask, operations };
      return await new Promise((resolve) => {
        waiting.set(id, resolve);
        worker?.postMessage(ask);
      });
    },
    dispose: stop,
  };
}
