// What the provider is handed and what it hands back. Types only: the door of this folder for whoever wires it.
import type { Readable } from "node:stream";
import type { EndpointFinding } from "#shared/contract/calls/app-calls.ts";
import type { Result } from "#shared/errors/result.ts";
import type { MediaType, Reference } from "#shared/model/image-request.ts";
import type { EditEncoding, ProxySetting } from "#shared/model/settings.ts";
import type { Usage } from "#shared/model/usage.ts";
import type { PreparedRequest } from "#shared/rules/prepare-request.ts";

/** How the client reaches the network. A change of any of these takes a new client. */
export type ImageClientOptions = {
  readonly proxy: ProxySetting;
  /** PEM text of further certificate authorities; empty for none. */
  readonly extraCaPem: string;
  /** Where `environment` looks for HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The system's proxy for an address (`http://host:port`), or null for none; needed for the mode `system`. */
  readonly systemProxy?: (address: string) => Promise<string | null>;
  /** The whole request, from the call to the last byte. Default 20 minutes. */
  readonly wholeLimitMs?: number;
  /** Until the connection stands. Default 30 seconds. */
  readonly connectLimitMs?: number;
};

/** The bytes of a reference on this machine. */
export type ReferenceFile = {
  readonly path: string;
  readonly mediaType: MediaType;
  /** What the API is told the file is called. */
  readonly fileName: string;
};

/** Bytes of the reply's body so far; the total is null while the server has not said. */
export type ReceiveProgress = { readonly receivedBytes: number; readonly totalBytes: number | null };

/** Where the decoded picture goes. A file under the final name is whole, whatever happened in between. */
export type ReplyTarget = {
  /** While it comes; overwritten, and kept as it is when the call fails. */
  readonly part: string;
  /** Once it is whole; in the same folder. */
  readonly whole: string;
};

/** One paid request, besides what is asked for. */
export type SendCall = {
  /** Goes into the Authorization header and nowhere else. */
  readonly key: string;
  /** With or without a trailing `/v1`. */
  readonly baseUrl: string;
  readonly idempotencyKey: string;
  readonly encoding: EditEncoding;
  /** Null when the bytes are gone; the request is not sent then. */
  readonly openReference: (reference: Reference) => Promise<ReferenceFile | null>;
  readonly target: ReplyTarget;
  readonly signal: AbortSignal;
  /** The first byte of a reply that promises a picture has come. */
  readonly onReceiving: () => void;
  /** As often as bytes come. */
  readonly onProgress: (progress: ReceiveProgress) => void;
  /** Every byte is in `target.part` and on the disk; the file gets its final name when this resolves. It must not reject. */
  readonly onWhole: (received: ReceivedReply) => Promise<void>;
};

/** A picture that is in `target.whole`. */
export type ReceivedReply = {
  readonly bytes: number;
  readonly usage: Usage | null;
  /** From the call to the last byte. */
  readonly durationMs: number;
};

/** Where the endpoint check asks. */
export type EndpointAccess = { readonly baseUrl: string; readonly key: string };

/** A picture at a web address, while its bytes come. */
export type PictureStream = {
  /** As asked for, without its fragment; redirects do not change it. */
  readonly url: URL;
  /** What the server says it is, e.g. `image/png`; empty when it says nothing. */
  readonly mediaType: string;
  readonly bytes: Readable;
};

export type ImageClient = {
  /**
   * Sends one request, once. Errors say by their kind whether anything can have been made; `cancelled` only where
   * nothing was written, otherwise `interrupted`.
   */
  readonly send: (prepared: PreparedRequest, call: SendCall) => Promise<Result<ReceivedReply>>;
  /** Asks only what must be refused, so that nothing can be made or charged. */
  readonly checkEndpoint: (access: EndpointAccess, signal?: AbortSignal) => Promise<EndpointFinding[]>;
  /**
   * Fetches a picture from a public https address, without credentials; it is as long as `keep` lets it be. Errors:
   * `address-refused`, `address-unreachable`, those of a connection that never stood, and those of `keep`.
   */
  readonly fetchPicture: <T>(
    address: string,
    keep: (picture: PictureStream) => Promise<Result<T>>,
  ) => Promise<Result<T>>;
  /** Cuts what is open. */
  readonly close: () => Promise<void>;
};
