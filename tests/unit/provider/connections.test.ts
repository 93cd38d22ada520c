import { createServer as createHttpServer } from "node:http";
import { connect, createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { testCertificate } from "./test-certificate.ts";
import { canaryKey, errorOf, listen, prepared, replyWith, send, serve, testClient } from "./wire.ts";

const picture = Buffer.from("a picture");

/** A proxy that tunnels every CONNECT to one port, and notes what it was asked. */
async function proxy(toPort: number, asked: { path: string; credentials: string }[]): Promise<string> {
  const server = createHttpServer((_request, response) => response.writeHead(501).end());
  server.on("connect", (request, client: Socket) => {
    asked.push({ path: request.url ?? "", credentials: request.headers["proxy-authorization"] ?? "" });
    const upstream = connect(toPort, "127.0.0.1", () => client.write("HTTP/1.1 200 OK\r\n\r\n"));
    client.on("error", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
    upstream.pipe(client).pipe(upstream);
  });
  return `127.0.0.1:${await listen(server)}`;
}

describe("[J5] a connection that never stood", () => {
  it("is refused", async () => {
    const port = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, "127.0.0.1", () => {
        const address = server.address();
        server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
      });
    });
    const { result } = await send(testClient(), `http://127.0.0.1:${port}`);
    expect(errorOf(result)).toEqual({ kind: "offline", cause: "refused", host: "127.0.0.1" });
  });

  it("has no such name", async () => {
    const { result } = await send(testClient(), "https://no-such-host.invalid");
    expect(errorOf(result)).toMatchObject({ kind: "offline", cause: "dns", host: "no-such-host.invalid" });
  });

  it("stops in the handshake", async () => {
    const port = await listen(createServer((socket) => socket.destroy()));
    const { result } = await send(testClient(), `https://127.0.0.1:${port}`);
    expect(errorOf(result)).toMatchObject({ kind: "offline", cause: "tls" });
  });

  it("takes too long", async () => {
    const open = new Set<Socket>();
    const port = await listen(createServer((socket) => open.add(socket.on("error", () => undefined))));
    const { result } = await send(testClient({ connectLimitMs: 1100 }), `https://127.0.0.1:${port}`);
    expect(errorOf(result)).toMatchObject({ kind: "offline", cause: "connect-timeout" });
    for (const socket of open) socket.destroy();
  });

  it("is cancelled while it comes about", async () => {
    const controller = new AbortController();
    const open = new Set<Socket>();
    const port = await listen(
      createServer((socket) => {
        open.add(socket.on("error", () => undefined));
        controller.abort();
      }),
    );
    const { result } = await send(testClient(), `https://127.0.0.1:${port}`, { signal: controller.signal });
    expect(errorOf(result)).toEqual({ kind: "cancelled" });
    for (const socket of open) socket.destroy();
  });
});

describe("certificates", () => {
  it("refuses one that nobody vouches for, and takes it with the extra authority", async () => {
    const base = await serve((_request, response) => response.end(replyWith(picture)), true);
    expect(errorOf((await send(testClient(), base)).result)).toMatchObject({
      kind: "certificate-refused",
      host: "127.0.0.1",
      code: "DEPTH_ZERO_SELF_SIGNED_CERT",
    });
    const trusting = await send(testClient({ extraCaPem: testCertificate }), base);
    expect(trusting.bytes.equals(picture)).toBe(true);
  });
});

