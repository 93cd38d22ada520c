// Judges a request to the loopback server by its headers: from our own page, or from somewhere else. Pure.

/** The headers that count. */
export interface RequestFacts {
  readonly method: string;
  readonly isPublicPath: boolean;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly fetchMode: string | undefined;
}

/** Names under which the server may be addressed; any other is an attempt to rebind a name to this machine. */
function allowedHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

/** Why a request is refused, for the log; null when its headers are in order. The session is another question. */
export function explainRefusal(facts: RequestFacts, port: number): string | null {
  const { host, origin, fetchSite } = facts;
  if (host === undefined || !allowedHosts(port).includes(host)) return "host";
  if (origin !== undefined && origin !== `http://${host}`) return "origin";
  if (isWrite(facts.method)) {
    // Every browser names the origin of a POST; what does not is no page of ours.
    if (origin === undefined) return "origin";
    return fetchSite === undefined || fetchSite === "same-origin" ? null : "fetch-site";
  }
  if (fetchSite === undefined || fetchSite === "same-origin" || fetchSite === "none") return null;
  // Following a link to the page's own files does no harm; anything else from elsewhere is none of their business.
  return facts.isPublicPath && facts.fetchMode === "navigate" ? null : "fetch-site";
}

function isWrite(method: string): boolean {
  return method !== "GET" && method !== "HEAD";
}
