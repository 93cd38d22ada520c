import { createServer } from "node:http";
import { afterAll, describe, expect, it } from "vitest";
import type { RawRequest } from "#tests/support/electron/browser-client.ts";
import { startBrowserHost } from "#electron/hosts/browser.ts";
import { hashedScript, openTestHost } from "#tests/support/electron/open-test-host.ts";

const { studio, host, origin, cookie, send, page: ownPage, close } = await openTestHost();
afterAll(close);

const hello = async (headers: RawRequest["headers"]) =>
  await send({ method: "POST", path: "/call/app.hello", headers: { ...ownPage, ...headers }, body: "{}" });
const exchange = async (token: string, headers: RawRequest["headers"] = {}) =>
  await send({
    method: "POST",
    path: "/session",
    headers: { origin, "content-type": "application/json", ...headers },
    body: JSON.stringify({ token }),
  });
const tokenOf = (url: string): string => new URLSearchParams(new URL(url).hash.slice(1)).get("token") ?? "";

describe("the address of the browser host", () => {
  it("carries 256 random bits in the fragment", () => {
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/);
    expect(Buffer.from(tokenOf(host.url), "base64url")).toHaveLength(32);
  });

  it("is on the loopback interface alone", async () => {
    await expect(fetch(`http://[::1]:${host.port}/`)).rejects.toThrow("fetch failed");
  });
});

