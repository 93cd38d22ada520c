// Starts the demo engine when it has to answer for the first time, and again when its drift is changed.
import type { DemoEngine, DemoEngineOptions } from "#electron/demo/demo-engine.ts";
import type { Settings } from "#shared/model/settings.ts";

type Drift = Settings["demo"]["drift"];

export interface LazyDemoEngine {
  /** Base URL of a running engine with this drift. Rejects when no port can be opened. */
  readonly address: (drift: Drift) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Engines of another drift stay until the end: a request may still be with them, and there are four at most. */
export function createLazyDemoEngine(latencyMs?: number): LazyDemoEngine {
  const running = new Map<Drift, Promise<DemoEngine>>();
  return {
    address: async (drift) => {
      const engine = running.get(drift) ?? start(latencyMs === undefined ? { drift } : { drift, latencyMs });
      running.set(drift, engine);
      try {
        return (await engine).url;
      } catch (error) {
        running.delete(drift);
        throw error;
      }
    },
    close: async () => {
      const engines = await Promise.allSettled(running.values());
      running.clear();
      for (const engine of engines) if (engine.status === "fulfilled") await engine.value.close();
    },
  };
}

/** Its code is loaded with it: most starts of the app never need it. */
async function start(options: DemoEngineOptions): Promise<DemoEngine> {
  const { startDemoEngine } = await import("#electron/demo/demo-engine.ts");
  return await startDemoEngine(options);
}
