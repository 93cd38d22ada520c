// The browser host: the studio on a loopback port, for the user's own browser and nobody else.
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { z } from "zod";
import { handlePageRequest, isPublicPath } from "#electron/ipc/handle-page-request.ts";
import { streamEvents } from "#electron/ipc/event-stream.ts";
import { jsonResponse, textResponse } from "#electron/ipc/page-headers.ts";
import { readText } from "#electron/ipc/read-text.ts";
import { serveHttpCall } from "#electron/ipc/serve-http-call.ts";
import { explainRefusal } from "./guard-request.ts";
import { createSessionDesk, type SessionDesk } from "./session-desk.ts";
import type { Studio } from "./studio.ts";
import { drain, sendWebResponse, toWebRequest } from "./web-adapter.ts";

// Not by an import: that reads every export of the module, and one of them loads Node's whole fetch, which takes
// ten times as long as the server itself.
const { createServer } = process.getBuiltinModule("node:http");

export interface BrowserHostOptions {
  /** Absolute folder of the built page. */
  readonly assets: string;
  /** Tried in this order; 0 is any free port. */
  readonly ports: readonly number[];
}

/** A running server. */
export interface BrowserHost {
  readonly port: number;
  /** The address to print, with the token in its fragment, which no server and no log ever sees. */
  readonly url: string;
  /** The address for the system's browser; good once. */
  readonly launchUrl: () => string;
  /** Ends streams and connections; the studio stays open. */
  readonly close: () => Promise<void>;
}

type ServedStudio = Pick<Studio, "handlers" | "events" | "pixels" | "log">;

/** Rejects with Node's system error when none of the ports can be had. */
export async function startBrowserHost(
  studio: ServedStudio,
  options: BrowserHostOptions,
): Promise<BrowserHost> {
  const desk = createSessionDesk();
  const ending = new AbortController();
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 0 });
  const port = await listenOnFirst(server, options.ports);
  const parts = { studio, desk, port, assets: options.assets, ending: ending.signal };
  server.on("request", (message, answer) => void serve(message, answer, parts));
  const origin = `http://127.0.0.1:${port}`;
  studio.log.info("browser-host.listening", { port });
  return {
    port,
    url: `${origin}/#token=${desk.printedToken}`,
    launchUrl: () => `${origin}/#token=${desk.issueLaunchToken()}`,
    close: async () => {
      ending.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface ServeParts {
  readonly studio: ServedStudio;
  readonly desk: SessionDesk;
  readonly port: number;
  readonly assets: string;
  readonly ending: AbortSignal;
}

async function serve(message: IncomingMessage, answer: ServerResponse, parts: ServeParts): Promise<void> {
  try {
    await sendWebResponse(await answerRequest(message, answer, parts), answer);
    drain(message);
  } catch (error) {
    const logId = parts.studio.log.bug(error, { where: "browser host" });
    if (answer.headersSent) answer.destroy();
    else await sendWebResponse(textResponse(`Something in Inlay is broken (${logId}).`, 500), answer);
  }
}

async function answerRequest(
  message: IncomingMessage,
  answer: ServerResponse,
  parts: ServeParts,
): Promise<Response> {
  const { studio, desk, port } = parts;
  const { headers } = message;
  const origin = `http://127.0.0.1:${port}`;
  // Judged before anything of it is parsed. A request line may also hold a whole address, which we do not speak.
  const pathname = readPathname(message.url, origin);
  if (pathname === null) return textResponse("Not here.", 400);
  const refusal = explainRefusal(
    {
      method: message.method ?? "GET",
      isPublicPath: isPublicPath(pathname),
      host: headers.host,
      origin: headers.origin,
      fetchSite: oneOf(headers["sec-fetch-site"]),
      fetchMode: oneOf(headers["sec-fetch-mode"]),
    },
    port,
  );
  if (refusal !== null) {
    studio.log.warn("request.refused", { refusal, method: message.method });
    return refuse(403, refusal);
  }
  if (!["GET", "HEAD", "POST"].includes(message.method ?? ""))
    return textResponse("Not in this way.", 405, { allow: "GET, HEAD, POST" });
  const request = toWebRequest(message, answer, origin);
  const hasSession = desk.isSession(readCookie(headers.cookie, cookieName(port)));
  if (pathname === "/session") return await openSession(request, hasSession, parts);
  if (isPublicPath(pathname)) return await handlePageRequest(request, pageParts(parts));
  if (!hasSession) return refuse(401, "session");
  if (pathname.startsWith("/call/") && request.method === "POST")
    return await serveHttpCall(request, studio.handlers, studio.log, { isOwnPage: true });
  if (pathname === "/events" && request.method === "GET")
    return streamEvents(request, studio.events, parts.ending);
  return await handlePageRequest(request, pageParts(parts));
}

function pageParts({ assets, studio }: ServeParts) {
  return { assets, pixels: studio.pixels, log: studio.log };
}

const exchangeSchema = z.object({ token: z.string().max(200) });

/** A good token gives the cookie. A page that has a session already may come with a token that is spent. */
async function openSession(request: Request, hasSession: boolean, parts: ServeParts): Promise<Response> {
  if (request.method !== "POST") return textResponse("Not in this way.", 405, { allow: "POST" });
  const body = exchangeSchema.safeParse(parseJson(await readText(request, 1024)));
  const cookie = body.success ? parts.desk.exchange(body.data.token) : null;
  if (cookie === null) return hasSession ? jsonResponse({ ok: true, value: {} }) : refuse(403, "session");
  const response = jsonResponse({ ok: true, value: {} });
  // Not `Secure`: this is http. Other ports of this machine see the same cookies, hence the port in the name.
  response.headers.set(
    "set-cookie",
    `${cookieName(parts.port)}=${cookie}; Path=/; HttpOnly; SameSite=Strict`,
  );
  return response;
}

function refuse(status: number, reason: string): Response {
  return jsonResponse({ ok: false, error: { kind: "not-allowed", reason } }, status);
}

function cookieName(port: number): string {
  return `inlay-${port}`;
}

/** A cookie's value; empty without it. */
function readCookie(header: string | undefined, name: string): string {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
}

function readPathname(url: string | undefined, origin: string): string | null {
  return url?.startsWith("/") === true && URL.canParse(url, origin) && !url.startsWith("//")
    ? new URL(url, origin).pathname
    : null;
}

function oneOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(",") : value;
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}

async function listenOnFirst(server: Server, ports: readonly number[]): Promise<number> {
  let failure: unknown = new Error("no port was asked for");
  for (const port of ports) {
    try {
      return await listen(server, port);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}
