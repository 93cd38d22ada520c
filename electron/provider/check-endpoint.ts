// Asks an endpoint what it is, by requests that any endpoint of this API must refuse: nothing can be made or charged.
import type { EndpointFinding } from "#shared/contract/calls/app-calls.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { limits } from "#shared/rules/limits.ts";
import { apiAddress } from "./api-address.ts";
import { classifyBreak } from "./classify-failure.ts";
import { readRefusal } from "./read-refusal.ts";
import type { EndpointAccess } from "./send-call.ts";
import type { Wire } from "./wire.ts";

export type CheckOptions = {
  readonly wire: Wire;
  readonly proxyFor: (target: URL) => Promise<URL | null>;
  readonly signal: AbortSignal;
};

type Answer =
  | { readonly status: number; readonly error: StudioError | null; readonly tookMs: number }
  | { readonly status: null; readonly error: StudioError };

/** One finding each for `reachable`, `proxy`, `key` and `limits`. */
export async function checkEndpoint(
  access: EndpointAccess,
  options: CheckOptions,
): Promise<EndpointFinding[]> {
  const address = apiAddress(access.baseUrl, "/v1/images/generations");
  const proxy = await options.proxyFor(address);
  // No model and no prompt: refused with 400 by an endpoint that knows the key, with 401 by one that does not.
  const plain = await ask(address, access.key, {}, options);
  const findings = [reachableFinding(plain, address), proxyFinding(plain, proxy)];
  if (plain.status === null)
    return [...findings, finding("key", "unknown", {}, null), finding("limits", "unknown", {}, null)];

  const stranger = await ask(address, `${access.key.slice(0, 3)}-not-a-key`, {}, options);
  const key = keyFinding(plain, stranger);
  if (key.state !== "good") return [...findings, key, finding("limits", "unknown", {}, null)];
  // Two documented refusals in one: a size that nothing can draw, and a background that this model does not have.
  const illegal = { model: limits.model, prompt: "endpoint check", size: "1x1", background: "transparent" };
  return [...findings, key, limitsFinding(await ask(address, access.key, illegal, options))];
}

async function ask(
  address: URL,
  key: string,
  fields: Readonly<Record<string, string>>,
  { wire, signal }: CheckOptions,
): Promise<Answer> {
  const startedMs = performance.now();
  try {
    return await wire.use(address.origin, { signal }, async (client) => {
      const reply = await client.request({
        path: address.pathname,
        method: "POST",
        headers: {
          authorization: `Bearer ${key}`,
          "content-type": "application/json",
          accept: "application/json",
          "user-agent": "Inlay",
        },
        body: JSON.stringify(fields),
        headersTimeout: 60_000,
        bodyTimeout: 60_000,
        signal,
      });
      const tookMs = Math.round(performance.now() - startedMs);
      const { statusCode: status } = reply;
      return { status, error: status < 300 ? null : await readRefusal(reply, key), tookMs };
    });
  } catch (error) {
    const at = { isWritten: false, stoppedBy: null, host: address.hostname, status: null };
    return { status: null, error: classifyBreak(error, at) };
  }
}

function reachableFinding(answer: Answer, address: URL): EndpointFinding {
  return answer.status === null
    ? finding("reachable", "bad", { host: address.host }, answer.error)
    : finding("reachable", "good", { host: address.host, tookMs: answer.tookMs }, null);
}

function proxyFinding(answer: Answer, proxy: URL | null): EndpointFinding {
  if (proxy === null) return finding("proxy", "good", { host: "" }, null);
  const isRefused = answer.status === null && answer.error.kind === "proxy-refused";
  const state = isRefused ? "bad" : answer.status === null ? "unknown" : "good";
  return finding("proxy", state, { host: proxy.host }, isRefused ? answer.error : null);
}

/** An endpoint that treats a stranger's key like ours has not looked at either. */
function keyFinding(own: Answer, stranger: Answer): EndpointFinding {
  if (own.error?.kind === "key-refused")
    return finding("key", "bad", { status: own.error.status }, own.error);
  if (own.error?.kind === "quota-exhausted")
    return finding("key", "bad", { status: own.status ?? 0 }, own.error);
  const isLooked = stranger.error?.kind === "key-refused" && own.error?.kind === "request-refused";
  return finding(
    "key",
    isLooked ? "good" : "unknown",
    { status: own.status ?? 0 },
    isLooked ? null : own.error,
  );
}

function limitsFinding(answer: Answer): EndpointFinding {
  const values = { status: answer.status ?? 0 };
  if (answer.status === 400 || answer.status === 422) return finding("limits", "good", values, null);
  return finding("limits", answer.error === null ? "bad" : "unknown", values, answer.error);
}

function finding(
  id: EndpointFinding["id"],
  state: EndpointFinding["state"],
  values: EndpointFinding["values"],
  error: StudioError | null,
): EndpointFinding {
  return { id, state, values, error };
}
