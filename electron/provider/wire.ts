// One connection for one request, and an end to all of them. A pooled connection that idled since the last request may
// be half closed, and would leave doubt whether a request arrived; minutes of work outweigh one handshake.
import { Client } from "undici";
import { createConnector, trustedAuthorities, type ConnectorOptions } from "./connector.ts";

export type WireOptions = Pick<ConnectorOptions, "proxyFor"> & {
  readonly extraCaPem: string;
  readonly connectLimitMs: number;
};

export type Wire = {
  /** Lends a client for one request to an origin, and destroys it afterwards. `onlyPublicBut` as in the connector. */
  readonly use: <T>(
    origin: string,
    how: Pick<ConnectorOptions, "signal" | "onlyPublicBut">,
    run: (client: Client) => Promise<T>,
  ) => Promise<T>;
  /** Cuts what is open. */
  readonly close: () => Promise<void>;
};

export function createWire(options: WireOptions): Wire {
  const authorities = trustedAuthorities(options.extraCaPem);
  const open = new Set<Client>();
  return {
    use: async (origin, how, run) => {
      const { proxyFor, connectLimitMs: limitMs } = options;
      const client = new Client(origin, {
        connect: createConnector({ proxyFor, authorities, limitMs, ...how }),
        allowH2: false,
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      open.add(client);
      try {
        return await run(client);
      } finally {
        open.delete(client);
        await client.destroy();
      }
    },
    close: async () => {
      await Promise.all([...open].map(async (client) => await client.destroy()));
    },
  };
}
