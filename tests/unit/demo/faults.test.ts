import { get } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import sharp from "sharp";
import { startDemoEngine, type DemoEngine } from "#electron/demo/demo-engine.ts";
import { faultSource, type Fault } from "#electron/demo/faults.ts";
import { generate, generation, postJson } from "./demo-calls.ts";

let engine: DemoEngine;
beforeAll(async () => {
  engine = await startDemoEngine({
    latencyMs: 0,
    keepsRequests: true,
    isSteerableByHttp: true,
    drawsPlain: true,
  });
});
beforeEach(() => engine.steer({}));
afterAll(() => engine.close());

const next = (...faults: readonly Fault[]): void => engine.steer({ next: faults });

describe("faults that answer", () => {
  it.each([
    ["unauthorised", 401, "invalid_api_key", "invalid_request_error"],
    ["server-error", 500, null, "server_error"],
    ["moderation", 400, "moderation_blocked", "image_generation_user_error"],
  ] as const)("%s: %i", async (kind, status, code, type) => {
    next({ kind });
    expect(await generate(engine.url)).toMatchObject({ status, error: { code, type, param: null } });
    expect(engine.requests.at(-1)).toMatchObject({ fault: kind, isPictureMade: false });
  });

  it("rate-limited: 429 with Retry-After in seconds", async () => {
    next({ kind: "rate-limited", retryAfterS: 7 });
    const answer = await generate(engine.url);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "7"]);
    expect(answer.error.code).toBe("rate_limit_exceeded");
  });

  it("rate-limited: 429 with Retry-After as an HTTP date, never earlier than asked for", async () => {
    next({ kind: "rate-limited", retryAfterS: 5, form: "date" });
    const before = Date.now();
    const header = (await generate(engine.url)).headers.get("retry-after") ?? "";
    expect(header).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
    expect(Date.parse(header)).toBeGreaterThanOrEqual(before + 5_000 - 1);
    expect(Date.parse(header)).toBeLessThan(before + 8_000);
  });

  it("rate-limited: 429 without the header", async () => {
    next({ kind: "rate-limited", form: "none" });
    const answer = await generate(engine.url);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, null]);
  });

  it("html-502: a page instead of JSON", async () => {
    next({ kind: "html-502" });
    const answer = await generate(engine.url);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([502, "text/html"]);
    expect(answer.text).toContain("<html>");
  });
});

