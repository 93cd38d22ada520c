// Small real servers for the provider's tests, and a call with everything filled in.
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createImageClient } from "#electron/provider/image-client.ts";
import type { ImageClient, ImageClientOptions, SendCall } from "#electron/provider/send-call.ts";
import type { Result } from "#shared/errors/result.ts";
import { blankRequest, type ImageRequest } from "#shared/model/image-request.ts";
import { prepareRequest, type PreparedRequest } from "#shared/rules/prepare-request.ts";
import { testCertificate, testCertificateKey } from "./test-certificate.ts";

export const canaryKey = "sk-canary-4f1d9a7e0b";

/** Listens on a free loopback port until the test ends. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    if ("closeAllConnections" in server) (server as ReturnType<typeof createServer>).closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** An HTTP server whose handler gets the whole request body. */
export async function serve(
  handle: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void,
  secure = false,
): Promise<string> {
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => handle(request, response, Buffer.concat(chunks)));
  };
  const server = secure
    ? createSecureServer({ cert: testCertificate, key: testCertificateKey }, listener)
    : createServer(listener);
  return `${secure ? "https" : "http"}://127.0.0.1:${await listen(server)}`;
}

/** A folder of its own, gone when the test ends. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "inlay-test-"));
  onTestFinished(async () => await rm(folder, { recursive: true, force: true }));
  return folder;
}

export function testClient(options: Partial<ImageClientOptions> = {}): ImageClient {
  const client = createImageClient({ proxy: { mode: "none" }, extraCaPem: "", environment: {}, ...options });
  onTestFinished(async () => await client.close());
  return client;
}

export function prepared(
  request: Partial<ImageRequest> = {},
  responseFormat: "b64_json" | "url" = "b64_json",
): PreparedRequest {
  const size = { widthPx: 1024, heightPx: 1024 };
  const result = prepareRequest(
    { ...blankRequest, prompt: "a sea otter", size, ...request },
    { responseFormat, userId: "" },
  );
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** What a call came to, with all that it told on the way. */
export type Sent = {
  readonly result: Awaited<ReturnType<ImageClient["send"]>>;
  /** Of the whole reply, or of the part of a broken one. */
  readonly bytes: Buffer;
  /** Size of the part when the call said that it was whole. */
  readonly wholeBytes: number | null;
  readonly receivings: number;
  readonly progress: readonly { receivedBytes: number; totalBytes: number | null }[];
};

export async function send(
  client: ImageClient,
  baseUrl: string,
  options: { readonly request?: PreparedRequest } & Partial<SendCall> = {},
): Promise<Sent> {
  const { request = prepared(), ...call } = options;
  const folder = await testFolder();
  const target = call.target ?? { part: join(folder, "a.part"), whole: join(folder, "a.reply") };
  let wholeBytes: number | null = null;
  let receivings = 0;
  const progress: { receivedBytes: number; totalBytes: number | null }[] = [];
  const result = await client.send(request, {
    key: canaryKey,
    baseUrl,
    idempotencyKey: "job-0",
    encoding: "multipart",
    openReference: async () => null,
    target,
    signal: new AbortController().signal,
    onReceiving: () => {
      receivings += 1;
    },
    onProgress: (now) => progress.push(now),
    onWhole: async () => {
      // The bytes are there, under the first name.
      wholeBytes = (await stat(target.part)).size;
    },
    ...call,
  });
  return {
    result,
    bytes: await readTarget(result.ok ? target.whole : target.part),
    wholeBytes,
    receivings,
    progress,
  };
}

/** A device is not read: `/dev/full` has no end. */
async function readTarget(path: string): Promise<Buffer> {
  return path.startsWith("/dev/") ? Buffer.alloc(0) : await readFile(path).catch(() => Buffer.alloc(0));
}

export function errorOf(result: Result<unknown>): unknown {
  return result.ok ? null : result.error;
}

/** A reply body with this picture in it. */
export function replyWith(picture: Uint8Array, more: object = {}): string {
  return JSON.stringify({
    created: 1,
    data: [{ b64_json: Buffer.from(picture).toString("base64") }],
    ...more,
  });
}
