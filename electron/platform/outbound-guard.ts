// Which addresses the app may fetch pictures from (A1 to A3). Judges addresses; opens no connection itself.
import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import type { AddressRefusal } from "#shared/errors/studio-error.ts";

/** Redirects that are followed, each judged like the first address (A2). */
export const maxRedirects = 5;

/** Thrown while connecting, when a name turns out to stand for an address that is not public. */
export class AddressRefused extends Error {
  readonly reason: AddressRefusal;
  readonly host: string;

  constructor(host: string, reason: AddressRefusal) {
    super(`Address refused: ${reason}`);
    this.reason = reason;
    this.host = host;
  }
}

/**
 * Judges an address before anything is opened: https, no credentials, and no IP literal that is not public, in
 * whatever spelling (the URL parser has brought `2130706433` and `0x7f.1` into one form). The origin of the base URL
 * is trusted as it is: it gets the key anyway.
 * @returns null when it may be fetched, so far as can be seen without resolving its name
 */
export function judgeAddress(url: URL, trustedOrigin: string): AddressRefusal | null {
  if (url.username !== "" || url.password !== "") return "has-credentials";
  if (isTrusted(url, trustedOrigin)) return null;
  if (url.protocol !== "https:") return "not-https";
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  return isIP(literal) !== 0 && !isPublicIp(literal) ? "not-public" : null;
}

/** Whether an address has the very origin that the user set as base URL. */
export function isTrusted(url: URL, trustedOrigin: string): boolean {
  return url.origin !== "null" && url.origin === trustedOrigin;
}

/** The next address of a redirect, resolved against the present one; null when it is not an address. */
export function resolveRedirect(from: URL, location: string | undefined): URL | null {
  return location === undefined ? null : URL.parse(location, from.href);
}

/**
 * Whether an IP address is one of the public internet. An IPv4 address inside an IPv6 one (mapped, NAT64) is judged by
 * what it is (A3); tunnels that hide one (6to4, Teredo) count as not public.
 */
export function isPublicIp(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.kind() === "ipv4") return address.range() === "unicast";
  const { parts } = address as ipaddr.IPv6;
  const range = address.range();
  if (range === "ipv4Mapped" || range === "rfc6052") return isPublicIp(lowestFour(parts));
  // Only 2000::/3 is given out as global unicast.
  return range === "unicast" && ((parts[0] ?? 0) & 0xe000) === 0x2000;
}

function lowestFour(parts: readonly number[]): string {
  const [high = 0, low = 0] = parts.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/**
 * Name resolution that answers with public addresses only: what is checked is what is connected to, so a name cannot
 * change between the check and the use. One answer that is not public refuses the name as a whole.
 */
export function guardedLookup(lookup: typeof systemLookup = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, answers) => {
      const [first] = error === null ? answers : [];
      if (error !== null || first === undefined) callback(error ?? new Error("No address"), "", 0);
      else if (answers.some(({ address }) => !isPublicIp(address)))
        callback(new AddressRefused(hostname, "not-public"), "", 0);
      else if (options.all) callback(null, answers);
      else callback(null, first.address, first.family);
    });
  };
}

/**
 * Behind a proxy it is the proxy that resolves names. What the system here says of the name is heeded all the same;
 * a name that only the proxy knows is left to it. Rejects with AddressRefused.
 */
export async function guardProxied(
  hostname: string,
  lookup: typeof systemLookup = systemLookup,
): Promise<void> {
  const literal = hostname.replace(/^\[|\]$/g, "");
  const answers = await new Promise<readonly { readonly address: string }[]>((resolve) => {
    lookup(literal, { all: true }, (error, found) => resolve(error === null ? found : []));
  });
  if (answers.some(({ address }) => !isPublicIp(address))) throw new AddressRefused(hostname, "not-public");
}
