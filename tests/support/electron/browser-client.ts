// Speaks to a browser host byte by byte, so that headers can be wrong in every way a browser would not let them be.
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly json: unknown;
}

export interface RawRequest {
  readonly method?: string;
  /** Sent as it is, without being tidied up. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | Uint8Array;
}

/** One request on a connection of its own. */
export async function sendRaw(port: number, given: RawRequest): Promise<RawAnswer> {
  return await new Promise((resolve, reject) => {
    const headers = Object.fromEntries(
      Object.entries({ connection: "close", ...given.headers }).filter(([, value]) => value !== undefined),
    );
    const sent = httpRequest(
      { host: "127.0.0.1", port, method: given.method ?? "GET", path: given.path, headers },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.once("error", reject);
        answer.once("end", () => {
          const body = Buffer.concat(parts);
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body, json: parse(body) });
        });
      },
    );
    sent.once("error", reject);
    sent.end(given.body);
  });
}

/** The cookie that a page would have after its exchange. */
export async function openRawSession(url: string): Promise<string> {
  const { port, origin, hash } = new URL(url);
  const token = new URLSearchParams(hash.slice(1)).get("token");
  const answer = await sendRaw(Number(port), {
    method: "POST",
    path: "/session",
    headers: { origin, "content-type": "application/json" },
    body: JSON.stringify({ token }),
  });
  return answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}
