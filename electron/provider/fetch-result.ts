// Fetches a picture that the API answered as an address: only where the outbound guard allows, without credentials.
// The picture is made and paid for by now, so a broken fetch is tried again; fetching costs nothing.
import { setTimeout as wait } from "node:timers/promises";
import type { Client, Dispatcher } from "undici";
import { pictureLimits } from "#shared/rules/limits.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import {
  AddressRefused,
  judgeAddress,
  maxRedirects,
  resolveRedirect,
} from "#electron/platform/outbound-guard.ts";
import type { BlockWriter } from "./block-writer.ts";
import { codeOf, ConnectFailure } from "./connect-failure.ts";
import { DiskFailure, guardDisk } from "./disk-failure.ts";
import { headerOf } from "./read-refusal.ts";
import type { ReceiveProgress } from "./send-call.ts";
import type { Wire } from "./wire.ts";

export type FetchOptions = {
  readonly wire: Wire;
  readonly trustedOrigin: string;
  readonly writer: BlockWriter;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReceiveProgress) => void;
  /** Before the second, third and fourth try, in ms. */
  readonly waitsMs?: readonly number[];
};

const defaultWaitsMs = [500, 2000, 6000];

/** Writes what is at `address` through the writer. Errors: `result-unreachable`, `result-address-refused`. */
export async function fetchResult(address: string, options: FetchOptions): Promise<Result<null>> {
  const first = URL.parse(address);
  if (first === null) return refuse("", "not-an-address");
  for (const waitMs of [...(options.waitsMs ?? defaultWaitsMs), null]) {
    const attempt = await fetchOnce(first, options);
    if (attempt.ok || attempt.error.kind !== "result-unreachable" || attempt.isFinal) return attempt;
    if (waitMs === null) return attempt;
    await wait(waitMs, undefined, { signal: options.signal });
    await guardDisk(options.writer.restart());
  }
  throw new Error("The last try returns");
}

type Attempt =
  | { readonly ok: true; readonly value: null }
  | { readonly ok: false; readonly error: StudioError; readonly isFinal: boolean };

async function fetchOnce(first: URL, options: FetchOptions): Promise<Attempt> {
  let url = first;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const refusal = judgeAddress(url, options.trustedOrigin);
    if (refusal !== null) return { ...refuse(url.hostname, refusal), isFinal: true };
    const hop = await visit(url, options);
    if (!(hop instanceof URL)) return hop;
    url = hop;
  }
  return { ...refuse(url.hostname, "too-many-redirects"), isFinal: true };
}

/** One address: the end of the matter, or where it sends us. */
async function visit(url: URL, options: FetchOptions): Promise<Attempt | URL> {
  const { signal, trustedOrigin } = options;
  try {
    // The connector checks names as they resolve.
    return await options.wire.use(url.origin, { signal, onlyPublicBut: trustedOrigin }, async (client) => {
      const reply = await ask(url, client, signal);
      if (!isRedirect(reply.statusCode)) return await takeBody(url, reply, options);
      await reply.body.dump({ limit: 65_536 });
      return (
        resolveRedirect(url, headerOf(reply, "location")) ?? unreachable(url, "a redirect to nowhere", true)
      );
    });
  } catch (error) {
    if (signal.aborted || error instanceof DiskFailure) throw error;
    const refused = error instanceof ConnectFailure ? error.cause : error;
    if (refused instanceof AddressRefused) return { ...refuse(refused.host, refused.reason), isFinal: true };
    const why = error instanceof ConnectFailure ? error.reason.kind : codeOf(error) || "interrupted";
    return unreachable(url, why, false);
  }
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

async function takeBody(url: URL, reply: Dispatcher.ResponseData, options: FetchOptions): Promise<Attempt> {
  const { statusCode: status, body } = reply;
  if (status !== 200) {
    await body.dump({ limit: 65_536 });
    // An address that is gone stays gone; a server in trouble may recover.
    return unreachable(url, `HTTP ${status}`, status < 500 && status !== 429 && status !== 408);
  }
  const total = Number(headerOf(reply, "content-length") ?? Number.NaN);
  const totalBytes = Number.isSafeInteger(total) ? total : null;
  let receivedBytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    receivedBytes += chunk.length;
    if (receivedBytes > pictureLimits.maxBytes) return unreachable(url, "too many bytes", true);
    await guardDisk(options.writer.append(chunk));
    options.onProgress({ receivedBytes, totalBytes });
  }
  return receivedBytes === 0 ? unreachable(url, "an empty file", false) : ok(null);
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function refuse(host: string, reason: string): { readonly ok: false; readonly error: StudioError } {
  return err({ kind: "result-address-refused", billed: "yes", host, reason });
}

function unreachable(url: URL, message: string, isFinal: boolean): Attempt {
  return {
    ok: false,
    error: { kind: "result-unreachable", billed: "yes", host: url.hostname, message },
    isFinal,
  };
}
