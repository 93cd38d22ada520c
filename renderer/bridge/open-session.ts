// The exchange of the address's one-time token for the session cookie (browser host only).
import type { HttpPlatform } from "./http-transport.ts";
import { postJson } from "./http-transport.ts";
import type { Envelope } from "./transport.ts";

/** The token in an address's fragment, `#token=…`; null where there is none. */
export function readToken(hash: string): string | null {
  const token = new URLSearchParams(hash.replace(/^#/, "")).get("token");
  return token === null || token === "" ? null : token;
}

/**
 * Exchanges the token for the cookie and then takes it out of the address bar and the history.
 * Without a token the page was reloaded: the cookie stands, or the first call says that it does not.
 */
export async function openSession(
  platform: HttpPlatform,
  address: Pick<Location, "hash" | "pathname" | "search">,
  history: Pick<History, "replaceState">,
): Promise<Envelope> {
  const token = readToken(address.hash);
  if (token === null) return { ok: true, value: {} };
  const answer = await postJson(platform, "/session", { token });
  history.replaceState(null, "", `${address.pathname}${address.search}`);
  return answer;
}
