import { readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashedScript, openTestHost } from "#tests/support/electron/open-test-host.ts";

const {
  studio,
  host,
  cookie,
  send,
  page: ownPage,
  close,
} = await openTestHost({ "page/notes.exe": "no", "secret.txt": "outside" });
afterAll(close);

describe("the page's own files", () => {
  it("come with a policy without exceptions, and nobody may embed them", async () => {
    const { status, headers } = await send({ path: "/" });
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["content-security-policy"]).not.toContain("unsafe");
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
      "referrer-policy": "no-referrer",
      "x-frame-options": "DENY",
      "cache-control": "no-cache",
    });
  });

  it("are cached for good when their name carries a hash", async () => {
    const { headers } = await send({ path: `/${hashedScript}` });
    expect(headers["cache-control"]).toContain("immutable");
    expect(headers["content-type"]).toBe("text/javascript; charset=utf-8");
  });

  it.each([
    "/../secret.txt",
    "/assets/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/..%5csecret.txt",
    "/assets/..\\..\\secret.txt",
    "/%2e%2e%2fsecret.txt",
    "//etc/passwd",
    "/etc/passwd",
    "/.git/config",
    "/assets/%00",
    "/notes.exe",
    "/assets/",
    "http://evil.example/",
    "/media/../secret.txt",
    "/media/..%2f..%2fsecret.txt",
    `/media/${"A".repeat(64)}`,
    `/thumb/${"a".repeat(63)}?w=160`,
  ])("do not reach %s", async (path) => {
    const answer = await send({ path, headers: { cookie } });
    expect([400, 404]).toContain(answer.status);
    expect(answer.body.toString()).not.toContain("outside");
  });
});

describe("pixels", () => {
  const png = readFileSync(join(import.meta.dirname, "../../support/electron/gradient.png"));
  const upload = async (path: string, body: Uint8Array) =>
    await send({
      method: "POST",
      path,
      headers: { ...ownPage, "content-type": "application/octet-stream" },
      body,
    });
  let asset: string;
  beforeAll(async () => {
    const { json } = await upload("/upload?purpose=import&name=..%2F..%2Fgr%C3%BCn%20%22x%22.png", png);
    asset = (json as { value: { picture: { asset: string } } }).value.picture.asset;
  });

  it("are the bytes as they came, cached for ever", async () => {
    const answer = await send({ path: `/media/${asset}`, headers: { cookie } });
    expect(answer).toMatchObject({
      status: 200,
      headers: {
        "content-type": "image/png",
        "accept-ranges": "bytes",
        "content-length": String(png.length),
      },
    });
    expect(answer.headers["cache-control"]).toContain("immutable");
    expect(answer.headers["content-disposition"]).toBeUndefined();
    expect(answer.body.equals(png)).toBe(true);
  });

  it("come in ranges", async () => {
    const part = await send({ path: `/media/${asset}`, headers: { cookie, range: "bytes=8-15" } });
    expect(part.status).toBe(206);
    expect(part.headers["content-range"]).toBe(`bytes 8-15/${png.length}`);
    expect(part.body.equals(png.subarray(8, 16))).toBe(true);
    const beyond = await send({ path: `/media/${asset}`, headers: { cookie, range: "bytes=99999-" } });
    expect(beyond.status).toBe(416);
    expect(beyond.headers["content-range"]).toBe(`bytes */${png.length}`);
    const head = await send({ method: "HEAD", path: `/media/${asset}`, headers: { cookie } });
    expect(head).toMatchObject({ status: 200, headers: { "content-length": String(png.length) } });
    expect(head.body).toHaveLength(0);
  });

  it("are downloaded under a name that cannot break the header or name a folder", async () => {
    const name = encodeURIComponent('../grün "q"\r\nx-evil: 1.png');
    const { headers } = await send({ path: `/media/${asset}?download=${name}`, headers: { cookie } });
    expect(headers["x-evil"]).toBeUndefined();
    expect(headers["content-disposition"]).toBe(
      `attachment; filename="gr_n _q_x-evil: 1.png"; filename*=UTF-8''gr%C3%BCn%20%22q%22x-evil%3A%201.png`,
    );
  });

  it("come as thumbnails of the widths that are made", async () => {
    const thumb = await send({ path: `/thumb/${asset}?w=160`, headers: { cookie } });
    expect(thumb).toMatchObject({ status: 200, headers: { "content-type": "image/webp" } });
    for (const width of ["", "159", "160x", "1e3", "-160"])
      expect((await send({ path: `/thumb/${asset}?w=${width}`, headers: { cookie } })).status).toBe(404);
  });

  it("that stop coming half-way leave nothing behind, and the host goes on", async () => {
    await new Promise<void>((resolve) => {
      const sent = request(
        {
          host: "127.0.0.1",
          port: host.port,
          method: "POST",
          path: "/upload?purpose=import&name=half.png",
          headers: { ...ownPage, "content-length": "100000" },
        },
        () => undefined,
      );
      sent.once("error", () => resolve());
      sent.write(png.subarray(0, 100), () => sent.destroy(new Error("the page went away")));
    });
    const { json } = await send({
      method: "POST",
      path: "/call/picture.search",
      headers: ownPage,
      body: "{}",
    });
    expect(json).toMatchObject({ ok: true, value: { total: 1 } });
    expect(studio.log.recentLines().filter((text) => text.includes('"event":"bug"'))).toEqual([]);
  });

  it("are refused on the way in when they are none", async () => {
    const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>");
    expect((await upload("/upload?purpose=reference&name=a.png", svg)).json).toMatchObject({
      ok: false,
      error: { kind: "picture-refused", reason: "svg" },
    });
    expect((await upload("/upload?purpose=elsewhere&name=a.png", png)).json).toMatchObject({
      error: { kind: "invalid-input" },
    });
  });
});
