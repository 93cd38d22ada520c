// Finds what a request is for and hands it on: one of the two calls, a temporary picture, or the control
// endpoint. Paths, methods and the caller's address are checked here, nothing of the calls themselves.
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { answerCall } from "./answer-call.ts";
import { ENDPOINT_PATHS } from "./documented-limits.ts";
import type { EngineParts } from "./engine-parts.ts";
import { mediaType, readJsonBody } from "./read-body.ts";
import { readFaultPlan } from "./read-faults.ts";
import { badRequest } from "./refusal.ts";
import { loggedRequest, type LoggedRequest } from "./request-log.ts";
import { sendRefusal } from "./send-reply.ts";
import { isTemporaryPath } from "./temporary-pictures.ts";

const STEER_PATH = "/__demo/steer";

/** The engine's only request listener. A failure inside becomes a 500, or a cut when the answer has begun. */
export function requestHandler(parts: EngineParts): RequestListener {
  let number = 0;
  return (request, response) => {
    number += 1;
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const log = loggedRequest(number, request, path);
    parts.keep(log);
    response.on("close", () => {
      log.status = response.headersSent ? response.statusCode : 0;
      log.isCutOff = !response.writableFinished;
    });
    route(parts, request, response, path, log).catch(() => {
      if (response.headersSent) response.destroy();
      else
        sendRefusal(response, { ...badRequest(500, null, "The demo engine failed."), type: "server_error" });
    });
  };
}

async function route(
  parts: EngineParts,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  log: LoggedRequest,
): Promise<void> {
  if (!isLoopbackHost(request.headers.host)) {
    sendRefusal(
      response,
      badRequest(421, "misdirected_request", "This server answers for loopback names only."),
    );
    return;
  }
  if (isTemporaryPath(path)) {
    sendTemporary(parts, request, response, path);
    return;
  }
  const isSteer = parts.isSteerableByHttp && path === STEER_PATH;
  const endpoint = Object.hasOwn(ENDPOINT_PATHS, path)
    ? ENDPOINT_PATHS[path as keyof typeof ENDPOINT_PATHS]
    : undefined;
  if (!isSteer && !endpoint) {
    sendRefusal(response, badRequest(404, "unknown_url", `Invalid URL (${request.method ?? ""} ${path}).`));
    return;
  }
  if (request.method !== "POST") {
    refuseMethod(request, response, "POST");
    return;
  }
  if (endpoint) await answerCall(parts, endpoint, request, response, log);
  else await steer(parts, request, response);
}

/** A browser page on another site can reach a loopback port under its own name; that name is not answered. */
function isLoopbackHost(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host ?? "");
}

function sendTemporary(
  parts: EngineParts,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): void {
  if (request.method !== "GET" && request.method !== "HEAD") {
    refuseMethod(request, response, "GET, HEAD");
    return;
  }
  const found = parts.pictures.find(path);
  if (found === undefined || found === "expired") {
    const refusal = found
      ? badRequest(410, "url_expired", "This picture's temporary URL has expired.")
      : badRequest(404, "unknown_url", "There is no such picture.");
    sendRefusal(response, refusal);
    return;
  }
  response.writeHead(200, {
    "content-type": `image/${found.format}`,
    "content-length": found.bytes.byteLength,
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(request.method === "HEAD" ? undefined : found.bytes);
}

async function steer(parts: EngineParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (mediaType(request) !== "application/json") {
    sendRefusal(response, badRequest(415, "unsupported_media_type", "Send the plan as application/json."));
    return;
  }
  const body = await readJsonBody(request, 2 ** 20);
  const plan = body.ok ? readFaultPlan(valuesOf(body.value.fields.values)) : undefined;
  if (!plan) {
    sendRefusal(response, badRequest(400, "invalid_plan", "The body is not a plan of faults."));
    return;
  }
  parts.faults.steer(plan);
  response.writeHead(204).end();
}

function valuesOf(values: ReadonlyMap<string, readonly unknown[]>): Record<string, unknown> {
  return Object.fromEntries([...values].map(([name, [value]]) => [name, value]));
}

function refuseMethod(request: IncomingMessage, response: ServerResponse, allow: string): void {
  const message = `Not allowed to ${request.method ?? ""} on this URL. Use ${allow}.`;
  sendRefusal(response, { ...badRequest(405, "method_not_allowed", message), allow });
}
