// One paid request from the first byte out to the last byte in. Sends once; what went wrong is an error value.
import { open, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import type { Client, Dispatcher } from "undici";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { pictureLimits } from "#shared/rules/limits.ts";
import type { PreparedRequest } from "#shared/rules/prepare-request.ts";
import { classifyFileError, systemCode } from "#electron/platform/durable-file.ts";
import { nodeDisk } from "#electron/platform/disk.ts";
import { apiAddress } from "./api-address.ts";
import { BlockWriter } from "./block-writer.ts";
import { classifyBreak, unreadableReply } from "./classify-failure.ts";
import { decodeTransfer } from "./decode-transfer.ts";
import { DiskFailure, guardDisk } from "./disk-failure.ts";
import { encodeRequest, type RequestBody } from "./encode-request.ts";
import { fetchResult } from "./fetch-result.ts";
import { createReplyFile, moveToShelter } from "./reply-file.ts";
import { createReplyReader, type ReadReply, type ReplyReader } from "./read-reply.ts";
import { headerOf, readRefusal, withoutKey } from "./read-refusal.ts";
import type { ReceivedReply, SendCall } from "./send-call.ts";
import type { Wire } from "./wire.ts";

/** What a client lends to each of its requests. */
export type Means = { readonly wire: Wire; readonly wholeLimitMs: number };

/** Base64 of the largest picture, and room for the JSON around it. */
const maxReplyBytes = Math.ceil((pictureLimits.maxBytes / 3) * 4) + 2 ** 20;

export async function sendRequest(
  means: Means,
  prepared: PreparedRequest,
  call: SendCall,
): Promise<Result<ReceivedReply>> {
  const startedMs = performance.now();
  if (!/^[\x21-\x7e]+$/.test(call.key)) return err({ kind: "key-refused", status: 401 });
  if (call.signal.aborted) return err({ kind: "cancelled" });
  const body = await encodeRequest(prepared, call);
  if (!body.ok) return body;
  try {
    // Opened before anything is sent: a folder that cannot be written must not cost a picture.
    const target = await openTarget(call.target.part);
    if (!target.ok) return target;
    try {
      const received = await exchange(means, prepared, call, body.value, target.value);
      if (!received.ok) return received;
      const whole = { ...received.value, durationMs: elapsedSince(startedMs) };
      return await makeWhole(whole, call, target.value);
    } finally {
      await target.value.close();
    }
  } finally {
    await body.value.close();
  }
}

/** Gives the file its final name, so that it can be told from a fragment for ever after. */
async function makeWhole(
  received: ReceivedReply,
  call: SendCall,
  file: FileHandle,
): Promise<Result<ReceivedReply>> {
  const { part, whole } = call.target;
  await call.onWhole(received);
  if (received.isSplit === true) return ok(received);
  try {
    await nodeDisk.rename(part, whole);
    await nodeDisk.syncFolder(dirname(whole));
    return ok(received);
  } catch (error) {
    // The folder may be gone from under the file, which can be read for as long as it is open.
    if (call.shelter === undefined || !(await moveToShelter(file, call.shelter)))
      return err(explainDisk(error, dirname(whole), 200));
    const kept = { ...received, isSplit: true };
    await call.onWhole(kept);
    return ok(kept);
  }
}

function elapsedSince(startedMs: number): number {
  return Math.round(performance.now() - startedMs);
}

async function openTarget(path: string): Promise<Result<FileHandle>> {
  try {
    return ok(await open(path, "w+"));
  } catch (error) {
    const folder = dirname(path);
    return err(
      systemCode(error) === "ENOENT"
        ? { kind: "library-missing", folder }
        : classifyFileError(error, { folder }),
    );
  }
}

async function exchange(
  means: Means,
  prepared: PreparedRequest,
  call: SendCall,
  body: RequestBody,
  target: FileHandle,
): Promise<Result<Omit<ReceivedReply, "durationMs">>> {
  const address = apiAddress(call.baseUrl, prepared.path);
  const limit = AbortSignal.timeout(means.wholeLimitMs);
  const signal = AbortSignal.any([call.signal, limit]);
  let isWritten = false;
  let status: number | null = null;
  const converse = async (client: Client): Promise<Result<Omit<ReceivedReply, "durationMs">>> => {
    const reply = await client.request({
      path: address.pathname,
      method: "POST",
      headers: headersOf(call, body),
      // undici asks for the first piece when the connection stands: from then on bytes may have left.
      body: Readable.from(
        noting(body.stream(), () => (isWritten = true)),
        { objectMode: false },
      ),
      signal,
    });
    status = reply.statusCode;
    if (status < 200 || status > 299) return err(await readRefusal(reply, call.key));
    return await receive(means.wire, reply, call, { signal, target });
  };
  try {
    return await means.wire.use(address.origin, { signal }, converse);
  } catch (error) {
    if (error instanceof DiskFailure) return err(explainDisk(error.cause, dirname(call.target.part), status));
    const stoppedBy = call.signal.aborted ? "user" : limit.aborted ? "limit" : null;
    return err(classifyBreak(error, { isWritten, stoppedBy, host: address.hostname, status }));
  }
}

function headersOf(call: SendCall, body: RequestBody): Record<string, string> {
  return {
    authorization: `Bearer ${call.key}`,
    "idempotency-key": call.idempotencyKey,
    "content-type": body.contentType,
    "content-length": String(body.lengthBytes),
    accept: "application/json",
    "accept-encoding": "identity",
    "user-agent": "Inlay",
  };
}

async function* noting(stream: AsyncGenerator<Uint8Array>, onFirst: () => void): AsyncGenerator<Uint8Array> {
  onFirst();
  yield* stream;
}

/** Takes the reply of a good status; its picture is on disk when this resolves well. */
async function receive(
  wire: Wire,
  reply: Dispatcher.ResponseData,
  call: SendCall,
  { signal, target }: { readonly signal: AbortSignal; readonly target: FileHandle },
): Promise<Result<Omit<ReceivedReply, "durationMs">>> {
  const file = createReplyFile(target, call.shelter);
  const writer = new BlockWriter(file);
  const split = (): Pick<ReceivedReply, "isSplit"> => (file.isSplit() ? { isSplit: true } : {});
  const reader = createReplyReader(writer);
  let broken: { readonly error: unknown } | null = null;
  try {
    await takeReply(reply, reader, call);
  } catch (error) {
    broken = { error };
  }
  const read = reader.finish();
  // Whatever came is kept, whole or not (J7).
  await guardDisk(writer.finish());
  // A picture that is whole counts, even if the JSON around it broke off after it.
  if (read.picture.kind === "inline") return ok({ bytes: writer.bytes, usage: read.usage, ...split() });
  if (broken !== null) throw broken.error;
  if (read.picture.kind === "none") return err(explainMissing(reply.statusCode, read, call.key));

  const fetched = await fetchResult(read.picture.url, {
    wire,
    trustedOrigin: new URL(call.baseUrl).origin,
    writer,
    signal,
    onProgress: call.onProgress,
  });
  if (!fetched.ok) return fetched;
  await guardDisk(writer.finish());
  return ok({ bytes: writer.bytes, usage: read.usage, ...split() });
}

async function takeReply(reply: Dispatcher.ResponseData, reader: ReplyReader, call: SendCall): Promise<void> {
  const encoding = headerOf(reply, "content-encoding") ?? "identity";
  const total = Number(headerOf(reply, "content-length") ?? Number.NaN);
  const totalBytes = Number.isSafeInteger(total) && encoding === "identity" ? total : null;
  let receivedBytes = 0;
  for await (const chunk of decodeTransfer(reply.body, encoding)) {
    if (receivedBytes === 0) call.onReceiving();
    receivedBytes += chunk.length;
    if (receivedBytes > maxReplyBytes) throw new Error("The reply is longer than any picture");
    await guardDisk(reader.take(chunk));
    call.onProgress({ receivedBytes, totalBytes });
  }
  // A reply without a body has begun all the same.
  if (receivedBytes === 0) call.onReceiving();
}

/** What a reply of a good status without a picture means: something may have been made, so it stays in doubt. */
function explainMissing(status: number, read: ReadReply, key: string): StudioError {
  const fault = withoutKey(read.fault, key);
  return unreadableReply(status, fault?.message ?? read.outcome);
}

/** Why the reply, which was paid for, could not be written. */
function explainDisk(error: unknown, folder: string, status: number | null): StudioError {
  const code = systemCode(error);
  if (code === "ENOSPC" || code === "EDQUOT") return { kind: "disk-full", folder, billed: "yes" };
  return unreadableReply(status ?? 200, code ?? "");
}
