// One of the two documented calls, from the key to the picture: read, check, wait, draw, send.
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { err, type Result } from "#shared/errors/result.ts";
import { checkOrder } from "./check-order.ts";
import { invalidPicture, nameOf, type OwnPictures } from "./check-pictures.ts";
import type { Endpoint } from "./documented-limits.ts";
import type { EngineParts } from "./engine-parts.ts";
import { answerWithFault } from "./fault-answers.ts";
import type { Fault } from "./faults.ts";
import { variationOf, type PictureOrder } from "./picture-order.ts";
import { mediaType, readFormBody, readJsonBody, type ReadBody } from "./read-body.ts";
import { readFault } from "./read-faults.ts";
import { badRequest, type Refusal } from "./refusal.ts";
import { idempotencyKeyOf, loggedParts, type LoggedRequest } from "./request-log.ts";
import { sendPicture, sendRefusal } from "./send-reply.ts";
import { usageFigures } from "./usage-figures.ts";

/** Answers a POST to one of the two calls. Resolves when the answer is out or the caller is gone. */
export async function answerCall(
  parts: EngineParts,
  endpoint: Endpoint,
  request: IncomingMessage,
  response: ServerResponse,
  log: LoggedRequest,
): Promise<void> {
  const order = await readOrder(parts, endpoint, request, log);
  if (!order.ok) {
    sendRefusal(response, order.error);
    return;
  }
  const fault = faultFor(parts, request);
  log.fault = fault?.kind;
  if (fault && (await answerWithFault(response, fault))) return;
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  if (response.destroyed) gone.abort();
  try {
    await drawAndSend(parts, order.value, idempotencyKeyOf(request), fault, response, gone.signal, log);
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}

async function readOrder(
  parts: EngineParts,
  endpoint: Endpoint,
  request: IncomingMessage,
  log: LoggedRequest,
): Promise<Result<PictureOrder, Refusal>> {
  const unknownCaller = refuseCaller(request.headers.authorization);
  if (unknownCaller) return err(unknownCaller);
  const body = await readBody(endpoint, request, parts.bodyCapBytes[endpoint]);
  if (!body.ok) return body;
  log.bodyBytes = body.value.bodyBytes;
  log.parts = loggedParts(body.value.fields);
  return checkOrder(endpoint, body.value.fields, ownPictures(parts));
}

/** Any key that starts as the documents show (`sk-`) is let in; this engine keeps no accounts. */
function refuseCaller(authorization: string | undefined): Refusal | undefined {
  const key = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (key === undefined)
    return badRequest(401, "missing_api_key", "You didn't provide an API key. Send it as 'Bearer sk-...'.");
  if (/^sk-\S+$/.test(key)) return undefined;
  return badRequest(401, "invalid_api_key", "Incorrect API key provided. A key starts with 'sk-'.");
}

async function readBody(
  endpoint: Endpoint,
  request: IncomingMessage,
  capBytes: number,
): Promise<Result<ReadBody, Refusal>> {
  const type = mediaType(request);
  if (type === "application/json") return await readJsonBody(request, capBytes);
  if (endpoint === "edits" && type === "multipart/form-data") return await readFormBody(request, capBytes);
  const wanted = endpoint === "edits" ? "multipart/form-data or application/json" : "application/json";
  return err(
    badRequest(415, "unsupported_content_type", `Unsupported content type '${type}'. Use ${wanted}.`),
  );
}

function ownPictures(parts: EngineParts): OwnPictures {
  return (url) => {
    if (!url.startsWith(`${parts.url}/`)) return undefined;
    const found = parts.pictures.find(url.slice(parts.url.length));
    return found === "expired" ? undefined : found?.bytes;
  };
}

function faultFor(parts: EngineParts, request: IncomingMessage): Fault | undefined {
  const header = request.headers["x-demo-fault"];
  const asked = parts.isSteerableByHttp && typeof header === "string" ? readFault(header) : undefined;
  return asked ?? parts.faults.take();
}

async function drawAndSend(
  parts: EngineParts,
  order: PictureOrder,
  idempotencyKey: string | undefined,
  fault: Fault | undefined,
  response: ServerResponse,
  gone: AbortSignal,
  log: LoggedRequest,
): Promise<void> {
  const variation = variationOf(order, idempotencyKey);
  const waitMs = latencyOf(parts, variation) + (fault?.kind === "latency" ? fault.ms : 0);
  if (waitMs > 0) await delay(waitMs, undefined, { signal: gone });
  const { prompt, size, format, compression, pictures } = order;
  const isWrongSize = fault?.kind === "wrong-size";
  const job = {
    prompt,
    size,
    format,
    compression,
    pictures,
    drift: parts.drift,
    variation,
    isPlain: parts.drawsPlain,
    isWrongSize,
  };
  const drawn = await parts.pool.draw(job, gone);
  if (!drawn.ok) {
    sendRefusal(response, invalidPicture(nameOf(drawn.badPicture)));
    return;
  }
  log.isPictureMade = true;
  const usage = usageFigures(prompt, drawn.size, drawn.inputs);
  const createdS = Math.floor(Date.now() / 1000);
  if (fault?.kind === "no-picture") {
    await sendPicture(response, { createdS, picture: undefined, usage }, undefined);
    return;
  }
  const lifetimeMs = fault?.kind === "expired-url" ? 0 : parts.urlLifetimeMs;
  const picture =
    order.responseFormat === "url"
      ? { url: parts.url + parts.pictures.keep({ bytes: drawn.bytes, format }, lifetimeMs) }
      : { bytes: drawn.bytes };
  await sendPicture(response, { createdS, picture, usage }, fault);
}

function latencyOf(parts: EngineParts, variation: number): number {
  if (typeof parts.latencyMs === "number") return parts.latencyMs;
  const [low, high] = parts.latencyMs;
  return low + ((high - low) * variation) / 2 ** 32;
}
