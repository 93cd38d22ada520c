// The line to the browser host over real loopback HTTP.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { EventSource } from "undici";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createHttpTransport, type HttpPlatform } from "#renderer/bridge/http-transport.ts";
import { openSession, readToken } from "#renderer/bridge/open-session.ts";
import type { LinkState } from "#renderer/bridge/transport.ts";

type Serve = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const servers: Server[] = [];
const ends: (() => void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) end();
  await Promise.all(
    servers.splice(0).map(async (server) => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }),
  );
});

async function listen(serve: Serve, port = 0): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => serve(request, response, body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

const platformAt = (port: number): HttpPlatform => ({
  origin: `http://127.0.0.1:${port}`,
  fetch,
  openEvents: (url, hear) => {
    const stream = new EventSource(url);
    stream.addEventListener("open", hear.opened);
    stream.addEventListener("message", (message) => hear.message(String(message.data)));
    stream.addEventListener("error", () => {
      stream.close();
      hear.failed();
    });
    return () => stream.close();
  },
});

describe("a call over HTTP", () => {
  it("posts JSON to its name and hands the envelope back", async () => {
    const seen: unknown[] = [];
    const { port } = await listen((request, response, body) => {
      seen.push(request.method, request.url, request.headers["content-type"], JSON.parse(body));
      response.end(JSON.stringify({ ok: true, value: { paused: true } }));
    });
    const reply = await createHttpTransport(platformAt(port)).call("queue.pause", { paused: true });
    expect(reply).toEqual({ ok: true, value: { paused: true } });
    expect(seen).toEqual(["POST", "/call/queue.pause", "application/json", { paused: true }]);
  });

  it("hands errors back as they are, whatever the status", async () => {
    const error = { kind: "rate-limited", retryAfterMs: 5 };
    const { port } = await listen((_request, response) => {
      response.writeHead(409).end(JSON.stringify({ ok: false, error }));
    });
    expect(await createHttpTransport(platformAt(port)).call("job.list", {})).toEqual({ ok: false, error });
  });

  it.each([
    ["a refusal without an envelope", 401, "No.", { kind: "not-allowed", reason: "session" }],
    ["another page in its place", 200, "<html>hotel wifi</html>", { kind: "host-unreachable" }],
    ["JSON that is no envelope", 200, '{"ok":"yes"}', { kind: "host-unreachable" }],
    ["an empty answer", 500, "", { kind: "host-unreachable" }],
  ])("never rejects: %s", async (_name, status, body, error) => {
    const { port } = await listen((_request, response) => response.writeHead(status).end(body));
    expect(await createHttpTransport(platformAt(port)).call("job.list", {})).toEqual({ ok: false, error });
  });

  it("never rejects: nobody there, and a connection that breaks off", async () => {
    const { port, server } = await listen((_request, response) => response.destroy());
    const transport = createHttpTransport(platformAt(port));
    const unreachable = { ok: false, error: { kind: "host-unreachable" } };
    expect(await transport.call("job.list", {})).toEqual(unreachable);
    await new Promise((resolve) => server.close(resolve));
    expect(await transport.call("job.list", {})).toEqual(unreachable);
  });
});

describe("events over HTTP", () => {
  const stream: Serve = (_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`data: ${JSON.stringify({ name: "queue.changed", paused: true })}\n\n`);
  };

  it("arrive in order, and the line is open again after a break", async () => {
    const { port, server } = await listen(stream);
    const events: unknown[] = [];
    const links: LinkState[] = [];
    ends.push(
      createHttpTransport(platformAt(port)).listen(
        (event) => events.push(event),
        (state) => links.push(state),
      ),
    );
    await vi.waitFor(() => expect(events).toEqual([{ name: "queue.changed", paused: true }]));
    expect(links).toEqual(["open"]);

    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await vi.waitFor(() => expect(links).toContain("lost"));
    await listen(stream, port);
    await vi.waitFor(() => expect(links.at(-1)).toBe("open"), { timeout: 10_000 });
    expect(events.length).toBeGreaterThan(1);
  });

  it("go on being asked for when the host refuses, until the subscription ends", async () => {
    let asked = 0;
    const { port } = await listen((_request, response) => {
      asked += 1;
      response.writeHead(401).end();
    });
    const links: LinkState[] = [];
    const end = createHttpTransport(platformAt(port)).listen(
      () => undefined,
      (state) => links.push(state),
    );
    await vi.waitFor(() => expect(asked).toBeGreaterThan(1), { timeout: 5_000 });
    end();
    expect(links.every((state) => state === "lost")).toBe(true);
  });
});

describe("the session of the page", () => {
  const pageAt = (hash: string) => {
    const addresses: string[] = [];
    return {
      addresses,
      location: { hash, pathname: "/", search: "?x=1" },
      history: {
        replaceState: (_data: unknown, _title: string, url?: string | URL | null) =>
          void addresses.push(String(url)),
      },
    };
  };

  it("is bought with the token, which then leaves the address", async () => {
    const bodies: unknown[] = [];
    const { port } = await listen((request, response, body) => {
      bodies.push(request.url, JSON.parse(body));
      response.end(JSON.stringify({ ok: true, value: {} }));
    });
    const page = pageAt("#token=s3cret");
    const opened = await openSession(platformAt(port), page.location, page.history);
    expect(opened.ok).toBe(true);
    expect(bodies).toEqual(["/session", { token: "s3cret" }]);
    expect(page.addresses).toEqual(["/?x=1"]);
  });

  it("loses the token from the address even when it was not taken", async () => {
    const { port } = await listen((_request, response) => response.writeHead(403).end());
    const page = pageAt("#token=old");
    const opened = await openSession(platformAt(port), page.location, page.history);
    expect(opened).toEqual({ ok: false, error: { kind: "not-allowed", reason: "session" } });
    expect(page.addresses).toEqual(["/?x=1"]);
  });

  it("asks nothing without a token", async () => {
    const page = pageAt("");
    expect((await openSession(platformAt(1), page.location, page.history)).ok).toBe(true);
    expect(page.addresses).toEqual([]);
  });

  it("reads the token from the fragment only", () => {
    expect(readToken("#token=a_b-c")).toBe("a_b-c");
    expect(readToken("#other=1")).toBeNull();
    expect(readToken("#token=")).toBeNull();
  });
});
