// Between Node's HTTP server and the web's Request and Response. Streams in both directions, buffers nothing.
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** A web request for a message of Node; its signal fires when the client goes away before the answer is out. */
export function toWebRequest(message: IncomingMessage, answer: ServerResponse, origin: string): Request {
  const abort = new AbortController();
  answer.once("close", () => {
    if (!answer.writableFinished) abort.abort();
  });
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (typeof value === "string") headers.set(name, value);
    else for (const one of value ?? []) headers.append(name, one);
  }
  const method = message.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(new URL(message.url ?? "/", origin), {
    method,
    headers,
    signal: abort.signal,
    ...(hasBody ? { body: bodyOf(message), duplex: "half" } : {}),
  });
}

/**
 * The body as a stream that may be left unread: an answer that comes early (too large) must still reach the client,
 * so what is left is drained after it instead of cutting the connection.
 */
function bodyOf(message: IncomingMessage): ReadableStream<Uint8Array> {
  const parts: AsyncIterator<Uint8Array> = message.iterator({ destroyOnReturn: false });
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await parts.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => {
        await parts.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Lets go of whatever a client still sends after its answer. */
export function drain(message: IncomingMessage): void {
  if (!message.complete && !message.destroyed) message.resume();
}

/** Writes a web response out. Resolves when it is sent, or when the client went away meanwhile. */
export async function sendWebResponse(response: Response, answer: ServerResponse): Promise<void> {
  answer.writeHead(response.status, [...response.headers].flat());
  if (response.body === null) {
    answer.end();
    return;
  }
  // Answers of calls are short: in one piece with their head they cost half.
  if (response.headers.get("content-type")?.startsWith("application/json") === true) {
    answer.end(Buffer.from(await response.arrayBuffer()));
    return;
  }
  answer.flushHeaders();
  try {
    await pipeline(Readable.fromWeb(response.body), answer);
  } catch {
    // The client is gone, or the file broke off: nothing can be said to it any more.
    answer.destroy();
  }
}
