import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { referenceHandlers } from "#electron/hosts/handlers/reference-handlers.ts";
import type { OpenShelf } from "#electron/hosts/library-session.ts";
import { fetchPicture } from "#electron/provider/fetch-picture.ts";
import { createWire } from "#electron/provider/wire.ts";
import { ok } from "#shared/errors/result.ts";
import { withLibrary } from "#tests/unit/library/library-fixture.ts";
import { testCertificate } from "#tests/unit/provider/test-certificate.ts";
import { errorOf, serve } from "#tests/unit/provider/wire.ts";

const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#456" } })
  .png()
  .toBuffer();
const turned = await sharp(png).jpeg().withMetadata({ orientation: 6 }).toBuffer();

type Answer = (request: IncomingMessage, response: ServerResponse, base: string) => void;

/** A call against a real https server on this machine, which the guard is told to trust, and a real library. */
async function ask(
  path: string,
  answer: Answer,
  more: { limitMs?: number; isTrusted?: boolean; stopsAfter?: Promise<unknown> } = {},
) {
  const { isTrusted = true, stopsAfter, ...limit } = more;
  const seen: IncomingMessage[] = [];
  const base: string = await serve((request, response) => {
    seen.push(request);
    answer(request, response, base);
  }, true);
  const wire = createWire({
    proxyFor: async () => null,
    extraCaPem: testCertificate,
    connectLimitMs: 5000,
  });
  let result: unknown;
  await withLibrary(async (library) => {
    const handlers = referenceHandlers({
      session: { current: () => ok({ library } as OpenShelf) },
      line: {
        fetchPicture: async (address, keep, stop) => {
          const options = { wire, trustedOrigin: isTrusted ? base : "", ...limit, stop: stop! };
          return await fetchPicture(address, options, keep);
        },
      },
    });
    const url = path.startsWith("/") ? base + path : path;
    void stopsAfter?.then(async () => await handlers["reference.stopFetch"]({ ticket: "one" }));
    const reply = await handlers["reference.fromUrl"]({ url, ticket: "one" });
    if (reply.ok) {
      const file = await library.resolveAsset(reply.value.asset);
      expect(file?.bytes).toBe(reply.value.bytes);
    }
    result = reply.ok ? reply.value : errorOf(reply);
  });
  await wire.close();
  return { result, base, seen };
}

const give =
  (bytes: Uint8Array, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    response.writeHead(200, headers).end(bytes);

describe("a picture from a web address", () => {
  it("[R3] is kept, and keeps its address where its bytes are the server's", async () => {
    const { result, base, seen } = await ask(
      "/shoot/r%C3%B6d%20boat.png?v=2#part",
      give(png, { "content-type": "image/png" }),
    );
    expect(result).toMatchObject({
      name: "röd boat.png",
      mediaType: "image/png",
      widthPx: 40,
      bytes: png.length,
      notes: [],
      url: `${base}/shoot/r%C3%B6d%20boat.png?v=2`,
    });
    expect(seen[0]?.headers).not.toHaveProperty("authorization");
    expect(seen[0]?.headers).not.toHaveProperty("cookie");
  });

  it("[R3] has no address where it was changed on the way in", async () => {
    const { result } = await ask("/a.jpg", give(turned));
    expect(result).toMatchObject({ notes: ["turned-upright"], url: null });
  });

  it("is named by what the server says it is, and by the server where the path ends in nothing", async () => {
    expect((await ask("/a.jpg", give(png, { "content-type": "image/png; x=y" }))).result).toMatchObject({
      name: "a.png",
    });
    expect((await ask("/", give(png))).result).toMatchObject({ name: "127.0.0.1" });
  });

  it("comes through a compression that nobody asked for", async () => {
    const { result } = await ask("/a.png", give(gzipSync(png), { "content-encoding": "gzip" }));
    expect(result).toMatchObject({ bytes: png.length });
  });

  it("[L5] passes the same gates as a file", async () => {
    const page = Buffer.from("<!doctype html><title>Not here</title>");
    expect((await ask("/a", give(page))).result).toMatchObject({ kind: "picture-refused" });
    expect((await ask("/a.jpg", give(png))).result).toMatchObject({ reason: "mislabelled" });
    expect((await ask("/a.png", give(new Uint8Array()))).result).toMatchObject({ reason: "empty" });
  });

  it.each([
    ["/a.png", "127.0.0.1", "not-public"],
    ["https://2130706433/a.png", "127.0.0.1", "not-public"],
    ["https://localhost:9/a.png", "localhost", "not-public"],
    ["https://[::ffff:10.0.0.1]/a.png", "[::ffff:a00:1]", "not-public"],
    ["http://files.example/a.png", "files.example", "not-https"],
    ["file:///etc/passwd", "", "not-https"],
    ["https://ada:pw@files.example/a.png", "files.example", "has-credentials"],
    ["a.png", "", "not-an-address"],
  ])("[A1] [A3] is not fetched from %s", async (address, host, reason) => {
    const { result, seen } = await ask(address, give(png), { isTrusted: false });
    expect(result).toEqual({ kind: "address-refused", host, reason });
    expect(seen).toEqual([]);
  });

  it("[A2] is judged again at every redirect", async () => {
    const to = (location: string) =>
      ((_request, response) => {
        response.writeHead(302, { location }).end();
      }) as Answer;
    expect((await ask("/a.png", to("https://192.168.0.1/a.png"))).result).toMatchObject({
      kind: "address-refused",
      reason: "not-public",
    });
    expect((await ask("/a.png", to("/a.png"))).result).toMatchObject({ reason: "too-many-redirects" });
    const followed = await ask("/first.png", (request, response, base) =>
      request.url === "/first.png"
        ? response.writeHead(301, { location: `${base}/second.png` }).end()
        : response.end(png),
    );
    expect(followed.result).toMatchObject({ name: "first.png", url: `${followed.base}/first.png` });
  });

  it.each(["before it answers", "while it comes"])("is given up when the page says so: %s", async (when) => {
    const asked = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<void>();
    const { result } = await ask(
      "/a.png",
      (_request, response) => {
        response.once("close", closed.resolve);
        if (when === "while it comes") response.writeHead(200).write(png.subarray(0, 40));
        asked.resolve();
      },
      { stopsAfter: asked.promise },
    );
    expect(result).toEqual({ kind: "cancelled" });
    // The server sees it too.
    await closed.promise;
  });

  it("says what the server said, and that nothing came where it broke off or took too long", async () => {
    const host = "127.0.0.1";
    expect((await ask("/a.png", (_request, response) => response.writeHead(404).end())).result).toEqual({
      kind: "address-unreachable",
      host,
      status: 404,
    });
    const nothing = { kind: "address-unreachable", host, status: null };
    const cut = await ask("/a.png", (_request, response) => {
      response.writeHead(200, { "content-length": png.length });
      response.write(png.subarray(0, 40), () => response.destroy());
    });
    expect(cut.result).toEqual(nothing);
    const silent: Answer = (_request, response) => void once(response, "close");
    expect((await ask("/a.png", silent, { limitMs: 200 })).result).toEqual(nothing);
    const slow: Answer = (_request, response) => void response.writeHead(200).write(png.subarray(0, 40));
    expect((await ask("/a.png", slow, { limitMs: 200 })).result).toEqual(nothing);
    expect((await ask("https://nowhere.invalid/a.png", give(png))).result).toMatchObject({
      kind: "offline",
      host: "nowhere.invalid",
    });
  });
});