describe("proxies", () => {
  it("tunnels to the API, with the proxy's own credentials and without the key in the clear", async () => {
    const secure = await serve((_request, response) => response.end(replyWith(picture)), true);
    const asked: { path: string; credentials: string }[] = [];
    const address = await proxy(Number(new URL(secure).port), asked);
    const client = testClient({
      proxy: { mode: "address", url: `http://me:p%40ss@${address}` },
      extraCaPem: testCertificate,
    });
    const sent = await send(client, "https://api.test");
    expect(sent.bytes.equals(picture)).toBe(true);
    expect(asked).toEqual([
      { path: "api.test:443", credentials: `Basic ${Buffer.from("me:p@ss").toString("base64")}` },
    ]);
    expect(JSON.stringify(asked)).not.toContain(canaryKey);
  });

  it("tunnels plain HTTP too", async () => {
    const plain = await serve((_request, response) => response.end(replyWith(picture)));
    const asked: { path: string; credentials: string }[] = [];
    const address = await proxy(Number(new URL(plain).port), asked);
    const client = testClient({ proxy: { mode: "environment" }, environment: { http_proxy: address } });
    expect((await send(client, "http://api.test:8080/v1")).bytes.equals(picture)).toBe(true);
    expect(asked[0]!.path).toBe("api.test:8080");
  });

  it("names the proxy that refuses, and its status", async () => {
    const refusing = createHttpServer();
    refusing.on("connect", (_request, socket: Socket) =>
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"),
    );
    const port = await listen(refusing);
    const { result } = await send(
      testClient({ proxy: { mode: "address", url: `http://127.0.0.1:${port}` } }),
      "https://api.test",
    );
    expect(errorOf(result)).toEqual({ kind: "proxy-refused", host: `127.0.0.1:${port}`, status: 407 });
  });

  it("names the proxy that is not there", async () => {
    const { result } = await send(
      testClient({ proxy: { mode: "address", url: "http://127.0.0.1:9" } }),
      "https://api.test",
    );
    expect(errorOf(result)).toEqual({ kind: "proxy-refused", host: "127.0.0.1:9", status: null });
  });
});

describe("results by address", () => {
  /** An endpoint that answers with an address, and serves `/ok`, `/hop` and the like itself. */
  async function endpoint(url: (base: string) => string, seen: string[] = []): Promise<string> {
    let fails = 2;
    const base: string = await serve((request, response) => {
      if (request.method === "POST") {
        response.end(JSON.stringify({ data: [{ url: url(base) }] }));
        return;
      }
      seen.push(`${request.url} ${request.headers.authorization ?? "-"} ${request.headers.cookie ?? "-"}`);
      const [, kind = "", rest = ""] = /^\/(\w+)(?:\?(.*))?$/.exec(request.url ?? "") ?? [];
      if (kind === "hop")
        response.writeHead(302, { location: decodeURIComponent(rest), "set-cookie": "a=b" }).end();
      else if (kind === "loop") response.writeHead(307, { location: "/loop" }).end();
      else if (kind === "shaky" && (fails -= 1) >= 0) response.destroy();
      else response.end(picture);
    });
    return base;
  }
  const ask = async (base: string) => await send(testClient(), base, { request: prepared({}, "url") });

  it("[A2] follows redirects, without credentials", async () => {
    const seen: string[] = [];
    const base = await endpoint((own) => `${own}/hop?${encodeURIComponent("/ok")}`, seen);
    expect((await ask(base)).bytes.equals(picture)).toBe(true);
    expect(seen.map((line) => line.split(" ").slice(1).join(" "))).toEqual(["- -", "- -"]);
  });

  it.each([
    ["another port of this machine", "http://127.0.0.1:9/x", "not-https"],
    ["an address of the network", "https://192.168.0.1/x", "not-public"],
    ["this machine as a number", "https://2130706433/x", "not-public"],
    ["a name of this machine", "https://localhost:9/x", "not-public"],
    ["credentials", "https://a:b@files.example/x", "has-credentials"],
  ])("[A1] refuses %s at once and behind a redirect", async (_name, address, reason) => {
    for (const url of [() => address, (own: string) => `${own}/hop?${encodeURIComponent(address)}`]) {
      const { result } = await ask(await endpoint(url));
      expect(errorOf(result)).toMatchObject({ kind: "result-address-refused", billed: "yes", reason });
    }
  });

  it("[A2] gives up a circle of redirects", async () => {
    const { result } = await ask(await endpoint((own) => `${own}/loop`));
    expect(errorOf(result)).toMatchObject({ kind: "result-address-refused", reason: "too-many-redirects" });
  });

  it("tries again when the fetch breaks, because the picture is paid for", async () => {
    const seen: string[] = [];
    const { result, bytes } = await ask(await endpoint((own) => `${own}/shaky`, seen));
    expect(result.ok).toBe(true);
    expect(bytes.equals(picture)).toBe(true);
    expect(seen).toHaveLength(3);
  });
});
