// Which proxy a request takes: none, the one that is set, the environment's or the system's.
import type { ImageClientOptions } from "./send-call.ts";

type ProxySource = Pick<ImageClientOptions, "proxy" | "environment" | "systemProxy">;

/** The proxy for an address, or null for a direct connection. Loopback addresses are always direct. */
export async function chooseProxy(target: URL, source: ProxySource): Promise<URL | null> {
  if (isLoopback(target.hostname)) return null;
  const { proxy } = source;
  if (proxy.mode === "address") return readProxy(proxy.url);
  if (proxy.mode === "environment") return environmentProxy(target, source.environment);
  return proxy.mode === "system" ? readProxy((await source.systemProxy?.(target.href)) ?? "") : null;
}

function environmentProxy(target: URL, environment: ProxySource["environment"]): URL | null {
  const read = (name: string): string => environment[name.toLowerCase()] ?? environment[name] ?? "";
  if (isExempt(target, read("NO_PROXY"))) return null;
  const own = read(target.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY");
  return readProxy(own === "" ? read("ALL_PROXY") : own);
}

/** Only http and https proxies; `host:port` without a scheme is taken as http, as other programs do. */
function readProxy(text: string): URL | null {
  if (text === "") return null;
  const address = URL.parse(text.includes("://") ? text : `http://${text}`);
  return address && /^https?:$/.test(address.protocol) ? address : null;
}

/** NO_PROXY: names with or without a leading dot, each good for its subdomains; `name:port`; `*` for all. */
function isExempt(target: URL, list: string): boolean {
  const host = target.hostname.toLowerCase();
  const port = target.port === "" ? (target.protocol === "https:" ? "443" : "80") : target.port;
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      if (entry === "*") return true;
      const [, name = entry, onlyPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      const suffix = name.replace(/^\*?\./, "");
      return (
        (onlyPort === undefined || onlyPort === port) && (host === suffix || host.endsWith(`.${suffix}`))
      );
    });
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
