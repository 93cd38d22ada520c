// Fetches a picture that the API answered as an address.
// The picture is made and paid for by now, so a broken fetch is tried again; fetching costs nothing.
import { setTimeout as wait } from "node:timers/promises";
import type { Dispatcher } from "undici";
import { assertNever } from "#shared/errors/assert-never.ts";
import { pictureLimits } from "#shared/rules/limits.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { BlockWriter } from "./block-writer.ts";
import { codeOf } from "./connect-failure.ts";
import { DiskFailure, guardDisk } from "./disk-failure.ts";
import { followAddress } from "./follow-address.ts";
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
  const followed = await followAddress(first, options, async (reply, url) => {
    try {
      return await takeBody(url, reply, options);
    } catch (error) {
      if (options.signal.aborted || error instanceof DiskFailure) throw error;
      return unreachable(url.hostname, codeOf(error) || "interrupted", false);
    }
  });
  if (followed.ok) return followed.value;
  const astray = followed.error;
  switch (astray.kind) {
    case "refused":
      return { ...refuse(astray.host, astray.reason), isFinal: true };
    case "nowhere":
      return unreachable(astray.host, "a redirect to nowhere", true);
    case "unreachable":
      return unreachable(astray.host, astray.message, false);
    default:
      return assertNever(astray);
  }
}

async function takeBody(url: URL, reply: Dispatcher.ResponseData, options: FetchOptions): Promise<Attempt> {
  const { statusCode: status, body } = reply;
  if (status !== 200) {
    await body.dump({ limit: 65_536 });
    // An address that is gone stays gone; a server in trouble may recover.
    return unreachable(url.hostname, `HTTP ${status}`, status < 500 && status !== 429 && status !== 408);
  }
  const total = Number(headerOf(reply, "content-length") ?? Number.NaN);
  const totalBytes = Number.isSafeInteger(total) ? total : null;
  let receivedBytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    receivedBytes += chunk.length;
    if (receivedBytes > pictureLimits.maxBytes) return unreachable(url.hostname, "too many bytes", true);
    await guardDisk(options.writer.append(chunk));
    options.onProgress({ receivedBytes, totalBytes });
  }
  return receivedBytes === 0 ? unreachable(url.hostname, "an empty file", false) : ok(null);
}

function refuse(host: string, reason: string): { readonly ok: false; readonly error: StudioError } {
  return err({ kind: "result-address-refused", billed: "yes", host, reason });
}

function unreachable(host: string, message: string, isFinal: boolean): Attempt {
  return {
    ok: false,
    error: { kind: "result-unreachable", billed: "yes", host, message },
    isFinal,
  };
}
