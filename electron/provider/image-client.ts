// The API over HTTP: sends one request, once, and brings the picture to disk as it streams in. Knows the two
// endpoints and their failures, and nothing of jobs or libraries.
import { checkEndpoint } from "./check-endpoint.ts";
import { chooseProxy } from "./choose-proxy.ts";
import { fetchPicture } from "./fetch-picture.ts";
import type { ImageClient, ImageClientOptions } from "./send-call.ts";
import { sendRequest } from "./send-request.ts";
import { createWire } from "./wire.ts";

const defaultWholeLimitMs = 20 * 60_000;
const defaultConnectLimitMs = 30_000;

/** A client for one set of network settings; another set takes another client. */
export function createImageClient(options: ImageClientOptions): ImageClient {
  const proxyFor = async (target: URL): Promise<URL | null> => await chooseProxy(target, options);
  const wire = createWire({
    proxyFor,
    extraCaPem: options.extraCaPem,
    connectLimitMs: options.connectLimitMs ?? defaultConnectLimitMs,
  });
  const wholeLimitMs = options.wholeLimitMs ?? defaultWholeLimitMs;
  return {
    send: async (prepared, call) => await sendRequest({ wire, wholeLimitMs }, prepared, call),
    checkEndpoint: async (access, signal = AbortSignal.timeout(90_000)) =>
      await checkEndpoint(access, { wire, proxyFor, signal }),
    fetchPicture: async (address, keep) => await fetchPicture(address, { wire, trustedOrigin: "" }, keep),
    close: wire.close,
  };
}
