// Asks an address for a picture, redirect after redirect: only where the outbound guard allows, without credentials.
// What becomes of the answer is the caller's.
import type { Client, Dispatcher } from "undici";
import type { AddressRefusal, StudioError } from "#shared/errors/studio-error.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import {
  AddressRefused,
  judgeAddress,
  maxRedirects,
  resolveRedirect,
} from "#electron/platform/outbound-guard.ts";
import { codeOf, ConnectFailure } from "./connect-failure.ts";
import { headerOf } from "./read-refusal.ts";
import type { Wire } from "./wire.ts";

export type FollowOptions = {
  readonly wire: Wire;
  /** The one origin that is taken as it is; empty for none. */
  readonly trustedOrigin: string;
  readonly signal: AbortSignal;
};

/** Why no answer came. */
export type Astray =
  | { readonly kind: "refused"; readonly host: string; readonly reason: AddressRefusal }
  | {
      readonly kind: "unreachable";
      readonly host: string;
      readonly message: string;
      /** Where no connection came about. */
      readonly connect: StudioError | null;
    }
  | { readonly kind: "nowhere"; readonly host: string };

/**
 * Runs `take` on the first answer that is no redirect, whatever its status; what it throws passes through. Rejects when
 * the signal ends it.
 */
export async function followAddress<T>(
  first: URL,
  options: FollowOptions,
  take: (reply: Dispatcher.ResponseData, url: URL) => Promise<T>,
): Promise<Result<T, Astray>> {
  let url = first;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const reason = judgeAddress(url, options.trustedOrigin);
    if (reason !== null) return err({ kind: "refused", host: url.hostname, reason });
    const hop = await visit(url, options, take);
    if (!(hop instanceof URL)) return hop;
    url = hop;
  }
  return err({ kind: "refused", host: url.hostname, reason: "too-many-redirects" });
}

/** One address: the end of the matter, or where it sends us. */
async function visit<T>(
  url: URL,
  { wire, trustedOrigin, signal }: FollowOptions,
  take: (reply: Dispatcher.ResponseData, url: URL) => Promise<T>,
): Promise<Result<T, Astray> | URL> {
  // The connector checks names as they resolve.
  return await wire.use(url.origin, { signal, onlyPublicBut: trustedOrigin }, async (client) => {
    let reply: Dispatcher.ResponseData;
    try {
      reply = await ask(url, client, signal);
      if (isRedirect(reply.statusCode)) await reply.body.dump({ limit: 65_536 });
    } catch (error) {
      if (signal.aborted) throw error;
      return err(explainAstray(url, error));
    }
    if (!isRedirect(reply.statusCode)) return ok(await take(reply, url));
    return (
      resolveRedirect(url, headerOf(reply, "location")) ??
      err({ kind: "nowhere", host: url.hostname } as const)
    );
  });
}

async function ask(url: URL, client: Client, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  return await client.request({
    path: `${url.pathname}${url.search}`,
    method: "GET",
    headers: { accept: "image/*, application/octet-stream;q=0.8", "accept-encoding": "identity" },
    headersTimeout: 120_000,
    bodyTimeout: 120_000,
    signal,
  });
}

function explainAstray(url: URL, error: unknown): Astray {
  const cause = error instanceof ConnectFailure ? error.cause : error;
  if (cause instanceof AddressRefused) return { kind: "refused", host: cause.host, reason: cause.reason };
  const connect = error instanceof ConnectFailure ? error.reason : null;
  const message = connect?.kind ?? (codeOf(error) || "interrupted");
  return { kind: "unreachable", host: url.hostname, message, connect };
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}