describe("faults of the connection", () => {
  it("reset-before-body: cut before a byte of the answer", async () => {
    next({ kind: "reset-before-body" });
    await expect(generate(engine.url)).rejects.toThrow("fetch failed");
    expect(engine.requests.at(-1)).toMatchObject({ status: 0, isCutOff: true, isPictureMade: false });
  });

  it("reset-after-body: the head arrives, the body is cut", async () => {
    next({ kind: "reset-after-body" });
    const response = await rawGenerate();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow("terminated");
    expect(engine.requests.at(-1)).toMatchObject({ isPictureMade: true, isCutOff: true });
  });

  it("stall: takes the request and never answers", async () => {
    next({ kind: "stall" });
    const abort = new AbortController();
    const call = rawGenerate(abort.signal);
    await expect.poll(() => engine.requests.at(-1)?.fault).toBe("stall");
    abort.abort();
    await expect(call).rejects.toThrow("aborted");
    await expect.poll(() => engine.requests.at(-1)?.isCutOff).toBe(true);
  });

  it("drip: the body goes on until the caller leaves", async () => {
    next({ kind: "drip", everyMs: 1 });
    const abort = new AbortController();
    const response = await rawGenerate(abort.signal);
    let text = "";
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (text.endsWith("AAAAAAAAAAAAAAAA")) break;
    }
    expect(text).toMatch(/^{"created":\d+,"data":\[{"b64_json":"(AAAA)+$/);
    abort.abort();
    await expect.poll(() => engine.requests.at(-1)?.isCutOff).toBe(true);
  });

  it("latency: the answer comes later, and nothing else is wrong", async () => {
    next({ kind: "latency", ms: 120 });
    const before = performance.now();
    expect((await generate(engine.url)).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(115);
  });
});

describe("faults of the body", () => {
  it("truncated-json: a clean end in the middle", async () => {
    next({ kind: "truncated-json" });
    const answer = await generate(engine.url);
    expect([answer.status, answer.headers.get("content-length")]).toEqual([200, null]);
    expect(answer.text).toMatch(/^{"created":\d+,"data":\[{"b64_json":"[A-Za-z0-9+/]{1000,}/);
    expect(() => JSON.parse(answer.text) as unknown).toThrow("Unterminated string");
  });

  it("malformed-json: whole, but not JSON", async () => {
    next({ kind: "malformed-json" });
    const answer = await generate(engine.url);
    expect(answer.text).toHaveLength(Number(answer.headers.get("content-length")));
    expect(answer.text.endsWith("}}")).toBe(true);
    expect(() => JSON.parse(answer.text) as unknown).toThrow("Expected property name");
  });

  it("undecodable-base64: JSON is fine, the picture's text is not base64", async () => {
    next({ kind: "undecodable-base64" });
    const answer = await generate(engine.url);
    expect(answer.status).toBe(200);
    expect(answer.b64).toMatch(/[^A-Za-z0-9+/=]/);
  });

  it("undecodable-picture: good base64 of no picture", async () => {
    next({ kind: "undecodable-picture" });
    const { b64 = "" } = await generate(engine.url);
    expect(Buffer.from(b64, "base64").toString("base64")).toBe(b64);
    await expect(sharp(Buffer.from(b64, "base64")).metadata()).rejects.toThrow("unsupported image format");
  });

  it("no-picture: an empty list", async () => {
    next({ kind: "no-picture" });
    expect(JSON.parse((await generate(engine.url)).text)).toMatchObject({ data: [] });
  });

  it("wrong-size: another legal size than asked for", async () => {
    next({ kind: "wrong-size" });
    const { b64 = "" } = await generate(engine.url, { output_format: "jpeg" });
    expect(await sharp(Buffer.from(b64, "base64")).metadata()).toMatchObject({ width: 1024, height: 1024 });
  });

  it("expired-url: the URL is gone from the start", async () => {
    next({ kind: "expired-url" });
    const { url = "" } = await generate(engine.url, { response_format: "url" });
    const response = await fetch(url);
    expect(response.status).toBe(410);
    expect(await response.json()).toMatchObject({ error: { code: "url_expired" } });
  });
});

describe("who says what goes wrong", () => {
  it("an illegal request is refused and leaves the queued fault for the next one", async () => {
    next({ kind: "server-error" });
    expect((await generate(engine.url, { n: 3 })).status).toBe(400);
    expect((await generate(engine.url)).status).toBe(500);
  });

  it("the header names a kind or gives a fault as JSON, and comes before the queue", async () => {
    next({ kind: "server-error" });
    expect((await generate(engine.url, {}, { "x-demo-fault": "html-502" })).status).toBe(502);
    const json = JSON.stringify({ kind: "rate-limited", retryAfterS: 3 });
    expect((await generate(engine.url, {}, { "x-demo-fault": json })).headers.get("retry-after")).toBe("3");
    expect((await generate(engine.url, {}, { "x-demo-fault": "no such thing" })).status).toBe(500);
  });

  it("the control endpoint takes a plan, and only a plan", async () => {
    const plan = { next: [{ kind: "moderation" }, { kind: "html-502" }] };
    expect((await postJson(engine.url, "/__demo/steer", plan)).status).toBe(204);
    expect((await generate(engine.url)).status).toBe(400);
    expect((await generate(engine.url)).status).toBe(502);
    expect((await postJson(engine.url, "/__demo/steer", { next: [{ kind: "?" }] })).status).toBe(400);
  });

  it("an engine that is not steerable does not heed the header", async () => {
    const plain = await startDemoEngine({ latencyMs: 0 });
    expect((await generate(plain.url, {}, { "x-demo-fault": "html-502" })).status).toBe(200);
    await plain.close();
  });

  it("chance: the same seed gives the same run, at about the rate asked for", () => {
    const faults: readonly Fault[] = [{ kind: "server-error" }, { kind: "html-502" }];
    const run = (seed: number): readonly (string | undefined)[] => {
      const source = faultSource({ random: { seed, rate: 0.3, faults } });
      return Array.from({ length: 1_000 }, () => source.take()?.kind);
    };
    expect(run(5)).toEqual(run(5));
    expect(run(5)).not.toEqual(run(6));
    const hits = run(5).filter((kind) => kind !== undefined);
    expect(hits.length).toBeGreaterThan(240);
    expect(hits.length).toBeLessThan(360);
    expect(new Set(hits).size).toBe(2);
  });
});

describe("the engine's end", () => {
  it("close cuts what still runs and frees the port", async () => {
    const short = await startDemoEngine({
      latencyMs: 0,
      faults: { next: [{ kind: "stall" }] },
      keepsRequests: true,
    });
    const [url, call] = [short.url, Promise.allSettled([generate(short.url)])];
    await expect.poll(() => short.requests[0]?.fault).toBe("stall");
    await short.close();
    expect(await call).toMatchObject([{ status: "rejected", reason: { message: "fetch failed" } }]);
    const again = await startDemoEngine({ port: short.port });
    expect(again.url).toBe(url);
    await again.close();
  });

  it("says when the port is taken", async () => {
    await expect(startDemoEngine({ port: engine.port })).rejects.toThrow("EADDRINUSE");
  });

  it("listens on the loopback address only", async () => {
    await expect(
      new Promise((resolve, reject) => {
        get(`http://127.0.0.2:${engine.port}/`, resolve).on("error", reject);
      }),
    ).rejects.toThrow("ECONNREFUSED");
  });
});

async function rawGenerate(signal?: AbortSignal): Promise<Response> {
  return await fetch(`${engine.url}/v1/images/generations`, {
    method: "POST",
    body: JSON.stringify(generation()),
    headers: { authorization: "Bearer sk-test", "content-type": "application/json" },
    ...(signal ? { signal } : {}),
  });
}
