// Reads what the system says about proxies. Pure.

/**
 * The first proxy of a PAC result such as `PROXY a:8080; DIRECT` that speaks HTTP, as an address; null for a direct
 * connection. SOCKS proxies are passed over: the provider speaks none.
 */
export function parseProxyList(text: string): string | null {
  for (const entry of text.split(";")) {
    const [kind = "", host = ""] = entry.trim().split(/\s+/);
    const name = kind.toUpperCase();
    if (name === "DIRECT") return null;
    if (name !== "PROXY" && name !== "HTTP" && name !== "HTTPS") continue;
    const address = `${name === "HTTPS" ? "https" : "http"}://${host}`;
    if (host !== "" && URL.canParse(address)) return address;
  }
  return null;
}