describe("the session", () => {
  it("comes as a strict cookie that scripts cannot read", async () => {
    const answer = await exchange(tokenOf(host.url));
    expect(answer).toMatchObject({ status: 200, json: { ok: true } });
    expect(answer.headers["set-cookie"]?.[0]).toMatch(
      new RegExp(`^inlay-${host.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    );
  });

  it("is had by the printed token as often as wished, by a launch token once", async () => {
    expect((await exchange(tokenOf(host.url))).status).toBe(200);
    const launch = tokenOf(host.launchUrl());
    expect((await exchange(launch)).status).toBe(200);
    expect(await exchange(launch)).toMatchObject({
      status: 403,
      json: { ok: false, error: { kind: "not-allowed", reason: "session" } },
    });
    // A page that has its session keeps it, whatever token is in its address.
    expect((await exchange(launch, { cookie })).status).toBe(200);
  });

  it.each(["", "x", "0".repeat(43), "a".repeat(5000)])("is not had by the token %#", async (token) => {
    const answer = await exchange(token);
    expect(answer.status).toBe(403);
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  it("is asked for by POST only", async () => {
    expect((await send({ path: `/session?token=${tokenOf(host.url)}`, headers: { origin } })).status).toBe(
      405,
    );
  });

  it.each([
    ["/call/app.hello", "POST"],
    ["/events", "GET"],
    [`/media/${"a".repeat(64)}`, "GET"],
    [`/thumb/${"a".repeat(64)}?w=160`, "GET"],
    ["/upload?purpose=import&name=a.png", "POST"],
  ])("is needed for %s", async (path, method) => {
    for (const wrong of [
      undefined,
      `inlay-${host.port}=`,
      `inlay-${host.port}=${"A".repeat(43)}`,
      "other=1",
    ]) {
      const body = method === "POST" ? { body: "{}" } : {};
      const answer = await send({ method, path, headers: { ...ownPage, cookie: wrong }, ...body });
      expect(answer).toMatchObject({
        status: 401,
        json: { error: { kind: "not-allowed", reason: "session" } },
      });
    }
  });
});

describe("a request", () => {
  it("of our page is answered", async () => {
    expect(await hello({})).toMatchObject({ status: 200, json: { ok: true, value: { host: "browser" } } });
    expect(
      (await hello({ host: `localhost:${host.port}`, origin: `http://localhost:${host.port}` })).status,
    ).toBe(200);
  });

  it.each([
    ["evil.example"],
    ["127.0.0.1"],
    ["localhost"],
    ["127.0.0.1:1"],
    ["[::1]:80"],
    ["127.0.0.1.evil.example"],
    ["2130706433"],
  ])("under the name %s is refused, whatever else is right (DNS rebinding)", async (name) => {
    expect(await hello({ host: name, origin: `http://${name}` })).toMatchObject({ status: 403 });
    expect((await send({ path: "/", headers: { host: name } })).status).toBe(403);
  });

  it.each([
    [undefined],
    ["null"],
    ["https://evil.example"],
    ["http://127.0.0.1"],
    ["http://127.0.0.1:1"],
    ["inlay://app"],
  ])("that writes with the origin %s is refused", async (wrong) => {
    expect(await hello({ origin: wrong })).toMatchObject({
      status: 403,
      json: { error: { reason: "origin" } },
    });
    expect((await exchange(tokenOf(host.url), { origin: wrong })).status).toBe(403);
  });

  it.each(["cross-site", "same-site", "none"])("that writes from %s is refused", async (site) => {
    expect(await hello({ "sec-fetch-site": site })).toMatchObject({
      status: 403,
      json: { error: { reason: "fetch-site" } },
    });
  });

  it("that reads from another site is refused, but a link to the page is followed", async () => {
    const from = async (path: string, mode: string) =>
      (await send({ path, headers: { cookie, "sec-fetch-site": "cross-site", "sec-fetch-mode": mode } }))
        .status;
    expect(await from("/", "navigate")).toBe(200);
    expect(await from(`/${hashedScript}`, "no-cors")).toBe(403);
    expect(await from("/events", "navigate")).toBe(403);
    expect(await from(`/media/${"a".repeat(64)}`, "navigate")).toBe(403);
  });

  it("gets no headers that would let another origin read", async () => {
    for (const method of ["GET", "OPTIONS"]) {
      const answer = await send({ method, path: "/", headers: { origin: "https://evil.example" } });
      expect(answer.status).toBe(403);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });

  it("that only reads changes nothing", async () => {
    for (const path of ["/call/key.forget", "/call/app.hello", "/upload?purpose=import&name=a"])
      expect([404, 405]).toContain((await send({ path, headers: { cookie } })).status);
  });

  it.each(["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])(
    "by %s is refused without more",
    async (method) => {
      expect((await send({ method, path: "/call/app.hello", headers: ownPage })).status).toBe(405);
    },
  );

  it("of a call must be JSON by its type", async () => {
    const form = { "content-type": "text/plain" };
    expect((await hello(form)).json).toMatchObject({ ok: false, error: { kind: "invalid-input" } });
  });
});

describe("a port", () => {
  it("that is taken is passed over for the next, or told", async () => {
    const other = createServer();
    const taken = await new Promise<number>((resolve) =>
      other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port)),
    );
    await expect(startBrowserHost(studio, { assets: "/", ports: [taken] })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
    const second = await startBrowserHost(studio, { assets: "/", ports: [taken, 0] });
    expect(second.port).not.toBe(taken);
    await second.close();
    await new Promise((resolve) => other.close(resolve));
  });
});

describe("events", () => {
  it("come to a page that was away, from where it was", async () => {
    const read = async (last: string | null) => {
      const stop = new AbortController();
      const response = await fetch(`${origin}/events`, {
        headers: { cookie, ...(last === null ? {} : { "last-event-id": last }) },
        signal: stop.signal,
      });
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
      return { response, reader, stop };
    };
    const first = await read(null);
    expect(first.response.headers.get("content-type")).toBe("text/event-stream");
    const before = studio.events.newest();
    studio.events.publish({ name: "prompts.changed" });
    studio.events.publish({ name: "library.reloaded" });
    first.stop.abort();

    const again = await read(String(before));
    let text = "";
    while (!text.includes("library.reloaded")) text += (await again.reader.read()).value ?? "";
    again.stop.abort();
    expect(text).toContain(`id: ${before + 1}\ndata: {"name":"prompts.changed"}\n\n`);
    expect(text).toContain(`id: ${before + 2}\ndata: {"name":"library.reloaded"}\n\n`);
  });
});
