// Opens connections for undici: direct, or through a proxy's CONNECT tunnel, with extra certificate authorities.
// Every failure is a ConnectFailure, which proves that nothing of a request was written.
import { isIP, type Socket } from "node:net";
import { getCACertificates } from "node:tls";
import { buildConnector } from "undici";
import { guardedLookup, guardProxied, isTrusted } from "#electron/platform/outbound-guard.ts";
import { ConnectFailure, explainConnectError } from "./connect-failure.ts";

// Not by an import: that reads every export of the module, and one of them loads Node's whole fetch.
const { request: httpRequest } = process.getBuiltinModule("node:http");
const { request: httpsRequest } = process.getBuiltinModule("node:https");

export type ConnectorOptions = {
  /** The proxy for an address, or null. */
  readonly proxyFor: (target: URL) => Promise<URL | null>;
  /** From `trustedAuthorities`. */
  readonly authorities: { readonly ca?: string[] };
  readonly limitMs: number;
  /** Everywhere but at this origin, only public addresses are connected to; without it, any is. */
  readonly onlyPublicBut?: string;
  /** Ends the wait for a connection; undici itself heeds a signal only once it stands. */
  readonly signal: AbortSignal;
};

/** The authorities to trust when some are added to the usual ones. */
export function trustedAuthorities(extraCaPem: string): { readonly ca?: string[] } {
  const extra = extraCaPem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g);
  return extra === null ? {} : { ca: [...getCACertificates("default"), ...extra] };
}

export function createConnector(options: ConnectorOptions): buildConnector.connector {
  const { authorities } = options;
  const basics = { ...authorities, allowH2: false, timeout: options.limitMs };
  const plain = buildConnector(basics);
  const guarded = buildConnector({ ...basics, lookup: guardedLookup() });

  async function open(to: buildConnector.Options): Promise<Socket> {
    const target = new URL(`${to.protocol}//${to.hostname}${to.port ? `:${to.port}` : ""}`);
    const proxy = await options.proxyFor(target);
    const isFree = options.onlyPublicBut === undefined || isTrusted(target, options.onlyPublicBut);
    if (proxy === null) return await connectWith(isFree ? plain : guarded, to);
    if (!isFree) await guardProxied(target.hostname);
    const tunnel = await openTunnel(target, proxy, { ...authorities, limitMs: options.limitMs });
    if (target.protocol !== "https:") return tunnel;
    return await connectWith(plain, { ...to, httpSocket: tunnel });
  }

  async function answer(to: buildConnector.Options, callback: buildConnector.Callback): Promise<void> {
    let socket: Socket;
    try {
      socket = await unlessAborted(open(to), options.signal);
    } catch (error) {
      const isKnown = error instanceof ConnectFailure;
      callback(isKnown ? error : new ConnectFailure(explainConnectError(error, to.hostname), error), null);
      return;
    }
    callback(null, socket);
  }

  return (to, callback) => void answer(to, callback);
}

/** A socket that comes too late is closed. */
async function unlessAborted(opening: Promise<Socket>, signal: AbortSignal): Promise<Socket> {
  return await new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(new ConnectFailure({ kind: "cancelled" }));
      opening.then(
        (socket) => socket.destroy(),
        () => undefined,
      );
    };
    if (signal.aborted) {
      stop();
      return;
    }
    signal.addEventListener("abort", stop, { once: true });
    opening.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

function connectWith(connector: buildConnector.connector, to: buildConnector.Options): Promise<Socket> {
  return new Promise((resolve, reject) => {
    connector(to, (error, socket) => (error === null ? resolve(socket) : reject(error)));
  });
}

function openTunnel(
  target: URL,
  proxy: URL,
  options: { readonly limitMs: number; readonly ca?: string[] },
): Promise<Socket> {
  const port = target.port === "" ? (target.protocol === "https:" ? "443" : "80") : target.port;
  const authority = `${target.hostname}:${port}`;
  const refuse = (status: number | null, cause?: unknown): ConnectFailure =>
    new ConnectFailure({ kind: "proxy-refused", host: proxy.host, status }, cause);
  return new Promise((resolve, reject) => {
    const ask = proxy.protocol === "https:" ? httpsRequest : httpRequest;
    const request = ask({
      host: unbracket(proxy.hostname),
      port: proxy.port === "" ? (proxy.protocol === "https:" ? 443 : 80) : proxy.port,
      method: "CONNECT",
      path: authority,
      agent: false,
      headers: { host: authority, ...proxyCredentials(proxy) },
      ...(options.ca ? { ca: options.ca } : {}),
    });
    const timer = setTimeout(() => request.destroy(refuse(null)), options.limitMs);
    request.once("connect", (reply, socket: Socket, head: Buffer) => {
      clearTimeout(timer);
      if (reply.statusCode === 200) {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
      } else {
        socket.destroy();
        reject(refuse(reply.statusCode ?? null));
      }
    });
    // A proxy that answers CONNECT like an ordinary request.
    request.once("response", (reply) => {
      clearTimeout(timer);
      reply.destroy();
      reject(refuse(reply.statusCode ?? null));
    });
    request.once("error", (error) => {
      clearTimeout(timer);
      reject(error instanceof ConnectFailure ? error : refuse(null, error));
    });
    request.end();
  });
}

function proxyCredentials(proxy: URL): { "proxy-authorization"?: string } {
  if (proxy.username === "" && proxy.password === "") return {};
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(pair).toString("base64")}` };
}

function unbracket(hostname: string): string {
  const inner = hostname.replace(/^\[|\]$/g, "");
  return isIP(inner) === 6 ? inner : hostname;
}
