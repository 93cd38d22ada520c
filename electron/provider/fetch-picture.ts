// Fetches a picture that the designer named by its web address, before anything is asked of the API.
import { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { assertNever } from "#shared/errors/assert-never.ts";
import { err, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { decodeTransfer } from "./decode-transfer.ts";
import { followAddress, type Astray, type FollowOptions } from "./follow-address.ts";
import { headerOf } from "./read-refusal.ts";
import type { PictureStream } from "./send-call.ts";

export type FetchPictureOptions = Pick<FollowOptions, "wire" | "trustedOrigin"> & {
  /** From the first connection to the last byte. Default 2 minutes. */
  readonly limitMs?: number;
};

/** The stream's own error, in the words of a socket: its reader need not know where the bytes come from. */
class BrokenOff extends Error {
  readonly code = "ECONNRESET";
}

/** Runs `keep` on the picture at `address`; errors as `ImageClient.fetchPicture` says. */
export async function fetchPicture<T>(
  address: string,
  { limitMs = 120_000, ...options }: FetchPictureOptions,
  keep: (picture: PictureStream) => Promise<Result<T>>,
): Promise<Result<T>> {
  const url = URL.parse(address);
  if (url === null) return err({ kind: "address-refused", host: "", reason: "not-an-address" });
  url.hash = "";
  const signal = AbortSignal.timeout(limitMs);
  try {
    const followed = await followAddress(
      url,
      { ...options, signal },
      async (reply, at) => await takeAnswer(reply, { host: at.hostname, asked: url }, keep),
    );
    return followed.ok ? followed.value : err(explain(followed.error));
  } catch (error) {
    if (!signal.aborted) throw error;
    return unreachable(url.hostname, null);
  }
}

async function takeAnswer<T>(
  reply: Dispatcher.ResponseData,
  { host, asked }: { readonly host: string; readonly asked: URL },
  keep: (picture: PictureStream) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (reply.statusCode !== 200) return unreachable(host, reply.statusCode);
  const coding = headerOf(reply, "content-encoding") ?? "identity";
  let isBroken = false;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      yield* decodeTransfer(reply.body, coding);
    } catch (error) {
      isBroken = true;
      throw new BrokenOff("The picture broke off", { cause: error });
    }
  }
  const kept = await keep({
    url: asked,
    mediaType: (headerOf(reply, "content-type") ?? "").replace(/;.*$/s, "").trim().toLowerCase(),
    bytes: Readable.from(bytes(), { objectMode: false }),
  });
  return isBroken ? unreachable(host, null) : kept;
}

function explain(astray: Astray): StudioError {
  switch (astray.kind) {
    case "refused":
      return { kind: "address-refused", host: astray.host, reason: astray.reason };
    case "nowhere":
      return { kind: "address-unreachable", host: astray.host, status: null };
    case "unreachable":
      return astray.connect ?? { kind: "address-unreachable", host: astray.host, status: null };
    default:
      return assertNever(astray);
  }
}

function unreachable(host: string, status: number | null): Result<never> {
  return err({ kind: "address-unreachable", host, status });
}
