// From the base URL that a person typed to the address of a call.

/** The address of `/v1/…` below a base URL that may or may not end in `/v1` or `/`. */
export function apiAddress(baseUrl: string, path: `/v1/${string}`): URL {
  const base = new URL(baseUrl);
  const folder = base.pathname.replace(/\/+$/, "").replace(/\/v1$/, "");
  return new URL(`${base.origin}${folder}${path}`);
}
