// The API over HTTP: sends one request, once, and brings the picture to disk as it streams in. Knows the two
// endpoints and their failures, and nothing of jobs or libraries.
import { Agent } from "undici";
import { checkEndpoint } from "./check-endpoint.ts";
import { chooseProxy } from "./choose-proxy.ts";
import { createConnector } from "./connector.ts";
import type { ImageClient, ImageClientOptions } from "./send-call.ts";
import { sendRequest, type Wire } from "./send-request.ts";

const defaultWholeLimitMs = 20 * 60_000;
const defaultConnectLimitMs = 30_000;

/** A client for one set of network settings; another set takes another client. */
export function createImageClient(options: ImageClientOptions): ImageClient {
  const proxyFor = async (target: URL): Promise<URL | null> => await chooseProxy(target, options);
  const reach = {
    proxyFor,
    extraCaPem: options.extraCaPem,
    limitMs: options.connectLimitMs ?? defaultConnectLimitMs,
  };
  const agent = new Agent({ connect: createConnector(reach), allowH2: false });
  const wire: Wire = {
    agent,
    resultAgent: (trustedOrigin) =>
      new Agent({ connect: createConnector({ ...reach, onlyPublicBut: trustedOrigin }), allowH2: false }),
    wholeLimitMs: options.wholeLimitMs ?? defaultWholeLimitMs,
  };
  return {
    send: async (prepared, call) => await sendRequest(wire, prepared, call),
    checkEndpoint: async (access, signal = AbortSignal.timeout(90_000)) =>
      await checkEndpoint(access, { agent, proxyFor, signal }),
    close: async () => await agent.destroy(),
  };
}
