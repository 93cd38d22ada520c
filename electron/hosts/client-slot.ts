// Keeps one image client that fits the present network settings. A client that no longer fits is closed when the last
// request on it has ended, never under it. The client's code is loaded with the first: no start of the app waits for it.
import type { ImageClient, ImageClientOptions } from "#electron/provider/send-call.ts";

export interface ClientSlot {
  /** Runs with a client for the settings of this moment. */
  readonly use: <T>(run: (client: ImageClient) => Promise<T>) => Promise<T>;
  /** Cuts what is open. */
  readonly close: () => Promise<void>;
}

interface Holding {
  readonly fits: string;
  readonly client: ImageClient;
  users: number;
}

export function createClientSlot(wanted: () => ImageClientOptions): ClientSlot {
  const all = new Set<Holding>();
  let newest: Holding | null = null;

  const closeIfRetired = async (holding: Holding): Promise<void> => {
    if (holding.users > 0 || holding === newest || !all.delete(holding)) return;
    await holding.client.close();
  };
  const take = (create: (options: ImageClientOptions) => ImageClient): Holding => {
    const options = wanted();
    const fits = JSON.stringify([options.proxy, options.extraCaPem]);
    if (newest?.fits === fits) return newest;
    const former = newest;
    newest = { fits, client: create(options), users: 0 };
    all.add(newest);
    if (former !== null) void closeIfRetired(former);
    return newest;
  };
  return {
    use: async (run) => {
      const { createImageClient } = await import("#electron/provider/image-client.ts");
      const holding = take(createImageClient);
      holding.users += 1;
      try {
        return await run(holding.client);
      } finally {
        holding.users -= 1;
        await closeIfRetired(holding);
      }
    },
    close: async () => {
      const closing = [...all].map(async ({ client }) => await client.close());
      all.clear();
      newest = null;
      await Promise.all(closing);
    },
  };
}
