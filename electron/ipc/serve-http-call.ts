// `POST /call/<name>`: a call of the contract as JSON. Status 200 whatever the outcome; the envelope says it.
import type { Handlers } from "#shared/contract/registry.ts";
import { jsonResponse } from "./page-headers.ts";
import { readText } from "./read-text.ts";
import { maxInputBytes, serveCall, type AnyReply, type BugLog, type Caller } from "./serve-call.ts";

export async function serveHttpCall(
  request: Request,
  handlers: Handlers,
  log: BugLog,
  caller: Caller,
): Promise<Response> {
  return jsonResponse(await answerCall(request, handlers, log, caller));
}

async function answerCall(
  request: Request,
  handlers: Handlers,
  log: BugLog,
  caller: Caller,
): Promise<AnyReply> {
  const name = new URL(request.url).pathname.slice("/call/".length);
  const refuse = (issue: string): AnyReply => ({
    ok: false,
    error: { kind: "invalid-input", call: name.slice(0, 60), issues: [issue] },
  });
  const limitBytes = maxInputBytes(name);
  if (limitBytes === null) return refuse("no such call");
  // A form of another site cannot send this type without asking first.
  if (!/^application\/json\b/.test(request.headers.get("content-type") ?? "")) return refuse("not JSON");
  const text = await readText(request, limitBytes);
  if (text === null) return { ok: false, error: { kind: "too-large", limitBytes } };
  return await serveCall(handlers, log, name, { kind: "json", text }, caller);
}
