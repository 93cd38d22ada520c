import { tmpdir } from "node:os";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import sharp from "sharp";
import { startBrowserHost, type BrowserHost } from "#electron/hosts/browser.ts";
import {
  exportUrl,
  pixelSizeHeaders,
  pixelsUrl,
  uploadReplySchema,
  uploadUrl,
} from "#shared/contract/media.ts";
import { contract } from "#shared/contract/registry.ts";
import type { AssetId } from "#shared/model/ids.ts";
import { openTestStudio, type TestStudio } from "#tests/support/electron/open-test-studio.ts";

let studio: TestStudio;
let host: BrowserHost;
let origin = "";
let cookie = "";

beforeAll(async () => {
  studio = await openTestStudio();
  host = await startBrowserHost(studio, { assets: tmpdir(), ports: [0] });
  const { origin: own, hash } = new URL(host.url);
  origin = own;
  const opened = await post("/session", { token: new URLSearchParams(hash.slice(1)).get("token") });
  cookie = opened.headers.get("set-cookie")?.split(";")[0] ?? "";
});
afterAll(async () => {
  await host.close();
  await studio.close();
});

async function post(path: string, body: unknown): Promise<Response> {
  return await fetch(`${origin}${path}`, {
    method: "POST",
    headers: { origin, cookie, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function call(name: keyof typeof contract, input: unknown) {
  return (await (await post(`/call/${name}`, input)).json()) as { ok: boolean; value: never; error: never };
}

const get = async (path: string, headers: Record<string, string> = { cookie }) =>
  fetch(`${origin}${path}`, { headers });

describe("A document over HTTP", () => {
  it("from an uploaded file to an exported one, with its pixels by address", async () => {
    const file = readFileSync(resolve("tests/support/electron/gradient.png"));
    const upload = await fetch(`${origin}${uploadUrl("import", "gradient.png")}`, {
      method: "POST",
      headers: { origin, cookie },
      body: file,
    });
    const uploaded = uploadReplySchema.parse(await upload.json());
    if (!uploaded.ok || uploaded.value.purpose !== "import") throw new Error("not taken");
    const { picture } = uploaded.value;

    const created = await call("composition.create", { from: { kind: "picture", picture: picture.id } });
    const open = contract["composition.create"].output.parse(created.value);
    expect(open).toMatchObject({ revision: 0, base: { file: "there" }, document: { name: "gradient" } });
    const saved = await call("composition.save", {
      revision: 0,
      document: { ...open.document, name: "Gradient" },
    });
    expect(saved).toMatchObject({ ok: true, value: { revision: 1 } });
    expect(await call("composition.save", { revision: 0, document: open.document })).toMatchObject({
      ok: false,
      error: { kind: "stale-revision", revision: 1 },
    });
    expect(await call("composition.list", {})).toMatchObject({
      ok: true,
      value: { compositions: [{ id: open.document.id, name: "Gradient", base: picture.asset }] },
    });

    const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const crop = { x: 3, y: 2, width: 5, height: 4 };
    const pixels = await get(pixelsUrl(picture.asset, crop));
    expect([pixels.status, pixels.headers.get("content-type")]).toEqual([200, "application/octet-stream"]);
    expect([pixelSizeHeaders.width, pixelSizeHeaders.height].map((name) => pixels.headers.get(name))).toEqual(
      ["5", "4"],
    );
    const part = Buffer.from(await pixels.arrayBuffer());
    for (let y = 0; y < 4; y++) {
      const from = ((y + 2) * info.width + 3) * 4;
      expect(part.subarray(y * 20, y * 20 + 20).equals(data.subarray(from, from + 20))).toBe(true);
    }
    const half = await get(pixelsUrl(picture.asset, null, 1));
    expect(half.headers.get(pixelSizeHeaders.width)).toBe(String(Math.ceil(info.width / 2)));

    const made = await call("composition.export", { id: open.document.id, revision: 1, format: "png" });
    const exported = contract["composition.export"].output.parse(made.value);
    const download = await get(exportUrl(exported.token));
    expect(download.headers.get("content-disposition")).toContain('filename="gradient.png"');
    const again = await sharp(Buffer.from(await download.arrayBuffer()))
      .ensureAlpha()
      .raw()
      .toBuffer();
    expect(again.equals(data)).toBe(true);
    expect(await call("export.save", { token: exported.token })).toMatchObject({
      ok: false,
      error: { kind: "unavailable-here" },
    });

    expect(await call("composition.remove", { id: open.document.id })).toMatchObject({ ok: true });
    expect(await call("composition.open", { id: open.document.id })).toMatchObject({
      ok: false,
      error: { kind: "not-found" },
    });
    expect(await call("composition.restore", { id: open.document.id })).toMatchObject({
      ok: true,
      value: { name: "Gradient" },
    });
  });

  it("makes no canvas of more pixels than a picture may have", async () => {
    const blank = (heightPx: number) => ({
      from: { kind: "blank", sizePx: { widthPx: 100_000, heightPx }, name: "large" },
    });
    expect(await call("composition.create", blank(2681))).toMatchObject({
      ok: false,
      error: { kind: "invalid-input" },
    });
    expect(await call("composition.create", blank(1))).toMatchObject({ ok: true });
  });

  it("gives pixels and exports to the page alone, and only for what is asked rightly", async () => {
    const asset = "0".repeat(64) as AssetId;
    const token = "0".repeat(32);
    for (const path of [pixelsUrl(asset), exportUrl(token)]) expect((await get(path, {})).status).toBe(401);
    for (const path of [
      pixelsUrl(asset),
      exportUrl(token),
      exportUrl("../../etc/passwd"),
      `/pixels/${asset}?x=1`,
      `/pixels/${asset}?level=99`,
      `/pixels/${asset}?x=0&y=0&w=0&h=5`,
      `/pixels/${asset}?x=-1&y=0&w=5&h=5`,
      "/pixels/nothing",
    ])
      expect((await get(path)).status).toBe(404);
  });
});
