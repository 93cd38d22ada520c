// `usage.*`: what was used, what it cost, and the budget that holds the queue back.
import { ok } from "#shared/errors/result.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import type { PriceTable } from "#shared/model/settings.ts";
import type { LibrarySession } from "#electron/hosts/library-session.ts";
import { readUsageTable } from "#electron/hosts/usage-table.ts";

type UsageHandlers = Pick<Handlers, Extract<keyof Handlers, `usage.${string}`>>;

export interface UsageParts {
  readonly session: Pick<LibrarySession, "current">;
  readonly prices: () => PriceTable;
}

export function usageHandlers({ session, prices }: UsageParts): UsageHandlers {
  return {
    "usage.table": async ({ from, to, by, demo }) => {
      const shelf = session.current();
      if (!shelf.ok) return shelf;
      const { library, queue } = shelf.value;
      const sources = { library: library.usage, beside: queue.usageBeside, prices: prices() };
      return await readUsageTable(sources, { from, to, by, engine: demo ? "demo" : "api" });
    },
    "usage.budget": async () => {
      const shelf = session.current();
      return shelf.ok ? ok(shelf.value.queue.budget()) : shelf;
    },
    "usage.allowMore": async () => {
      const shelf = session.current();
      return shelf.ok ? shelf.value.queue.allowMore() : shelf;
    },
  };
}
