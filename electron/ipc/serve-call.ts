// Serves one call of the contract, whatever carried it: known name, size cap, schema in, handler, schema out.
// Knows no transport and no handler by name. It resolves always, and what it says of a bug is a number in the log.
import { err, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { contract, isCallName, type CallName, type Handlers } from "#shared/contract/registry.ts";
import type { Log } from "#electron/platform/log.ts";

/** Who calls, as the host found out by its own means; nothing in the message counts. */
export type Caller = { readonly isOwnPage: true } | { readonly isOwnPage: false; readonly reason: string };

/** What came over the wire: JSON text, or a value that has passed the structured clone. */
export type RawInput =
  { readonly kind: "json"; readonly text: string } | { readonly kind: "value"; readonly value: unknown };

/** Where a bug goes: the answer is the id under which it stands in the log. */
export type BugLog = Pick<Log, "bug">;

/** What any call resolves to, before its type is known. */
export type AnyReply = Result<unknown>;

/** Cap on the JSON text of a call's input, in bytes; null for a name that is no call. */
export function maxInputBytes(name: string): number | null {
  return isCallName(name) ? contract[name].maxBytes : null;
}

/**
 * Parses, dispatches and checks the answer. Errors besides the handler's own: `not-allowed` for a stranger,
 * `invalid-input`, `too-large`, and `bug` for whatever was thrown.
 */
export async function serveCall(
  handlers: Handlers,
  log: BugLog,
  name: string,
  input: RawInput,
  caller: Caller,
): Promise<AnyReply> {
  if (!caller.isOwnPage) return err({ kind: "not-allowed", reason: caller.reason });
  if (!isCallName(name)) return refuseInput(name, ["no such call"]);
  try {
    const read = readInput(name, input);
    if (!read.ok) return read;
    const parsed = contract[name].input.safeParse(read.value);
    if (!parsed.success) return refuseInput(name, parsed.error.issues.map(describeIssue));
    const reply = await dispatch(handlers, name, parsed.data);
    // Parsing drops whatever the schema does not name, so nothing leaves by accident.
    return reply.ok ? { ok: true, value: contract[name].output.parse(reply.value) } : reply;
  } catch (error) {
    return err({ kind: "bug", logId: log.bug(error, { call: name }) });
  }
}

/** The map's type ties name and input together, which a lookup by a union of names loses. */
async function dispatch(handlers: Handlers, name: CallName, parsed: unknown): Promise<AnyReply> {
  const handler = handlers[name] as (input: unknown) => Promise<AnyReply>;
  return await handler(parsed);
}

function readInput(name: CallName, input: RawInput): Result<unknown> {
  const limitBytes = contract[name].maxBytes;
  const text = input.kind === "json" ? input.text : toJson(input.value);
  if (text === null) return refuseInput(name, ["not a plain value"]);
  if (Buffer.byteLength(text) > limitBytes) return err({ kind: "too-large", limitBytes });
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return refuseInput(name, ["not JSON"]);
  }
}

/** Through text in every host, so that each accepts exactly the same values; null for cycles and big integers. */
function toJson(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    return null;
  }
}

function refuseInput(call: string, issues: readonly string[]): { ok: false; error: StudioError } {
  return err({ kind: "invalid-input", call: call.slice(0, 60), issues: issues.slice(0, 20) });
}

/** Path and complaint, never the value: a key that was typed into the wrong field is not repeated. */
function describeIssue(issue: {
  readonly path: readonly PropertyKey[];
  readonly code?: string | undefined;
}): string {
  const place = issue.path.map(String).join(".");
  return `${place === "" ? "input" : place}: ${issue.code ?? "invalid"}`.slice(0, 200);
}
