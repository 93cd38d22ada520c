import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDemoEngine, type DemoEngine } from "#electron/demo/demo-engine.ts";
import { editForm, generate, generation, plainPicture, postJson } from "./demo-calls.ts";

let engine: DemoEngine;
beforeAll(async () => {
  const bodyCapBytes = { generations: 200_000, edits: 100_000 };
  engine = await startDemoEngine({ latencyMs: 0, keepsRequests: true, bodyCapBytes });
});
afterAll(() => engine.close());

describe("who may ask", () => {
  it.each(["", "Basic abc", "Bearer", "Bearer "])("answers 401 to %j", async (authorization) => {
    const answer = await generate(engine.url, {}, { authorization });
    expect(answer).toMatchObject({ status: 401, error: { code: "missing_api_key", param: null } });
  });

  it("answers 401 to a key that is evidently wrong", async () => {
    const answer = await generate(engine.url, {}, { authorization: "Bearer hunter2" });
    expect(answer).toMatchObject({ status: 401, error: { code: "invalid_api_key" } });
  });

  it("does not answer for a name that is not of this machine", async () => {
    const status = await new Promise((resolve, reject) => {
      const call = request(
        engine.url,
        { method: "POST", headers: { host: "pictures.example" } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      call.on("error", reject).end();
    });
    expect(status).toBe(421);
  });
});

describe("what may be asked", () => {
  it("answers 404 to an unknown path", async () => {
    const answer = await postJson(engine.url, "/v1/images/variations", {});
    expect(answer).toMatchObject({
      status: 404,
      error: { type: "invalid_request_error", code: "unknown_url" },
    });
  });

  it("has no control endpoint unless asked for", async () => {
    expect((await postJson(engine.url, "/__demo/steer", {})).status).toBe(404);
  });

  it("answers 405 to another method and names the right one", async () => {
    const response = await fetch(`${engine.url}/v1/images/edits`);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("answers 415 to another content type: a form for a generation, text for an edit", async () => {
    const form = new FormData();
    form.append("prompt", "A sea");
    const headers = { authorization: "Bearer sk-test" };
    const generations = await fetch(`${engine.url}/v1/images/generations`, {
      method: "POST",
      body: form,
      headers,
    });
    expect(generations.status).toBe(415);
    const edits = await postJson(engine.url, "/v1/images/edits", "{}", { "content-type": "text/plain" });
    expect(edits).toMatchObject({ status: 415, error: { code: "unsupported_content_type" } });
  });

  it.each(["{", "[]", "null", '"text"', ""])("answers 400 to the body %j", async (body) => {
    const answer = await postJson(engine.url, "/v1/images/generations", body);
    expect(answer).toMatchObject({ status: 400, error: { type: "invalid_request_error" } });
  });

  it("answers 400 to a form without a boundary or without an end", async () => {
    for (const type of ["multipart/form-data", "multipart/form-data; boundary=x"]) {
      const answer = await postJson(engine.url, "/v1/images/edits", "--x\r\nnothing", {
        "content-type": type,
      });
      expect(answer.status, type).toBe(400);
    }
  });

  it("answers 413 to a body over the cap, declared or not", async () => {
    const tooLong = generation({ prompt: "a".repeat(300_000) });
    expect(await postJson(engine.url, "/v1/images/generations", tooLong)).toMatchObject({
      status: 413,
      error: { code: "request_too_large" },
    });
    const undeclared = await fetch(`${engine.url}/v1/images/generations`, {
      method: "POST",
      body: new Blob([JSON.stringify(tooLong)]).stream(),
      duplex: "half",
      headers: { authorization: "Bearer sk-test", "content-type": "application/json" },
    } as RequestInit);
    expect(undeclared.status).toBe(413);
    const large = new Uint8Array(150_000);
    expect((await editForm(engine.url, [["image", large]])).status).toBe(413);
  });

  it("answers 400 to a picture that does not decode, and names it", async () => {
    const good = await plainPicture(64, 64, "#345");
    const cut = good.slice(0, good.length - 40);
    const parts = [
      ["model", "gpt-image-2"],
      ["prompt", "Red"],
      ["image", good],
      ["images[]", cut],
    ] as const;
    expect(await editForm(engine.url, parts)).toMatchObject({
      status: 400,
      error: { code: "invalid_image_file", param: "images[0]" },
    });
  });
});

describe("the log of requests", () => {
  it("has names and sizes, never the key or a picture", async () => {
    const prompt = "A logged sea";
    await generate(engine.url, { prompt, n: 5 }, { "idempotency-key": "k1" });
    const entry = engine.requests.at(-1);
    expect(entry).toMatchObject({ method: "POST", path: "/v1/images/generations", status: 400 });
    expect(entry).toMatchObject({ idempotencyKey: "k1", isPictureMade: false });
    expect(entry?.headerNames).toContain("authorization");
    expect(entry?.parts).toContainEqual({ name: "prompt", bytes: prompt.length, value: prompt });
    expect(JSON.stringify(engine.requests)).not.toContain("sk-test");
  });

  it("stays empty unless asked for", async () => {
    const silent = await startDemoEngine({ latencyMs: 0 });
    await generate(silent.url, { n: 5 });
    expect(silent.requests).toEqual([]);
    await silent.close();
  });
});
