import { serveCall } from "#electron/ipc/serve-call.ts";
import { contractSuite } from "./contract-suite.ts";

contractSuite("in process", async ({ handlers, log, events }) => ({
  invoke: async (name, input) =>
    await serveCall(handlers, log, name, { kind: "value", value: input }, { isOwnPage: true }),
  listen: async (listener) => void events.subscribe(({ event }) => listener(event)),
  close: async () => undefined,
}));
