// What goes out of documents at the moment, so that it can be taken back.
import type { CompositionId } from "#shared/model/ids.ts";

export interface WaysOut {
  readonly goOut: <T>(id: CompositionId, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  /** Takes back all that goes out of a document. False when nothing does. */
  readonly stop: (id: CompositionId) => boolean;
}

/** @param onDone after each, whatever came of it */
export function createWaysOut(onDone: () => void): WaysOut {
  const underWay = new Map<CompositionId, Set<AbortController>>();
  return {
    goOut: async (id, work) => {
      const controller = new AbortController();
      const all = underWay.get(id) ?? new Set();
      underWay.set(id, all.add(controller));
      try {
        return await work(controller.signal);
      } finally {
        all.delete(controller);
        if (all.size === 0) underWay.delete(id);
        onDone();
      }
    },
    stop: (id) => {
      const all = underWay.get(id) ?? [];
      for (const controller of all) controller.abort();
      return underWay.has(id);
    },
  };
}
